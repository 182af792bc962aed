import { readFileSync } from 'node:fs'
import { beforeAll, expect, test } from 'vitest'
import { testDatabase } from '../db.ts'
import { testLedger } from './ledger.ts'

const database = await testDatabase()
const ledger = await testLedger(database, { currency: 'EUR', today: '2025-12-31' })

const pipeline = readFileSync(new URL('files/pipeline.csv', import.meta.url), 'utf8')
const mapping = (asOf: string, more = '') => `into: opportunities
source: crm
fields:
  code: deal
  owners: agent
  account: account
  products: product
  stage: deal_stage
  created: engage_date
  closed: close_date
  amount: if(deal_stage = 'Lost', '', close_value)
codes: { products: { SondePro: Sonde Pro } }
constants: { asOf: "${asOf}" }
${more}`

beforeAll(async () => {
  const done = [
    await ledger.take(
      'into: people\nfields: { code: n, name: n }\nconstants: { roles: salesperson }',
      'n\nMoa Berg\nIdris Kaya\nLena Voss\nNoah Without',
    ),
    await ledger.take(
      'into: products\nfields: { code: p, name: p, listPrice: price }',
      'p,price\nSonde Basic,550\nSonde Pro,4800\nField kit,1100',
    ),
    await ledger.take('into: accounts\nfields: { code: a, name: a }', 'a\nKiruna\nBodø'),
    await ledger.take(
      'into: rates\nfields: { currency: c, month: m, rate: r }',
      'c,m,r\nSEK,2025-11,0.09\nSEK,2025-12,0.1',
    ),
  ]
  const failed = done.find(batch => batch.state !== 'done')
  if (failed) throw new Error(failed.sentence ?? failed.state)
})

const all = async <T = Record<string, unknown>>(text: string): Promise<T[]> =>
  (await database.superuser.query(text)).rows as T[]

/** Everything deals lead to; ids and batches left out. */
const image = async () => ({
  deals: await all(
    `select code, name, stage, outcome, amount, currency, created_day::text, expected_day::text, closed_day::text, closed_assumed,
      amount_rc, amount_by, likely_day::text, likely_by, stale_from::text, first_seen::text from app.opportunity order by code`,
  ),
  credits: await all(
    `select o.code, p.code as person, c.share, c.amount_rc from app.opportunity_credit c
     join app.opportunity o on o.id = c.opportunity_id join app.person p on p.id = c.person_id order by 1, 2`,
  ),
  products: await all(
    `select o.code, p.code as product, c.quantity from app.opportunity_product c
     join app.opportunity o on o.id = c.opportunity_id join app.product p on p.id = c.product_id order by 1, 2`,
  ),
  changes: await all(
    `select o.code, c.field, c.before, c.after, c.day::text from app.opportunity_change c
     join app.opportunity o on o.id = c.opportunity_id order by 1, 5, 2`,
  ),
  stages: await all('select name, position, outcome from app.stage order by position'),
  exports: await all('select source, day::text from app.opportunity_export order by 1, 2'),
  activities: await all('select code, kind, day::text from app.activity order by 1'),
})
const changes = async () => (await image()).changes

let first: string

test('a real export’s oddities go in, and every one of them is told', async () => {
  const batch = await ledger.take(mapping('2025-12-01'), pipeline)
  first = batch.id
  expect(batch).toMatchObject({ state: 'done', report: { rowsRead: 33, rowsRefused: 0, fresh: 33 } })
  expect(batch.report!.notes).toEqual([
    'Accounts that the ledger did not know, made with their code as name: 1.',
    'Without an account: 6.',
    'Open: 9.',
    'Open without a first day, so their age counts from the first export: 3.',
    'Open without an amount; list price times what is really paid is assumed: 9.',
    'Open without an expected day; the usual waiting time is assumed: 8.',
    'Open without an expected day, and none that old ever closed to assume one from: 1.',
    'Stale, older than any that ever closed: 1.',
    'Salespeople without any opportunity: 1 (Noah Without).',
  ])
  expect((await image()).stages).toEqual([
    { name: 'Engaging', position: 1, outcome: 'open' },
    { name: 'Prospecting', position: 2, outcome: 'open' },
    { name: 'Won', position: 3, outcome: 'won' },
    { name: 'Lost', position: 4, outcome: 'lost' },
  ])
})

test('an open deal is worth its list price as far as it is really paid, and is due after the median wait', async () => {
  const [deal] = await all<{ amount: number; by: string; likely: string; how: string; stale: string }>(`
    select amount_rc::int as amount, amount_by as by, likely_day::text as likely, likely_by as how, stale_from::text as stale
    from app.opportunity where code = 'D025'`)
  expect(deal!.by).toBe('list')
  expect(deal!.amount / 55000).toBeGreaterThan(0.9)
  expect(deal!.amount / 55000).toBeLessThan(1)
  // opened on 3 November, 58 days ago; waits are 8, 30, 57, 60, 90 and 100 days in equal parts, the oldest 100
  expect(deal).toMatchObject({ likely: '2026-02-01', how: 'all', stale: '2026-02-12' })
})

