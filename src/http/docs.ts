import { serveStatic } from '@hono/node-server/serve-static'
import type { OpenAPIHono } from '@hono/zod-openapi'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { z } from 'zod'
import type { Variables } from './mount.ts'

const require = createRequire(import.meta.url)
const renderer = path.dirname(require.resolve('swagger-ui-dist/package.json'))

/**
 * The API's description, for programs at /api/openapi.json and for people at /api/docs: Swagger UI from our own
 * packages, so that it works without the internet and under our content security policy. Both are open to everybody;
 * to try an operation one needs a sign-in or a token.
 */
export function serveDocs(app: OpenAPIHono<Variables>): void {
  app.openAPIRegistry.registerComponent('securitySchemes', 'token', { type: 'http', scheme: 'bearer' })
  app.doc31('/api/openapi.json', {
    openapi: '3.1.0',
    info: { title: 'Plumbline', version: version() },
    security: [{ token: [] }],
  })
  app.get('/api/docs', c => c.html(page))
  app.get('/api/docs/start.js', c => c.body(start, 200, { 'content-type': 'text/javascript; charset=utf-8' }))
  for (const name of ['swagger-ui.css', 'swagger-ui-bundle.js', 'favicon-32x32.png']) {
    const root = path.relative(process.cwd(), renderer) || '.'
    app.get(`/api/docs/${name}`, serveStatic({ root, rewriteRequestPath: () => `/${name}` }))
  }
}

function version(): string {
  const about = readFileSync(path.join(import.meta.dirname, '..', '..', 'package.json'), 'utf8')
  return z.object({ version: z.string() }).parse(JSON.parse(about)).version
}

const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Plumbline API</title>
    <link rel="icon" href="/api/docs/favicon-32x32.png">
    <link rel="stylesheet" href="/api/docs/swagger-ui.css">
  </head>
  <body>
    <div id="description"></div>
    <noscript>This page needs JavaScript. The description itself is at <a href="/api/openapi.json">/api/openapi.json</a>.</noscript>
    <script src="/api/docs/swagger-ui-bundle.js"></script>
    <script src="/api/docs/start.js"></script>
  </body>
</html>
`

// a file, for the policy allows no script in the page; no validator, for that one is on the internet
const start = `SwaggerUIBundle({
  url: '/api/openapi.json',
  dom_id: '#description',
  deepLinking: true,
  docExpansion: 'none',
  filter: true,
  validatorUrl: null,
  defaultModelsExpandDepth: -1,
})
`
