import { keeperScope, scopeOf } from '#access/scope.ts'
import { run } from '#actions/run.ts'
import { forecastActions } from '#actions/forecast/index.ts'
import type { Action } from '#actions/action.ts'
import type { Day } from '#core/calendar/index.ts'
import { eventActions } from '#actions/people/events.ts'
import type { Operation, Output } from '#contract/operation.ts'
import { publishForecast, showForecast, stopForecast } from '#contract/forecast.ts'
import { peopleForecast, sayForecast, setCycle, showCycle } from '#contract/forecast/own.ts'
import { listEvents } from '#contract/people.ts'
import { forecastRecord } from '#contract/forecast/record.ts'
import { inScope } from '#db/scope.ts'
import { runForecast } from '#jobs/forecast/index.ts'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase } from '../db.ts'
import { lent } from '../lent.ts'
import { lookUp } from '../settle.ts'
import { world } from '../world.ts'
import { publishPlainly } from '../published.ts'
import { publishes } from './publishes.ts'

const db = await testDatabase('world')
const norrsken = await lookUp(db, world.name)
const ask = publishes(db, norrsken.org)
const house = { pools: db.pools, dataFolder: '/nowhere' }

async function as<O extends Operation>(
  code: string,
  operation: O,
  of: { query?: object; body?: object } = {},
): Promise<Output<O>> {
  const found = ([...forecastActions, ...eventActions] as unknown as Action[]).find(
    one => one.operation === (operation as Operation),
  )!
  const input = {
    params: {},
    query: operation.query.parse(of.query ?? {}),
    body: operation.body.parse(of.body ?? {}),
  }
  return (await run(lent(db), found, await norrsken.as(code), input)) as Output<O>
}

test(
  'the past year is published month by month and scored, and today’s forecast stands beside that record',
  { timeout: 120_000 },
  async () => {
    expect(await ask(12)).toEqual({ state: 'done', sentence: null })
    expect(await ask(0)).toEqual({ state: 'done', sentence: null })
    const again = await ask(12)
    expect(again).toEqual({ state: 'done', sentence: 'Everything asked for was published already.' })

    const { forecast } = await as('goran', showForecast)
    // billing is known to 20 March: what the days after it brought nobody has said yet
    expect(forecast).toMatchObject({ origin: '2026-03-20', lineOn: world.today })
    expect(forecast!.months.map(({ code }) => code).slice(0, 2)).toEqual(['2026-03', '2026-04'])
    expect(forecast!.year).toMatchObject({ code: '2026', rest: 10 })
    const { ahead, list } = await as('goran', forecastRecord)
    expect(list.length).toBeGreaterThan(8)
    expect(ahead[0]).toMatchObject({ months: 1, record: { count: list.length } })
    expect(list[0]).toMatchObject({ origin: '2026-01-31', from: '2026-02-01', replayed: true })
    const { rows } = await db.superuser.query<{ net: number }>(
      `select sum(net)::float8 as net from app.team_day
     where org_id = $1 and team_id = $1 and day between '2026-02-01' and '2026-02-28'`,
      [norrsken.org],
    )
    expect(list[0]!.actual).toBe(rows[0]!.net)
  },
)

test('parts add up for whoever sees the team, and keep no name that the reader may not see', async () => {
  for (const code of ['goran', 'astrid', 'zoe']) {
    const subject = code === 'zoe' ? `team:${norrsken.person('zoe')}` : 'company'
    const { forecast } = await as(code, showForecast, { query: { subject } })
    for (const { parts } of forecast!.trees) {
      const sum = parts.reduce((all, part) => all + part.months[3]!.mean, 0)
      expect(sum).toBe(forecast!.months[3]!.mean)
    }
  }
  // the line divides below its chief executive and its only director, and there the company's parts begin
  const { forecast: whole } = await as('goran', showForecast)
  const parts = whole!.trees[0]!.parts.map(({ name }) => name)
  expect(parts).toContain('Zoë Laurent’s team')
  expect(parts).toContain('Kenji Nakamura’s team')
  expect(parts).toContain('The house')
  const europe = { subject: `team:${norrsken.person('zoe')}` }
  const { forecast } = await as('astrid', showForecast, { query: europe })
  const names = forecast!.trees[0]!.parts.map(({ name }) => name)
  expect(names).not.toContain('Åke Ström')
  expect(names).toContain('Somebody you do not see by name')
})

