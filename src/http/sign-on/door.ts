import type { Input, Operation, Output } from '#contract/operation.ts'
import { Failure } from '#core/failure.ts'
import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { Variables } from '../mount.ts'

type App = OpenAPIHono<Variables>

/** Mounts an operation that needs nobody to be signed in; what it may do is its own affair, so there are few. */
export function door<O extends Operation>(
  app: App,
  operation: O,
  open: (c: Context<Variables>, input: Input<O>) => Promise<Output<O> | Response>,
): void {
  app.openAPIRegistry.registerPath(documented(operation))
  app.on(operation.method.toUpperCase(), `/api${operation.path}`, async c => {
    const answer = await open(c, {
      params: operation.params.parse(c.req.param()) as Input<O>['params'],
      query: operation.query.parse(c.req.query()) as Input<O>['query'],
      body: operation.body.parse(await bodyOf(c)) as Input<O>['body'],
    })
    return answer instanceof Response ? answer : c.json(operation.output.parse(answer) as object)
  })
}

async function bodyOf(c: Context): Promise<unknown> {
  if (c.req.method === 'GET') return {}
  const text = await c.req.text()
  try {
    return text === '' ? {} : JSON.parse(text)
  } catch {
    throw new Failure('invalid', 'The request’s body is not JSON.')
  }
}

function documented(operation: Operation) {
  return createRoute({
    method: operation.method,
    path: `/api${operation.path.replaceAll(/:(\w+)/g, '{$1}')}`,
    operationId: operation.name,
    summary: operation.summary,
    request: {
      params: operation.params,
      ...(operation.method === 'get'
        ? {}
        : { body: { content: { 'application/json': { schema: operation.body } } } }),
    },
    responses: {
      200: { description: 'Done', content: { 'application/json': { schema: operation.output } } },
    },
  })
}
