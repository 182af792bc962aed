import { keeperScope } from '#access/scope.ts'
import { publishedActions } from '#actions/forecast/show.ts'
import { originsOf } from '#actions/forecast/keeping.ts'
import { scoreForecasts } from '#actions/forecast/closing.ts'
import type { Day } from '#core/calendar/index.ts'
import { addBatch } from '#db/ledger/batches.ts'
import { inScope } from '#db/scope.ts'
import { runImport } from '#jobs/import.ts'
import { expect, test } from 'vitest'
import { v7 as uuidv7 } from 'uuid'
import { asks } from '../asks.ts'
import { testDatabase } from '../db.ts'
import { lent } from '../lent.ts'
import { publishPlainly } from '../published.ts'
import { bringIn, lookUp } from '../settle.ts'
import { world } from '../world.ts'
import { publishes } from './publishes.ts'

// Norrsken Instruments: about 14,000 euros a month, and after today one line of 9,999 on 1 April

const db = await testDatabase('world')
const norrsken = await lookUp(db, world.name)
const ask = asks(lent(db))
const publishByJob = publishes(db, norrsken.org)

const [showForecast, , , forecastRecord] = publishedActions
const company = { subject: 'company' }
const forecast = async () => (await ask(await norrsken.as('goran'), showForecast, company)).forecast!
const record = async () => ask(await norrsken.as('goran'), forecastRecord, company)
const april = async () => (await record()).list.filter(({ from }) => from === '2026-04-01')

let day: Day = world.today

async function today(is: Day): Promise<void> {
  day = is
  await db.superuser.query('update app.organisation set clock_day = $1', [is])
}

/** Published as a job would as of now, or as of a past month end, by a hand that need not calculate; and scored. */
async function publish(replayed?: Day): Promise<void> {
  const scope = keeperScope(norrsken.org, day)
  const asOfNow = await originsOf(db.pools, scope, 0)
  const origin = replayed ?? asOfNow!.origins[0]!.day
  const told = { eachMonth: 1_000_00, spread: 0.2, replayed: replayed !== undefined }
  await publishPlainly(db, { org: norrsken.org, today: day, origin, ...told })
  await scoreForecasts(db.pools, scope)
}

/** A line of billing, as an import brings it. */
async function billed(day: string, net: number): Promise<string> {
  const sale = { invoice: `late ${day} ${net}`, day, account: 'A3', currency: 'EUR', net }
  await bringIn(db, norrsken.org, { billing: [{ ...sale, kind: 'goods', channel: 'Direct' }] }, 'late')
  const { rows } = await db.superuser.query<{ id: string }>(
    'select id from app.batch where org_id = $1 order by asked_at desc limit 1',
    [norrsken.org],
  )
  return rows[0]!.id
}

async function undone(batch: string): Promise<void> {
  const scope = keeperScope(norrsken.org, world.today as Day)
  const id = uuidv7()
  const what = {
    kind: 'billing',
    source: 'late',
    fileName: 'late',
    dry: false,
    asks: { task: 'undo' } as const,
  }
  await inScope(db.pools, scope, tx =>
    addBatch(tx, scope, { id, ...what, askedBy: norrsken.person('goran'), undoes: batch }),
  )
  const house = { pools: db.pools, dataFolder: '/nowhere' }
  expect(await runImport(house, { org: norrsken.org, batchId: id })).toMatchObject({ state: 'done' })
}

test('what nobody has imported yet is unknown, and no month of nothing', { timeout: 60_000 }, async () => {
  for (const end of ['2025-11-30', '2025-12-31', '2026-01-31'] as const) await publish(end)
  await publish()
  expect((await forecast()).origin).toBe('2026-03-20')
  await today('2026-05-20')
  expect(await publishByJob(0)).toEqual({ state: 'done', sentence: null })

  const { origin, months } = await forecast()
  expect(origin).toBe('2026-04-01')
  expect(months.map(({ code }) => code).slice(0, 2)).toEqual(['2026-04', '2026-05'])
  const [, may] = months
  expect(may!.mean).toBeGreaterThan(10_000_00)
  expect(may!.mean).toBeLessThan(20_000_00)
  // April goes on: the one line of it that is known says nothing of how it fared
  expect(await april()).toEqual([])
})

test(
  'a month is scored once billing reaches past its end, and follows the ledger from then on; the forecast stays',
  { timeout: 60_000 },
  async () => {
    await billed('2026-04-20', 3_000_00)
    await publish()
    expect(await april()).toEqual([])
    const later = await billed('2026-05-04', 1_000_00)
    await publish()
    const [scored] = await april()
    expect(scored).toMatchObject({ origin: '2026-03-20', actual: (9_999 + 3_000) * 100, replayed: false })

    await billed('2026-04-27', 50_000_00)
    await publish()
    expect(await april()).toEqual([{ ...scored, actual: (9_999 + 3_000 + 50_000) * 100 }])

    // without billing after it nobody can tell whether April is over
    await undone(later)
    await publish()
    expect(await april()).toEqual([])
    // and what rested on it is not in force any more
    expect((await forecast()).origin).toBe('2026-04-27')
    const { rows } = await db.superuser.query<{ after: { scores: number } }>(
      `select after from app.event where org_id = $1 and action = 'forecast.scoredAnew'`,
      [norrsken.org],
    )
    expect(rows).toHaveLength(2)
  },
)

test('several imports of one month are one period on record', { timeout: 60_000 }, async () => {
  for (const day of ['2026-05-05', '2026-05-12', '2026-05-18']) {
    await billed(day, 2_000_00)
    await publish()
  }
  await today('2026-06-02')
  await billed('2026-06-01', 1_000_00)
  await publish()
  const { ahead, list } = await record()
  // of March one word alone was said in time, when it was more than half over
  expect(list.map(({ from }) => from)).toEqual([
    '2026-05-01',
    '2026-04-01',
    '2026-02-01',
    '2026-01-01',
    '2025-12-01',
  ])
  const way = (months: number) => ahead.find(one => one.months === months && !one.sum)
  expect(way(1)).toMatchObject({ afterwards: 3, record: { count: 5 } })
  expect(way(0)).toMatchObject({ record: { count: 2, bias: { none: 'too_few' } } })
})
