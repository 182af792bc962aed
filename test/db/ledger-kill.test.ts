import { sweep } from '#jobs/index.ts'
import { fork } from 'node:child_process'
import path from 'node:path'
import { expect, test } from 'vitest'
import { testDatabase } from '../db.ts'
import { testLedger } from './ledger.ts'

const database = await testDatabase()
const ledger = await testLedger(database, { currency: 'EUR', today: '2026-03-31' })

const yaml = 'into: billing\nfields: { invoice: i, day: d, account: a, net: n }\nkey: [invoice]'
const rows = (amount: number) =>
  [
    'i,d,a,n',
    ...Array.from(
      { length: 4000 },
      (_, n) => `I${n},2026-0${1 + (n % 3)}-1${n % 9},A${n % 400},${amount}.00`,
    ),
  ].join('\n')

const sums = async () =>
  (
    await database.superuser.query(`select
      (select sum(net_rc) from app.billing_line) as lines, (select sum(net_rc) from app.line_credit) as credits,
      (select sum(net) from app.sales_day) as days, (select sum(net) from app.team_day where team_id = org_id) as company`)
  ).rows[0] as Record<string, string>

/** Lets a worker process have the batch and kills it once `when` says so. */
async function killed(batch: string, when: () => Promise<boolean>): Promise<'killed' | 'ended'> {
  const child = fork(path.join(import.meta.dirname, 'ledger-child.ts'), [
    JSON.stringify(database.keeper),
    ledger.house.dataFolder,
    ledger.org,
    batch,
  ])
  let ended = false
  child.on('message', word => (ended ||= word === 'ended'))
  const gone = new Promise(done => child.once('exit', done))
  while (!ended && !(await when())) await new Promise(again => setTimeout(again, 5))
  if (!ended) child.kill('SIGKILL')
  await gone
  return ended ? 'ended' : 'killed'
}

/** What the worker's connection is doing in the database just now. */
async function statement(): Promise<string> {
  const { rows: found } = await database.superuser.query(
    `select query from pg_stat_activity where usename = 'plumbline_keeper' and state <> 'idle' and datname = current_database()
     and query not ilike '%app.batch%'`,
  )
  return (found[0] as { query: string } | undefined)?.query ?? ''
}

const phases = {
  staging: /copy staged/,
  lines: /insert into app\.billing_line/,
  credit: /insert into app\.line_credit/,
  'roll-ups': /insert into app\.sales_day|rebuild_days/,
}

test('killed in any phase the ledger is as before or as after, and its batch says which', async () => {
  expect(await ledger.take(yaml, rows(1))).toMatchObject({ state: 'done' })
  const outcomes: string[] = []
  for (const [index, pattern] of Object.values(phases).entries()) {
    const before = await sums()
    const amount = index + 2
    const batch = await ledger.ask(yaml, rows(amount))
    await killed(batch, async () => pattern.test(await statement()))
    // the server notices the broken connection at its next word, and rolls back
    await expect.poll(statement, { timeout: 20_000 }).toBe('')
    await sweep(ledger.house, { send: async () => {} })
    const { state } = await ledger.batchOf(batch)
    const total = String(amount * 400_000)
    expect(await sums()).toEqual(
      state === 'done' ? { lines: total, credits: total, days: total, company: total } : before,
    )
    outcomes.push(state)
  }
  expect(outcomes).toContain('failed')
  expect(await ledger.take(yaml, rows(9))).toMatchObject({ state: 'done', report: { changed: 4000 } })
  expect(new Set(Object.values(await sums()))).toEqual(new Set([String(9 * 400_000)]))
}, 120_000)
