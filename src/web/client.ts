import type { Operation } from '#contract/operation.ts'
import type { z } from 'zod'

/** A part of the request that may be left out when nothing in it is required. */
type Part<Name extends string, Value> =
  Record<never, never> extends Value ? { readonly [N in Name]?: Value } : { readonly [N in Name]: Value }

export type Ask<O extends Operation> = Part<'params', z.input<O['params']>> &
  Part<'query', z.input<O['query']>> &
  Part<'body', z.input<O['body']>>
export type Answer<O extends Operation> = z.output<O['output']>
type Parts = { params?: object; query?: object; body?: unknown }

/** Why the server, or the way to it, said no: problem details with a sentence to show as it stands. */
export class Problem extends Error {
  readonly kind: string
  readonly title: string
  readonly fields: Readonly<Record<string, string>>

  constructor(of: { kind: string; title: string; detail: string; fields?: Record<string, string> }) {
    super(of.detail)
    this.name = 'Problem'
    this.kind = of.kind
    this.title = of.title
    this.fields = of.fields ?? {}
  }
}

/** Runs an operation of the contract. */
export async function call<O extends Operation>(operation: O, ask: Ask<O>): Promise<Answer<O>> {
  const { body } = ask as Parts
  const sent =
    operation.method === 'get' || operation.method === 'delete' ? undefined : JSON.stringify(body ?? {})
  const response = await reach(addressOf(operation, ask as Parts), {
    method: operation.method.toUpperCase(),
    ...(sent === undefined ? {} : { body: sent, headers: { 'content-type': 'application/json' } }),
  })
  return (await response.json()) as Answer<O>
}

/** Hands in a file for an operation that takes one. */
export async function handIn<O extends Operation>(operation: O, file: File): Promise<Answer<O>> {
  const response = await reach(`${addressOf(operation, {})}?name=${encodeURIComponent(file.name)}`, {
    method: operation.method.toUpperCase(),
    body: file,
    headers: { 'content-type': 'application/octet-stream' },
  })
  return (await response.json()) as Answer<O>
}

/** Fetches a file and hands it to the browser to keep; a plain link would not say whose eyes it looks with. */
export async function save<O extends Operation>(operation: O, ask: Ask<O>): Promise<void> {
  const response = await reach(addressOf(operation, ask as Parts), { method: 'GET' })
  const named = /filename\*=UTF-8''([^;]+)/.exec(response.headers.get('content-disposition') ?? '')?.[1]
  keep(await response.blob(), named ? decodeURIComponent(named) : operation.name)
}

export function keep(blob: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}

/** A request to our own server; throws Problem for everything that is not an answer. */
export async function reach(address: string, init: RequestInit): Promise<Response> {
  const headers = new Headers(init.headers)
  const as = seeingAs()
  if (as) headers.set('X-See-As', as)
  const response = await fetch(address, { ...init, headers, credentials: 'same-origin' }).catch(() => {
    throw new Problem({
      kind: 'offline',
      title: 'Plumbline cannot be reached',
      detail: 'Check your connection. Nothing you see was changed; try again in a moment.',
    })
  })
  if (!response.ok) throw await problemOf(response)
  return response
}

const seeAsKey = 'plumbline-see-as'

/** While an administrator looks with somebody's eyes, in this tab only. */
export function seeingAs(): string | null {
  return sessionStorage.getItem(seeAsKey)
}

export function seeAsNow(personId: string | null): void {
  if (personId) sessionStorage.setItem(seeAsKey, personId)
  else sessionStorage.removeItem(seeAsKey)
}

function addressOf(operation: Operation, { params, query }: Parts): string {
  const given = new Map(Object.entries(params ?? {}))
  const path = operation.path.replaceAll(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(String(given.get(name))),
  )
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query ?? {}))
    for (const one of Array.isArray(value) ? value : [value])
      if (one !== undefined && one !== null && one !== '') search.append(name, String(one))
  return `/api${path}${search.size > 0 ? `?${search}` : ''}`
}

async function problemOf(response: Response): Promise<Problem> {
  const said = (await response.json().catch(() => ({}))) as Partial<Record<string, unknown>>
  const text = (name: string) => (typeof said[name] === 'string' ? said[name] : undefined)
  return new Problem({
    kind: text('type') ?? (response.status === 401 ? 'not_signed_in' : 'unexpected'),
    title: text('title') ?? 'That did not work',
    detail:
      text('detail') ??
      text('message') ??
      `The server answered with ${response.status}. Try again in a moment.`,
    ...(said.fields ? { fields: said.fields as Record<string, string> } : {}),
  })
}
