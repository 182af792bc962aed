import type { Actor } from '#access/scope.ts'
import type { Action, House } from '#actions/action.ts'
import type { Upload } from '#contract/operation.ts'
import { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { secureHeaders } from 'hono/secure-headers'
import type { Logger } from 'pino'
import { serveDocs } from './docs.ts'
import { mount, type Variables } from './mount.ts'
import { sameOrigin } from './origin.ts'
import { problem, problemOf } from './problem.ts'

const jsonLimit = 1024 * 1024

/**
 * The whole HTTP surface. What it needs is handed in: who a request speaks for, what it may do, where files go.
 * Sign-on's own endpoints and the screens are added by `more`, before the final "not found".
 */
export function createApp(of: {
  actions: readonly Action[]
  house: House
  actorOf: (c: Context) => Promise<Actor | undefined>
  /** Where our own screens come from; a cookie changes nothing from anywhere else. */
  origins: readonly string[]
  store: (request: Request, name: string) => Promise<Upload>
  more: (app: OpenAPIHono<Variables>) => void
  log: Logger
}): OpenAPIHono<Variables> {
  const app = new OpenAPIHono<Variables>()
  const files = new Set(
    of.actions.filter(one => one.operation.takes === 'file').map(one => `/api${one.operation.path}`),
  )
  app.onError(error => problemOf(error, of.log))
  app.use(secureHeaders({ contentSecurityPolicy: contentPolicy, xFrameOptions: 'DENY' }))
  app.use('/api/*', async (c, next) => {
    await next()
    c.res.headers.set('cache-control', 'no-store')
  })
  app.use('/api/*', async (c, next) => {
    // by address, not by what the client calls it: else anybody fills the memory with what is read whole
    if (files.has(c.req.path)) return next()
    return bodyLimit({
      maxSize: jsonLimit,
      onError: () => {
        const refused = problem(413, {
          type: 'invalid',
          title: 'Too large',
          detail: 'A request may hold 1 MB; send files as files.',
        })
        // the rest of it is never read: a client that went on with this connection would not hear the answer
        refused.headers.set('connection', 'close')
        return refused
      },
    })(c, next)
  })
  app.use('/api/*', sameOrigin(of.origins))
  app.use('/api/*', async (c, next) => {
    c.set('actor', await of.actorOf(c))
    await next()
  })
  mount(app, of)
  serveDocs(app)
  of.more(app)
  app.all('/api/*', () =>
    problem(404, { type: 'not_found', title: 'Not found', detail: 'There is no such address in the API.' }),
  )
  return app
}

const contentPolicy = {
  defaultSrc: ["'self'"],
  styleSrc: ["'self'", "'unsafe-inline'"],
  imgSrc: ["'self'", 'data:', 'blob:'],
  fontSrc: ["'self'", 'data:'],
  connectSrc: ["'self'"],
  frameAncestors: ["'none'"],
  objectSrc: ["'none'"],
  baseUri: ["'self'"],
  formAction: ["'self'"],
}
