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
}
type Given = { params?: Record<string, string>; query?: Record<string, unknown>; body?: unknown }

/** Speaks to the Plumbline of PLUMBLINE_URL with the rights of whoever made PLUMBLINE_TOKEN. */
export function openClient(environment: Readonly<Record<string, string | undefined>> = process.env): Client {
  const url = (environment['PLUMBLINE_URL'] ?? 'http://127.0.0.1:4000').replace(/\/$/, '')
  const token = environment['PLUMBLINE_TOKEN']
  if (!token)
    throw new Refused(
      'PLUMBLINE_TOKEN is not set. Make an API token in Plumbline (your name, API tokens) and set it.',
    )
  const ask = (operation: Operation, given: Given, more: RequestInit) =>
    answerOf(url, () =>
      fetch(`${url}/api${pathOf(operation, given)}`, {
        method: operation.method.toUpperCase(),
        ...more,
        headers: { authorization: `Bearer ${token}`, ...more.headers },
      }),
    )
  return {
    async call(operation, given = {}) {
      const writes = operation.method !== 'get' && operation.method !== 'delete'
      const body = writes
        ? { body: JSON.stringify(given.body ?? {}), headers: { 'content-type': 'application/json' } }
        : {}
      return operation.output.parse(await ask(operation, given, body)) as Output<typeof operation>
    },
    async send(operation, file) {
      const body = Readable.toWeb(createReadStream(file)) as unknown as NonNullable<RequestInit['body']>
      const given = { query: { name: path.basename(file) } }
      const answer = await ask(operation, given, {
        body,
        headers: { 'content-type': 'application/octet-stream' },
        duplex: 'half',
      } as RequestInit)
      return operation.output.parse(answer) as Output<typeof operation>
    },
  }
}

function pathOf(operation: Operation, { params = {}, query = {} }: Given): string {
  const at = operation.path.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))
  const asked = Object.entries(query).map(([name, value]): [string, string] => [name, String(value)])
  return asked.length > 0 ? `${at}?${new URLSearchParams(asked).toString()}` : at
}

async function answerOf(url: string, ask: () => Promise<Response>): Promise<unknown> {
  const response = await ask().catch((error: unknown) => {
    const cause = (error as { cause?: Error }).cause ?? (error as Error)
    throw new Refused(
      `Plumbline does not answer at ${url} (${cause.message}). Start it, or set PLUMBLINE_URL.`,
    )
  })
  const answer: unknown = await response.json().catch(() => ({}))
  if (response.ok) return answer
  throw new Refused((answer as { detail?: string }).detail ?? `Plumbline answered ${response.status}.`)
}
