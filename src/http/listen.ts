import { serve, type ServerType } from '@hono/node-server'
import type { Server } from 'node:http'

type Answer = (request: Request, env: object) => Response | Promise<Response>

/** Milliseconds. A file of 2 GB may take two hours to come; but who sends and takes nothing for five minutes is gone. */
const patience = { request: 2 * 3600_000, silence: 300_000 }

/** Listens; Node's own five minutes for a whole request would cut off a large file on a slow line. */
export function listen(of: { fetch: Answer; port: number; hostname: string; silence?: number }): ServerType {
  const { silence = patience.silence, ...rest } = of
  const server = serve({ ...rest, serverOptions: { requestTimeout: patience.request } })
  ;(server as Server).setTimeout(silence)
  return server
}
