import type { MiddlewareHandler } from 'hono'
import { isLoopback } from './address.ts'
import { problem } from './problem.ts'

/** The origins our own screens come from: PUBLIC_URL, and on this machine each of its names. */
export function ownOrigins(publicUrl: string): string[] {
  const url = new URL(publicUrl)
  const port = url.port === '' ? '' : `:${url.port}`
  const names = isLoopback(url.hostname) ? ['localhost', '127.0.0.1', '[::1]'] : []
  return [...new Set([url.origin, ...names.map(name => `${url.protocol}//${name}${port}`)])]
}

/**
 * Another site must not act with a visitor's cookie, nor sign a visitor in as somebody else: what changes something
 * has to come from our own screens. A command sends neither cookie nor origin; a token is nothing another site has.
 */
export function sameOrigin(origins: readonly string[]): MiddlewareHandler {
  return async (c, next) => {
    const reads = ['GET', 'HEAD', 'OPTIONS'].includes(c.req.method)
    if (reads || c.req.header('authorization')) return next()
    const origin = c.req.header('origin')
    const site = c.req.header('sec-fetch-site')
    const own =
      origin === undefined ? site === 'same-origin' || !c.req.header('cookie') : origins.includes(origin)
    if (own) return next()
    return problem(403, {
      type: 'not_allowed',
      title: 'Not from here',
      detail: `This request came from another address. Open Plumbline at ${origins[0]} and try there.`,
    })
  }
}