test('the same export again, reordered, changes nothing', async () => {
  const before = await image()
  const [head, ...rows] = pipeline.trim().split('\n')
  const again = await ledger.take(mapping('2025-12-01'), [head, ...rows.toReversed()].join('\n'))
  expect(again).toMatchObject({ state: 'done', report: { fresh: 0, changed: 0, same: 33 } })
  expect(await image()).toEqual(before)
})

const later = pipeline
  .replace(/^(D025,.*),Engaging,(.*),,$/m, '$1,Won,$2,2025-12-08,500')
  .replace(/^(D031,.*),Prospecting,,,$/m, '$1,Engaging,2025-12-05,,')
  .replace(/^D032,Idris Kaya/m, 'D032,Lena Voss')
  .replace(/^D033,.*\n/m, '')

test('what an export changes is the history, dated by the export; undo takes it back, undoing that brings it again', async () => {
  const before = await image()
  const batch = await ledger.take(mapping('2025-12-10', 'mode: replaces all'), later)
  expect(batch).toMatchObject({ state: 'done', report: { fresh: 0, changed: 4, removed: 0 } })
  expect(batch.report!.notes).toContain('Open deals that the source no longer has, kept as gone: 1.')
  const [idris, lena] = await all<{ id: string }>(
    `select id from app.person where code in ('Idris Kaya', 'Lena Voss') order by code`,
  )
  const owners = (who: { id: string } | undefined) => `[{"share": 1000000, "person": "${who!.id}"}]`
  expect(await changes()).toEqual([
    { code: 'D025', field: 'amount', before: null, after: '50000 EUR', day: '2025-12-10' },
    { code: 'D025', field: 'outcome', before: 'open', after: 'won', day: '2025-12-10' },
    { code: 'D025', field: 'stage', before: 'Engaging', after: 'Won', day: '2025-12-10' },
    { code: 'D031', field: 'stage', before: 'Prospecting', after: 'Engaging', day: '2025-12-10' },
    { code: 'D032', field: 'owners', before: owners(idris), after: owners(lena), day: '2025-12-10' },
    { code: 'D033', field: 'outcome', before: 'open', after: 'gone', day: '2025-12-10' },
  ])
  // a deal was seen to go from the one to the other, so their order is known now
  expect((await image()).stages.map(stage => stage['name'])).toEqual([
    'Prospecting',
    'Engaging',
    'Won',
    'Lost',
  ])
  const after = await image()
  const undone = await ledger.undo(batch.id)
  expect(undone).toMatchObject({ state: 'done', report: { notes: [] } })
  expect(await image()).toEqual(before)
  await ledger.undo(undone.id)
  expect(await image()).toEqual(after)
  await ledger.undo(batch.id)
})

test('what a later import changed again stays with its history when the earlier one is undone', async () => {
  const one = 'deal,agent,product,account,deal_stage,engage_date,close_date,close_value\n'
  const two = await ledger.take(
    mapping('2025-12-11'),
    `${one}D026,Idris Kaya,Field kit,,Engaging,2025-11-09,,100`,
  )
  const three = await ledger.take(
    mapping('2025-12-12'),
    `${one}D026,Idris Kaya,Field kit,,Engaging,2025-11-09,,120`,
  )
  const undone = await ledger.undo(two.id)
  expect(undone.report!.notes).toEqual(
    expect.arrayContaining([
      expect.stringContaining('changed since by the import of'),
      expect.stringContaining('the deal has changed again since'),
    ]),
  )
  const history = (await changes()).filter(change => change['code'] === 'D026')
  expect(history.map(change => change['after'])).toEqual(['10000 EUR', '12000 EUR'])
  for (const { id } of [undone, three, two]) await ledger.undo(id)
})

test('an export older than the last of its source is refused; a file of several exports is read in their order', async () => {
  const late = await ledger.take(mapping('2025-11-15'), pipeline)
  expect(late).toMatchObject({ state: 'refused', sentence: expect.stringContaining('are refused') })
  const yaml = `into: opportunities
source: snapshots
fields: { code: c, stage: s, amount: a, currency: w, asOf: d, owners: o }`
  const file = [
    'c,s,a,w,d,o',
    'S1,Proposal,200,SEK,2025-11-30,Moa Berg:50%|Lena Voss:50%',
    'S1,Meeting,100,SEK,2025-11-20,Moa Berg:50%|Lena Voss:50%',
    'S1,Closed Won,200.01,SEK,2025-12-05,Moa Berg:50%|Lena Voss:50%',
    'S2,Meeting,,EUR,2025-12-05,',
  ]
  const done = await ledger.take(yaml, file.join('\n'))
  expect(done).toMatchObject({ state: 'done', report: { rowsRead: 4, fresh: 2 } })
  expect(
    (await changes()).filter(c => c['code'] === 'S1').map(c => [c['day'], c['field'], c['after']]),
  ).toEqual([
    ['2025-11-30', 'amount', '20000 SEK'],
    ['2025-11-30', 'stage', 'Proposal'],
    ['2025-12-05', 'amount', '20001 SEK'],
    ['2025-12-05', 'outcome', 'won'],
    ['2025-12-05', 'stage', 'Closed Won'],
  ])
  const { deals, credits } = await image()
  // won by the day it was first seen won, at December's rate: 20.001 euros to the cent, split without losing one
  expect(deals.find(deal => deal['code'] === 'S1')).toMatchObject({
    outcome: 'won',
    closed_day: '2025-12-05',
    closed_assumed: true,
    amount_rc: '2000',
  })
  expect(credits.filter(credit => credit['code'] === 'S1').map(credit => credit['amount_rc'])).toEqual([
    '1000',
    '1000',
  ])
  expect(credits.filter(credit => credit['code'] === 'S2')).toMatchObject([
    { person: 'house', share: 1_000_000 },
  ])
  const before = await image()
  const again = await ledger.take(yaml, file.join('\n'))
  expect(again).toMatchObject({ state: 'done', report: { fresh: 0, changed: 0 } })
  expect(await image()).toEqual(before)
  await ledger.undo(done.id)
})

