import type { Input, Operation, Output } from '#contract/operation.ts'
import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { Variables } from '../mount.ts'
import { addressed, documented, jsonOf } from '../route.ts'

type App = OpenAPIHono<Variables>

/** Mounts an operation that needs nobody to be signed in; what it may do is its own affair, so there are few. */
export function door<O extends Operation>(
  app: App,
  operation: O,
  open: (c: Context<Variables>, input: Input<O>) => Promise<Output<O> | Response>,
): void {
  app.openAPIRegistry.registerPath(documented(operation, 'nobody has to be signed in'))
  app.on(operation.method.toUpperCase(), `/api${operation.path}`, async c => {
    const { params, query } = addressed(c)
    const answer = await open(c, {
      params: operation.params.parse(params) as Input<O>['params'],
      query: operation.query.parse(query) as Input<O>['query'],
      body: operation.body.parse(c.req.method === 'GET' ? {} : await jsonOf(c)) as Input<O>['body'],
    })
    return answer instanceof Response ? answer : c.json(operation.output.parse(answer) as object)
  })
}
