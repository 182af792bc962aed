import type { Operation } from '#contract/operation.ts'
import { Failure } from '#core/failure.ts'
import { createRoute } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { z } from 'zod'
import { mustBeText, mustBeWellFormed } from './text.ts'

const file = { 'application/octet-stream': { schema: { type: 'string' as const, format: 'binary' } } }

const problemDetails = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  fields: z.record(z.string(), z.string()).optional(),
})

/** An operation as OpenAPI tells of it. */
export function documented(operation: Operation, permission: string) {
  const answer = operation.answers === 'file' ? file : { 'application/json': { schema: operation.output } }
  const body = operation.takes === 'file' ? file : { 'application/json': { schema: operation.body } }
  const writes = operation.method !== 'get' && operation.method !== 'delete'
  return createRoute({
    method: operation.method,
    path: `/api${operation.path.replaceAll(/:(\w+)/g, '{$1}')}`,
    operationId: operation.name,
    tags: [operation.name.split('.', 1)[0]!],
    summary: operation.summary,
    description: `Permission: ${permission}.`,
    request: {
      params: operation.params,
      query: operation.query,
      ...(writes ? { body: { content: body } } : {}),
    },
    responses: {
      200: { description: 'Done', content: answer },
      default: {
        description: 'Refused, and what to do about it (RFC 9457)',
        content: { 'application/problem+json': { schema: problemDetails } },
      },
    },
  })
}

/** What stands in the address; repeated names become lists: `?figure=a&figure=b`. */
export function addressed(c: Context): {
  params: Record<string, string>
  query: Record<string, string | string[]>
} {
  const params = c.req.param()
  const query = Object.fromEntries(
    Object.entries(c.req.queries()).map(([name, values]) => [name, values.length > 1 ? values : values[0]!]),
  )
  mustBeText([params, query])
  return { params, query }
}

/** Nothing sent is an empty object. */
export async function jsonOf(c: Context): Promise<unknown> {
  const text = await c.req.text()
  const value = parsed(text)
  mustBeWellFormed(text, value)
  return value
}

function parsed(text: string): unknown {
  try {
    return text === '' ? {} : JSON.parse(text)
  } catch {
    throw new Failure('invalid', 'The request’s body is not JSON.')
  }
}
