import type { Actor } from '#access/scope.ts'
import type { Action, House } from '#actions/action.ts'
import { run } from '#actions/run.ts'
import type { Download, Upload } from '#contract/operation.ts'
import { Failure } from '#core/failure.ts'
import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { Readable } from 'node:stream'
import { NotSignedIn } from './problem.ts'

export type Variables = { Variables: { actor: Actor | undefined } }

/** Mounts every action under its contract's path; about all that HTTP knows of operations. */
export function mount(
  app: OpenAPIHono<Variables>,
  of: {
    actions: readonly Action[]
    house: House
    store: (request: Request, name: string) => Promise<Upload>
  },
): void {
  for (const action of of.actions) {
    const { operation } = action
    app.openAPIRegistry.registerPath(documented(action))
    app.on(operation.method.toUpperCase(), `/api${operation.path}`, async c => {
      const actor = c.get('actor')
      if (!actor) throw new NotSignedIn()
      const output = await run(of.house, action, actor, {
        params: operation.params.parse(c.req.param()),
        query: operation.query.parse(queryOf(c)),
        body: await bodyOf(c, action, of.store),
      })
      return operation.answers === 'file' ? downloadOf(output as Download) : c.json(output as object)
    })
  }
}

/** Repeated names become lists: `?figure=a&figure=b`. */
function queryOf(c: Context): Record<string, string | string[]> {
  return Object.fromEntries(
    Object.entries(c.req.queries()).map(([name, values]) => [name, values.length > 1 ? values : values[0]!]),
  )
}

async function bodyOf(
  c: Context<Variables>,
  action: Action,
  store: (request: Request, name: string) => Promise<Upload>,
) {
  const { operation } = action
  if (operation.method === 'get' || operation.method === 'delete') return {}
  if (operation.takes === 'file') {
    const actor = c.get('actor')!
    // asked again in run: a file is not even stored for somebody who may not hand one in
    if (!action.may.allows(actor)) throw new Failure('not_allowed', action.may.otherwise)
    return operation.body.parse(await store(c.req.raw, c.req.query('name') ?? 'file'))
  }
  const text = await c.req.text()
  try {
    return operation.body.parse(text === '' ? {} : JSON.parse(text))
  } catch (error) {
    if (error instanceof SyntaxError) throw new Failure('invalid', 'The request’s body is not JSON.')
    throw error
  }
}

function downloadOf(file: Download): Response {
  const { body } = file
  const stream =
    typeof body === 'string' || body instanceof Uint8Array ? body : Readable.toWeb(Readable.from(body))
  return new Response(stream as ConstructorParameters<typeof Response>[0], {
    headers: {
      'content-type': file.mediaType,
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
    },
  })
}

function documented({ operation, may }: Action) {
  const answer =
    operation.answers === 'file'
      ? { 'application/octet-stream': { schema: { type: 'string' as const, format: 'binary' } } }
      : { 'application/json': { schema: operation.output } }
  const body =
    operation.takes === 'file'
      ? { 'application/octet-stream': { schema: { type: 'string' as const, format: 'binary' } } }
      : { 'application/json': { schema: operation.body } }
  const writes = operation.method !== 'get' && operation.method !== 'delete'
  return createRoute({
    method: operation.method,
    path: `/api${operation.path.replaceAll(/:(\w+)/g, '{$1}')}`,
    operationId: operation.name,
    summary: operation.summary,
    description: `Permission: ${may.name}.`,
    request: {
      params: operation.params,
      query: operation.query,
      ...(writes ? { body: { content: body } } : {}),
    },
    responses: { 200: { description: 'Done', content: answer } },
  })
}
