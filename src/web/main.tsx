import { i18n } from '@lingui/core'
import { I18nProvider } from '@lingui/react'
import { MantineProvider, localStorageColorSchemeManager } from '@mantine/core'
import '@fontsource-variable/source-sans-3/wght.css'
import '@fontsource-variable/source-serif-4/wght.css'
import '@mantine/core/styles.css'
import { Notifications } from '@mantine/notifications'
import '@mantine/notifications/styles.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { speak } from './language.ts'
import { queries } from './queries.ts'
import { router } from './router.tsx'
import './theme/ink.css'
import './theme/page.css'
import './theme/table.css'
import './theme/print.css'
import { inks, theme } from './theme/theme.ts'

await speak()
createRoot(document.getElementById('plumbline')!).render(
  <StrictMode>
    <MantineProvider
      theme={theme}
      cssVariablesResolver={inks}
      defaultColorScheme="auto"
      colorSchemeManager={localStorageColorSchemeManager({ key: 'plumbline-scheme' })}
    >
      <QueryClientProvider client={queries}>
        <I18nProvider i18n={i18n}>
          <Notifications position="bottom-right" />
          <RouterProvider router={router} />
        </I18nProvider>
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
)
