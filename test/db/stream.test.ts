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
const numbers = (upTo: number, by = scope) =>
  streamInScope(db.pools, by, db =>
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

const scopes = ['goran', 'astrid', 'zoe', 'kenji'].map(code => ({ ...scope, person: person(code) }))
const beginning = (read: AsyncGenerator<unknown>) => {
  const begun = { came: false, read, first: Promise.resolve() }
  begun.first = read.next().then(() => void (begun.came = true))
  return begun
}
const soon = () => new Promise(done => setTimeout(done, 100))

test('three read at once; the fourth waits for its turn', async () => {
  const [first, second, third, fourth] = scopes.map(one => beginning(numbers(5000, one)))
  await Promise.all([first!.first, second!.first, third!.first])
  await soon()
  expect(fourth!.came).toBe(false)
  await first!.read.return(undefined)
  await fourth!.first
  await Promise.all([second, third, fourth].map(one => one!.read.return(undefined)))
  expect(await open()).toBe(0)
})

test('who takes slowly holds up nobody else: one of each person’s is read at a time', async () => {
  const own = [1, 2, 3].map(() => beginning(numbers(5000)))
  await own[0]!.first
  const other = beginning(numbers(5000, scopes[1]))
  await other.first
  await soon()
  expect(own.map(one => one.came)).toEqual([true, false, false])
  for (const one of own) {
    await one.first
    await one.read.return(undefined)
  }
  await other.read.return(undefined)
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