test('a salesperson sees the own forecast and the team’s bare total', async () => {
  const own = await as('ake', showForecast, { query: { subject: 'me' } })
  expect(own.forecast!.history.length).toBeGreaterThan(12)
  const team = await as('ake', showForecast, { query: { subject: `team:${norrsken.person('zoe')}` } })
  expect(team.forecast!.trees).toEqual([])
  await expect(
    as('ake', showForecast, { query: { subject: `person:${norrsken.person('beatrice')}` } }),
  ).rejects.toThrow('no such forecast')
})

const published = ['forecast', 'forecast_node', 'forecast_value', 'forecast_part', 'own_forecast']

test('nobody changes what is published, not even in the organisation’s own name', async () => {
  const scopes = [keeperScope(norrsken.org, world.today), scopeOf(await norrsken.as('goran'))]
  const attempts = published.flatMap(table => [
    `update app.${table} set org_id = org_id`,
    `delete from app.${table}`,
    `truncate app.${table} cascade`,
  ])
  for (const scope of scopes) {
    for (const attempt of [...attempts, 'update app.forecast_score set actual = 0'])
      await expect(
        inScope(db.pools, scope, tx => sql.raw(attempt).execute(tx)),
        attempt,
      ).rejects.toThrow('permission denied')
  }
  await expect(
    inScope(db.pools, scopes[1]!, tx => sql`delete from app.forecast_score`.execute(tx)),
  ).rejects.toThrow('permission denied')
})

test('a cancelled job publishes nothing', async () => {
  const { rows } = await db.superuser.query<{ id: string }>(
    `insert into app.forecast_job (org_id, id, full_fit, state) values ($1, gen_random_uuid(), false, 'cancelled') returning id`,
    [norrsken.org],
  )
  const count = async () =>
    (await db.superuser.query<{ n: number }>('select count(*)::int as n from app.forecast')).rows[0]!.n
  const before = await count()
  const { id: jobId } = rows[0]!
  await runForecast(house, { org: norrsken.org, forecastJob: jobId })
  expect(await count()).toBe(before)
  // nor does one that is cancelled between the worker's last look and its last step
  const plain = {
    org: norrsken.org,
    today: world.today,
    origin: '2026-02-28' as Day,
    eachMonth: 1,
    spread: 0,
  }
  await expect(publishPlainly(db, { ...plain, jobId })).rejects.toThrow('It was cancelled.')
  expect(await count()).toBe(before)
})

