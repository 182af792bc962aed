import { scopeOf } from '#access/scope.ts'
import { actorOf } from '#db/actors.ts'
import { fetched, streamInScope } from '#db/stream.ts'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase } from '../db.ts'
import { lookUp } from '../settle.ts'
import { world } from '../world.ts'

const db = await testDatabase('world')
const { org, person } = await lookUp(db, world.name)
const goran = await actorOf(db.pools, { org, person: person('goran'), via: { kind: 'session' } })
const scope = scopeOf(goran!)
const numbers = (upTo: number) =>
  streamInScope(db.pools, scope, db =>
    fetched<{ n: number }>(db, sql`select n from generate_series(1, ${sql.lit(upTo)}) n`),
  )
const open = async () => {
  const { rows } = await db.superuser.query<{ n: number }>(
    `select count(*)::int as n from pg_stat_activity where datname = current_database() and state like 'idle in transaction%'`,
  )
  return rows[0]!.n
}

test('everything comes once, in batches, and the transaction is over afterwards', async () => {
  const sizes: number[] = []
  let sum = 0
  for await (const rows of numbers(2500)) {
    sizes.push(rows.length)
    for (const { n } of rows) sum += n
  }
  expect(sizes).toEqual([1000, 1000, 500])
  expect(sum).toBe((2500 * 2501) / 2)
  expect(await open()).toBe(0)
})

test('who goes before the end leaves no transaction open', async () => {
  for await (const rows of numbers(1_000_000)) {
    expect(rows).toHaveLength(1000)
    expect(await open()).toBe(1)
    break
  }
  expect(await open()).toBe(0)
})

test('three read at once; the fourth waits for its turn', async () => {
  const readers = [1, 2, 3, 4].map(() => numbers(5000)[Symbol.asyncIterator]())
  const [first, second, third, fourth] = readers as [never, never, never, never] as AsyncIterator<unknown>[]
  await Promise.all([first!.next(), second!.next(), third!.next()])
  let came = false
  const waiting = fourth!.next().then(() => (came = true))
  await new Promise(soon => setTimeout(soon, 100))
  expect(came).toBe(false)
  await first!.return!()
  await waiting
  await Promise.all(readers.map(reader => reader.return!(undefined)))
  expect(await open()).toBe(0)
})

test('it sees what its person sees, writes nothing, and stays at its moment', async () => {
  const read = streamInScope(db.pools, scope, async function* (db) {
    yield await sql`select count(*)::int as n from app.billing_line`.execute(db)
    await sql`update app.person set place = 'x'`.execute(db)
  })
  const one = read[Symbol.asyncIterator]()
  expect(await one.next()).toMatchObject({ value: { rows: [{ n: expect.any(Number) }] } })
  await expect(one.next()).rejects.toThrow('read-only transaction')
  expect(await open()).toBe(0)
})
