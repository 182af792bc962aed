import { defineConfig } from '@lingui/conf'
import { formatter } from '@lingui/format-po'

/** The texts of the screens: English stands in the code, `npm run texts` carries it into the catalogues. */
export default defineConfig({
  sourceLocale: 'en',
  locales: ['en', 'sv'],
  catalogs: [{ path: 'src/web/locales/{locale}', include: ['src/web'] }],
  // which file, but not which line: otherwise every change of a screen changed every catalogue
  format: formatter({ lineNumbers: false }),
  orderBy: 'message',
})
