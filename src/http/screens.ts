import { serveStatic } from '@hono/node-server/serve-static'
import type { Hono } from 'hono'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Variables } from './mount.ts'

/** Where `npm run demo`, `npm start` and `npm test` build the screens to. */
export const builtScreens = path.join(import.meta.dirname, '..', '..', 'dist', 'web')

/** Serves the built screens; any address that is no file is the one page, which knows its own routes. */
export function serveScreens(app: Hono<Variables>, folder = builtScreens): void {
  const page = path.join(folder, 'index.html')
  app.use(
    '/assets/*',
    serveStatic({
      root: path.relative(process.cwd(), folder) || '.',
      precompressed: true,
      // names carry a hash of the content
      onFound: (_, c) => c.header('cache-control', 'public, max-age=31536000, immutable'),
    }),
  )
  app.get('*', async (c, next) => {
    const file = path.join(folder, path.normalize(c.req.path))
    if (
      c.req.path !== '/' &&
      file.startsWith(folder) &&
      path.extname(file) !== '' &&
      !c.req.path.startsWith('/api/')
    ) {
      return serveStatic({ root: path.relative(process.cwd(), folder) || '.' })(c, next)
    }
    if (c.req.path.startsWith('/api/')) return next()
    if (!existsSync(page)) {
      return c.text(
        'The screens are not built yet. Start Plumbline with npm start or npm run demo, which build them.',
        503,
      )
    }
    c.header('cache-control', 'no-cache')
    return c.html(readFileSync(page, 'utf8'))
  })
}