test('one that stood in its stage from the first export on is due as those were that stood there', async () => {
  const yaml = `into: opportunities
source: waits
fields: { code: c, stage: s, asOf: d, closed: e, owners: o }`
  const closed = [1, 2, 3, 4, 5].map(n => `W${n},Closed Won,2025-11-10,2025-11-0${n},Moa Berg`)
  const file = [
    'c,s,d,e,o',
    ...[1, 2, 3, 4, 5].map(n => `W${n},Meeting,2025-09-01,,Moa Berg`),
    ...closed,
    'W6,Meeting,2025-11-25,,Moa Berg',
  ]
  const done = await ledger.take(yaml, file.join('\n'))
  expect(done).toMatchObject({ state: 'done', report: { rowsRefused: 0 } })
  // they closed 61 to 65 days after they were first seen
  expect(await all(`select likely_day::text, likely_by from app.opportunity where code = 'W6'`)).toEqual([
    { likely_day: '2026-01-27', likely_by: 'stage' },
  ])
  await ledger.undo(done.id)
})

test('unknown owners, missing rates and days after the export are refused by line', async () => {
  const yaml = `into: opportunities
limit: 100%
fields: { code: c, stage: s, amount: a, currency: w, owners: o, created: d }`
  const batch = await ledger.take(
    yaml,
    'c,s,a,w,o,d\nR1,Meeting,1,EUR,Nobody,\nR2,Meeting,1,JPY,Moa Berg,\nR3,Meeting,1,EUR,Moa Berg,2026-01-01\nR4,Meeting,1,EUR,Moa Berg,\nR4,Meeting,2,EUR,Moa Berg,',
  )
  expect(batch).toMatchObject({ state: 'done', report: { rowsRefused: 4, rowsTaken: 1 } })
  const refusals = await all(
    `select line::int, reason from app.refusal where batch_id = '${batch.id}' order by line`,
  )
  expect(refusals).toEqual([
    { line: 2, reason: expect.stringContaining('nobody’s code') },
    { line: 3, reason: expect.stringContaining('no rate of JPY') },
    { line: 4, reason: expect.stringContaining('after the day of the export') },
    { line: 6, reason: expect.stringContaining('stands on line 5') },
  ])
  await ledger.undo(batch.id)
})

test('activities go to their opportunity and its account, replace their months, and are undone', async () => {
  const yaml = (mode = 'adds') => `into: activities
source: crm
mode: ${mode}
fields: { code: n, kind: k, person: p, opportunity: o, day: d }
limit: 100%`
  const head = 'n,k,p,o,d'
  const batch = await ledger.take(
    yaml(),
    [
      head,
      '1,First meeting,Moa Berg,D025,2025-11-04',
      '2,Call,Moa Berg,,2025-11-05',
      '3,Call,Moa Berg,D999,2025-11-05',
      '4,Call,Moa Berg,,2025-12-05',
    ].join('\n'),
  )
  expect(batch).toMatchObject({ state: 'done', report: { fresh: 3, rowsRefused: 1 } })
  const before = await image()
  const replaced = await ledger.take(
    yaml('replaces months'),
    [head, '1,First meeting,Moa Berg,D025,2025-11-04'].join('\n'),
  )
  expect(replaced.report).toMatchObject({ same: 1, removed: 1 })
  await ledger.undo(replaced.id)
  expect(await image()).toEqual(before)
  const kept = await ledger.undo(first)
  expect(kept.report!.notes).toEqual(expect.arrayContaining([expect.stringContaining('has activities')]))
  await ledger.undo(kept.id)
  await ledger.undo(batch.id)
})

test('undone to the first, nothing is left', async () => {
  await ledger.undo(first)
  const { deals, credits, products, changes: left, stages, exports } = await image()
  expect({ deals, credits, products, left, stages, exports }).toEqual({
    deals: [],
    credits: [],
    products: [],
    left: [],
    stages: [],
    exports: [],
  })
})
