import { expect, test } from 'vitest'
import type { Actor } from '#access/scope.ts'
import type { Action } from '#actions/action.ts'
import { actions } from '#actions/index.ts'
import { run } from '#actions/run.ts'
import type { Download } from '#contract/operation.ts'
import { actorOf } from '#db/actors.ts'
import { files } from '#export/files.ts'
import { testDatabase } from '../db.ts'
import { lent } from '../lent.ts'
import { lookUp } from '../settle.ts'
import { world } from '../world.ts'

const db = await testDatabase('world')
const { org, person } = await lookUp(db, world.name)
const house = lent(db, { files })

async function ask<T>(name: string, query: object): Promise<T> {
  const action = actions.find(one => one.operation.name === name) as Action
  const actor = (await actorOf(db.pools, { org, person: person('goran'), via: { kind: 'session' } })) as Actor
  return (await run(house, action, actor, {
    params: {},
    query: action.operation.query.parse(query),
    body: {},
  })) as T
}

type Page = { next: string | null } & Record<string, unknown>

/** Page by page, three at a time. */
async function everything(name: string, field: string, query: object): Promise<Record<string, unknown>[]> {
  const found: Record<string, unknown>[] = []
  for (let after: string | undefined; ;) {
    const page: Page = await ask<Page>(name, { ...query, limit: 3, ...(after && { after }) })
    found.push(...(page[field] as Record<string, unknown>[]))
    if (page.next === null) return found
    after = page.next
  }
}

async function rowsOf(name: string, query: object): Promise<string[]> {
  const { body } = await ask<Download>(name, query)
  let text = ''
  for await (const part of body as AsyncIterable<string>) text += part
  return text.replace('\uFEFF', '').trimEnd().split('\r\n').slice(1)
}

const lists = [
  { name: 'ledger.accounts', field: 'accounts', key: 'id', orders: ['name', 'place', 'territory', 'code'] },
  { name: 'ledger.imports', field: 'imports', key: 'id', orders: ['at', 'file', 'read'] },
  { name: 'ledger.unassigned', field: 'accounts', key: 'name', orders: ['name', 'net', 'lines', 'last'] },
  { name: 'people.events', field: 'events', key: 'id', orders: ['at'], more: { kind: 'all' } },
]

test.each(lists)('$name: every page of every order, and the file has the same rows', async list => {
  for (const order of list.orders) {
    const up = await everything(list.name, list.field, { ...list.more, sort: order })
    const down = await everything(list.name, list.field, { ...list.more, sort: `-${order}` })
    const keys = up.map(row => row[list.key])
    expect(new Set(keys).size).toBe(keys.length)
    expect(
      down.map(row => row[list.key]),
      `${order}, downwards`,
    ).toEqual(keys.toReversed())
    expect(await rowsOf(`${list.name}File`, { ...list.more, sort: order })).toHaveLength(keys.length)
  }
})

test('sign-ins stay out of what was changed until they are asked for', async () => {
  await db.superuser.query(
    `insert into app.event (org_id, id, person_id, action, subject) values ($1, gen_random_uuid(), $2, 'sign-on.in', 'login')`,
    [org, person('goran')],
  )
  const actionsOf = async (query: object) =>
    (await everything('people.events', 'events', query)).map(event => event['action'])
  expect(await actionsOf({})).not.toContain('sign-on.in')
  expect(await actionsOf({ kind: 'sign-on' })).toEqual(['sign-on.in'])
})

test('an account is found by its place, too', async () => {
  const [placed] = (await everything('ledger.accounts', 'accounts', { sort: '-place' })).filter(
    account => account['place'],
  )
  const found = await everything('ledger.accounts', 'accounts', { q: placed!['place'] })
  expect(found.map(account => account['id'])).toContain(placed!['id'])
})