test('eight who ask for a forecast at once have one made; cancelled eight times at once it is cancelled once', async () => {
  const jobs = async () =>
    (
      await db.superuser.query<{ state: string; events: number }>(
        `select j.state, (select count(*)::int from app.event e where e.subject_id = j.id) as events
         from app.forecast_job j where j.org_id = $1 and j.asked_by is not null`,
        [norrsken.org],
      )
    ).rows
  const eight = (ask: () => Promise<unknown>) => Promise.allSettled(Array.from({ length: 8 }, ask))
  const asked = await eight(() => as('goran', publishForecast, { body: {} }))
  expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(await jobs()).toEqual([{ state: 'waiting', events: 1 }])
  const stopped = await eight(() => as('goran', stopForecast))
  expect(stopped.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(await jobs()).toEqual([{ state: 'cancelled', events: 2 }])
})

test('people’s own numbers are asked for once switched on: a clock until one has spoken, then a tick', async () => {
  const numbers = { from: '2026-01-01', to: '2026-03-31', commit: 100, likely: 200, best: 300, note: '' }
  await expect(as('ake', sayForecast, { body: numbers })).rejects.toThrow('not switched the cycle on')
  expect(await as('ake', showCycle)).toMatchObject({ every: 'off', minutes: 10, setBy: null, people: 10 })
  await as('goran', setCycle, {
    body: { every: 'week', minutes: 5, why: 'The board asks by Friday', follows: null },
  })
  expect(await as('ake', showCycle)).toMatchObject({
    every: 'week',
    minutes: 5,
    setBy: 'Göran Lindqvist',
    why: 'The board asks by Friday',
  })
  const mine = async () =>
    (await as('ake', peopleForecast, { query: { subject: 'me' } })).periods[0]!.people[0]!
  expect(await mine()).toMatchObject({ me: true, due: true, said: null })
  await expect(as('ake', sayForecast, { body: { ...numbers, commit: 400 } })).rejects.toThrow('at most')
  await as('ake', sayForecast, { body: numbers })
  await as('ake', sayForecast, { body: numbers })
  expect(await mine()).toMatchObject({ due: false, said: { likely: 200 } })
  const { rows } = await db.superuser.query(`select from app.event where action = 'forecast.said'`)
  expect(rows, 'the same word twice is one').toHaveLength(1)
  // that it was said is in the log of those who administer; the numbers go up the line alone
  const told = async (code: string) =>
    (await as(code, listEvents)).events.find(({ action }) => action === 'forecast.said')!
  expect(await told('olga')).toMatchObject({ who: 'Åke Ström', after: null, why: null })
  expect((await told('ake')).after).toMatchObject({ likely: 200 })
  // looked at before Göran set it
  await expect(
    as('olga', setCycle, { body: { every: 'off', minutes: 5, why: '', follows: null } }),
  ).rejects.toThrow('in the meantime')
  const { periods } = await as('zoe', peopleForecast, {
    query: { subject: `team:${norrsken.person('zoe')}` },
  })
  expect(periods[0]!.sum).toMatchObject({ said: 1, likely: 200 })
})

/** Said of the last quarter of 2025, on a day of its own; and perhaps a manager's number beside it. */
async function said(code: string, of: { on: string; likely: number; adjusted?: number }): Promise<void> {
  const period = [norrsken.org, norrsken.person(code), '2025-10-01', '2025-12-31', of.on]
  await db.superuser.query(
    `insert into app.own_forecast (org_id, id, person_id, from_day, to_day, said_on, commit_amount, likely, best)
     values ($1, gen_random_uuid(), $2, $3, $4, $5, $6 - 1, $6, $6 + 1)`,
    [...period, of.likely],
  )
  if (of.adjusted === undefined) return
  await db.superuser.query(
    `insert into app.forecast_adjustment (org_id, id, person_id, from_day, to_day, said_on, by_id, amount, reason)
     values ($1, gen_random_uuid(), $2, $3, $4, $5, $6, $7, 'I know the customer')`,
    [...period, norrsken.person('zoe'), of.adjusted],
  )
}

test('what people said, and what a manager put beside it, is frozen and scored for both at once when the quarter is over', async () => {
  await said('ake', { on: '2025-09-30', likely: 1000 })
  // a month later he knows more, and his manager thinks she does
  await said('ake', { on: '2025-10-31', likely: 2000, adjusted: 3000 })
  // in the last month counting is no forecast
  await said('ake', { on: '2025-12-20', likely: 9000 })
  await ask(12)

  const { people } = await as('ake', forecastRecord, { query: { subject: 'me' } })
  const { actual } = people!.list[0]!
  expect(people!.list.map(({ ahead, likely, adjusted }) => [ahead, likely, adjusted])).toEqual([
    [3, 1000, null],
    [2, 2000, 3000],
    [1, 2000, 3000],
  ])
  const [began, oneOver] = people!.ahead
  expect(began).toMatchObject({ ahead: 3, beside: null, record: { count: 1 } })
  expect(began!.record.error).toBeCloseTo(Math.abs(1000 - actual) / actual, 9)
  const nearer = Number(Math.abs(3000 - actual) < Math.abs(2000 - actual))
  expect(oneOver!.beside).toMatchObject({ count: 1, nearer, gain: { none: 'too_few', need: 6 } })
  // the model's word of the same day stands beside it
  expect(people!.list[0]!.model).toBeGreaterThan(0)

  // the manager reads how hers fared, and not his record
  const hers = await as('zoe', forecastRecord, { query: { subject: `person:${norrsken.person('ake')}` } })
  expect(hers.people).toBeNull()
  expect(hers.beside).toEqual([
    { ahead: 2, beside: oneOver!.beside },
    { ahead: 1, beside: people!.ahead[2]!.beside },
  ])
  expect((await as('goran', forecastRecord)).beside).toEqual([])
  expect((await as('goran', forecastRecord)).people).toBeNull()

  // a word that comes after the score changes nothing
  await said('ake', { on: '2025-09-29', likely: 5 })
  await ask(12)
  expect((await as('ake', forecastRecord, { query: { subject: 'me' } })).people).toEqual(people)
})

test('a team’s own numbers are scored in sum, from four people on', async () => {
  for (const code of ['beatrice', 'celik', 'zoe']) await said(code, { on: '2025-09-30', likely: 100 })
  await ask(12)
  const { people } = await as('goran', forecastRecord)
  expect(people!.list).toMatchObject([{ ahead: 3, people: 4, likely: 1300, adjusted: null }, {}, {}])
})
