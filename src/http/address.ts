import type { Context } from 'hono'
import type { IncomingMessage } from 'node:http'

/** Where we put the caller's address for better-auth; whatever a client sends under this name is overwritten. */
export const addressHeader = 'x-plumbline-address'

/** The socket's other end; absent where a request did not come over a socket (a test's). */
export function socketAddress(c: Context): string | undefined {
  const { incoming } = (c.env ?? {}) as { incoming?: IncomingMessage }
  return incoming?.socket.remoteAddress
}

/**
 * Whose tries are counted: the socket's other end, or, where that is a proxy on this machine, the address that the
 * proxy saw (the last one: those before it are the client's own words). Nobody puts a proxy before an address that
 * only this machine can reach.
 */
export function addressOf(c: Context, publicUrl: string): string {
  const socket = socketAddress(c) ?? '127.0.0.1'
  const proxied = isLoopback(socket) && !isLoopback(new URL(publicUrl).hostname)
  const forwarded = c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim()
  return proxied && forwarded ? forwarded : socket
}

export function isLoopback(host: string): boolean {
  const bare = host.replace(/^\[|\]$/g, '').replace(/^::ffff:/, '')
  return bare === 'localhost' || bare === '::1' || /^127(\.\d{1,3}){3}$/.test(bare)
}
