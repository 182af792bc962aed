import type { Operation, Output } from '#contract/operation.ts'
import { createReadStream } from 'node:fs'
import path from 'node:path'
import { Readable } from 'node:stream'

/** The running Plumbline refused, or could not be reached; said as it stands. */
export class Refused extends Error {}

export type Client = {
  call<O extends Operation>(operation: O, input?: Given): Promise<Output<O>>
  /** Sends a file as the body. */
  send<O extends Operation>(operation: O, file: string): Promise<Output<O>>
  /** The bytes of a download as they come. */
  download(operation: Operation, input?: Given): Promise<AsyncIterable<Uint8Array>>
}
type Given = { params?: Record<string, string>; query?: Record<string, unknown>; body?: unknown }
type Environment = Readonly<Record<string, string | undefined>>

/** Speaks to the Plumbline of PLUMBLINE_URL with the rights of whoever made PLUMBLINE_TOKEN. */
export function openClient(environment: Environment = process.env): Client {
  const token = environment['PLUMBLINE_TOKEN']
  if (!token)
    throw new Refused(
      'PLUMBLINE_TOKEN is not set. Make an API token (plumbline token create NAME --as E-MAIL) and set it.',
    )
  return clientWith({ authorization: `Bearer ${token}` }, environment)
}

export function addressOf(environment: Environment = process.env): string {
  return (environment['PLUMBLINE_URL'] ?? 'http://127.0.0.1:4000').replace(/\/$/, '')
}

/** @param headers  what says who asks; none for what anybody may ask */
export function clientWith(
  headers: Readonly<Record<string, string>>,
  environment: Environment = process.env,
): Client {
  const url = addressOf(environment)
  const ask = (operation: Operation, given: Given, more: RequestInit = {}) =>
    answering(url, () =>
      fetch(`${url}/api${pathOf(operation, given)}`, {
        method: operation.method.toUpperCase(),
        ...more,
        headers: { ...headers, ...more.headers },
      }),
    )
  return {
    async call(operation, given = {}) {
      const writes = operation.method !== 'get' && operation.method !== 'delete'
      const body = writes
        ? { body: JSON.stringify(given.body ?? {}), headers: { 'content-type': 'application/json' } }
        : {}
      return operation.output.parse(await (await ask(operation, given, body)).json()) as Output<
        typeof operation
      >
    },
    async send(operation, file) {
      const body = Readable.toWeb(createReadStream(file)) as unknown as NonNullable<RequestInit['body']>
      const given = { query: { name: path.basename(file) } }
      const answer = await ask(operation, given, {
        body,
        headers: { 'content-type': 'application/octet-stream' },
        duplex: 'half',
      } as RequestInit)
      return operation.output.parse(await answer.json()) as Output<typeof operation>
    },
    async download(operation, given = {}) {
      return (await ask(operation, given)).body as unknown as AsyncIterable<Uint8Array>
    },
  }
}

/** A value that is a list is asked for by its name repeated; what is undefined is not asked for. */
function pathOf(operation: Operation, { params = {}, query = {} }: Given): string {
  const at = operation.path.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))
  const asked = Object.entries(query).flatMap(([name, value]): [string, string][] =>
    (Array.isArray(value) ? value : value === undefined ? [] : [value]).map(one => [name, String(one)]),
  )
  return asked.length > 0 ? `${at}?${new URLSearchParams(asked).toString()}` : at
}

/** The answer, if it is none of the refusals. */
export async function answering(url: string, ask: () => Promise<Response>): Promise<Response> {
  const response = await ask().catch((error: unknown) => {
    const cause = (error as { cause?: Error }).cause ?? (error as Error)
    throw new Refused(
      `Plumbline does not answer at ${url} (${cause.message}). Start it, or set PLUMBLINE_URL.`,
    )
  })
  if (response.ok) return response
  const answer: unknown = await response.json().catch(() => ({}))
  throw new Refused((answer as { detail?: string }).detail ?? `Plumbline answered ${response.status}.`)
}
