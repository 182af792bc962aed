import { scopeOf } from '#access/scope.ts'
import { tableAction } from '#actions/figures/table.ts'
import { run } from '#actions/run.ts'
import { inScope, type Db } from '#db/scope.ts'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase } from '../db.ts'
import { lent } from '../lent.ts'
import { lookUp } from '../settle.ts'
import { world } from '../world.ts'

/** What is told of people whom one does not see, so that a total still adds up, and what is not. */
const db = await testDatabase('world')
const norrsken = await lookUp(db, world.name)
const as = async <T>(who: string, work: (db: Db) => Promise<T>): Promise<T> =>
  inScope(db.pools, scopeOf(await norrsken.as(who)), work)

type Row = { key: string; net: bigint; cost: bigint | null; orders: bigint | null }
const byPerson = async (scoped: Db) =>
  (
    await sql<Row>`
      select key, net, cost, orders from app.team_sums(${norrsken.org}, array[date '2026-01-01'], array[date '2026-03-31'], 'person', null, true)
    `.execute(scoped)
  ).rows
const standings = async (scoped: Db) =>
  (
    await sql<{ part: string; key: string; net: bigint | null; quota: bigint | null }>`
      select part, key, net, quota from app.team_standing(${norrsken.org}, 'person', null, array[date '2026-01-01'],
        array[date '2026-03-31'], array[date '2026-01-01'], array[date '2026-03-31'], array[date '2026-03-31'])
    `.execute(scoped)
  ).rows

test('to a salesperson a colleague is what was billed, and nothing that would tell who it is', async () => {
  const [rows, stands] = await as('celik', async scoped => [await byPerson(scoped), await standings(scoped)])
  const hidden = rows.filter(row => row.key.startsWith('hidden:'))
  expect(hidden.length).toBeGreaterThanOrEqual(7)
  expect(hidden.every(row => row.cost === null && row.orders === null)).toBe(true)
  const told = rows.filter(row => !row.key.startsWith('hidden:'))
  expect(told.map(row => row.key).toSorted()).toEqual([norrsken.person('celik'), 'house'].toSorted())
  expect(told.every(row => row.cost !== null)).toBe(true)
  const quotas = stands.filter(row => row.part === 'quota')
  expect(quotas.map(row => row.key)).toEqual([norrsken.person('celik')])
})

test('an executive’s hidden rows are whole, and one person has one number throughout an answer', async () => {
  const [rows, stands] = await as('astrid', async scoped => [await byPerson(scoped), await standings(scoped)])
  const hidden = rows.filter(row => row.key.startsWith('hidden:'))
  expect(hidden.length).toBeGreaterThan(0)
  expect(hidden.every(row => row.cost !== null)).toBe(true)
  const nets = new Map(stands.filter(row => row.part === 'net').map(row => [row.key, row.net]))
  for (const row of rows) expect(nets.get(row.key)).toBe(row.net)
  expect(stands.some(row => row.part === 'quota' && row.key.startsWith('hidden:'))).toBe(true)
})

test('numbers of hidden people are drawn anew for each answer', async () => {
  const draws = new Set<string>()
  for (let n = 0; n < 6; n++) {
    const rows = await as('celik', byPerson)
    const known = rows.map(row => `${row.key}=${row.net}`).toSorted()
    draws.add(known.join(' '))
  }
  expect(draws.size).toBeGreaterThan(1)
})

test('a total that lies above oneself cannot be narrowed', async () => {
  const query = { subject: 'company', by: 'none' as const, period: 'quarter' as const, productLine: 'Probes' }
  const asked = async (who: string) =>
    run(lent(db), tableAction, await norrsken.as(who), { params: {}, query, body: {} })
  await expect(asked('celik')).rejects.toMatchObject({ kind: 'not_allowed' })
  expect((await asked('goran')).total.cells['billed_revenue']?.value).toBeGreaterThan(0)
})
