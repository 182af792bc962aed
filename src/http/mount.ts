import type { Actor } from '#access/scope.ts'
import type { Action, House } from '#actions/action.ts'
import { mustBeAllowed, run } from '#actions/run.ts'
import type { Download, Upload } from '#contract/operation.ts'
import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { rm } from 'node:fs/promises'
import type { Logger } from 'pino'
import { downloadOf } from './download.ts'
import { NotSignedIn } from './problem.ts'
import { addressed, documented, jsonOf } from './route.ts'

export type Variables = { Variables: { actor: Actor | undefined } }

/** Mounts every action under its contract's path; about all that HTTP knows of operations. */
export function mount(
  app: OpenAPIHono<Variables>,
  of: {
    actions: readonly Action[]
    house: House
    store: (request: Request, name: string) => Promise<Upload>
    log: Logger
  },
): void {
  for (const action of of.actions) {
    const { operation } = action
    app.openAPIRegistry.registerPath(documented(operation, action.may.name))
    app.on(operation.method.toUpperCase(), `/api${operation.path}`, async c => {
      const actor = c.get('actor')
      if (!actor) throw new NotSignedIn()
      const { params, query } = addressed(c)
      const address = { params: operation.params.parse(params), query: operation.query.parse(query) }
      const body = await bodyOf(c, action, of.store)
      const output = await run(of.house, action, actor, { ...address, body }).catch(
        async (error: unknown) => {
          // nobody could ever find it again
          if (operation.takes === 'file') await rm((body as Upload).path, { force: true })
          throw error
        },
      )
      return operation.answers === 'file'
        ? downloadOf(c, output as Download, of.log)
        : c.json(output as object)
    })
  }
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
    mustBeAllowed(action, actor)
    return operation.body.parse(await store(c.req.raw, c.req.query('name') ?? 'file'))
  }
  return operation.body.parse(await jsonOf(c))
}
