import { publishedActions } from '#actions/forecast/show.ts'
import { hashOf } from '#actions/people/identify.ts'
import type { showForecast } from '#contract/forecast.ts'
import type { Output } from '#contract/operation.ts'
import { files } from '#export/files.ts'
import { runForecast } from '#jobs/forecast/index.ts'
import { beforeAll, expect, test } from 'vitest'
import { asks } from '../asks.ts'
import { testDatabase } from '../db.ts'
import { serve } from '../http/serve.ts'
import { lent } from '../lent.ts'
import { bringIn, lookUp } from '../settle.ts'
import { world } from '../world.ts'
import { projectHouse } from './project-house.ts'

const db = await testDatabase('world')
const ask = asks(lent(db))
const norrsken = await lookUp(db, world.name)
const show = publishedActions[0]!

type Published = NonNullable<Output<typeof showForecast>['forecast']>
type Deals = NonNullable<Published['deals']>
async function shownTo(code: string, subject: string): Promise<Published & { deals: Deals }> {
  const { forecast } = await ask(await norrsken.as(code), show, { subject })
  return { ...forecast!, deals: forecast!.deals! }
}

/** A year of month ends is published as it would have been, then today. */
beforeAll(async () => {
  await bringIn(db, norrsken.org, projectHouse('as won'), 'projects')
  for (const months of [12, 0]) {
    const { rows } = await db.superuser.query<{ id: string }>(
      `insert into app.forecast_job (org_id, id, months, full_fit) values ($1, gen_random_uuid(), $2, false) returning id`,
      [norrsken.org, months],
    )
    await runForecast(
      { pools: db.pools, dataFolder: '/nowhere' },
      { org: norrsken.org, forecastJob: rows[0]!.id },
    )
  }
}, 400_000)

test('where deals lead billing their weights are earned, and the published forecast is the three joined', async () => {
  const { deals, months, sums } = await shownTo('goran', 'company')
  const { near, far, parts } = deals
  expect(near).toMatchObject({ joined: true, why: 'better', cuts: 12, scored: 6 })
  expect(near.ratio).toBeLessThan(0.7)
  expect(near.weights.open).toBeGreaterThan(0.3)
  expect(near.weights.series).toBeLessThan(0.8)
  expect(far).toMatchObject({ joined: false, why: 'too_few_cuts' })
  for (const [at, { mean }] of months.entries()) {
    const { series, open, notYetSeen, counted } = parts[at]!
    const { weights } = at < 3 ? near : far
    const weighed = weights.series * series + weights.open * open + weights.notYetSeen * notYetSeen
    // rounding, once for each step of the reporting line
    expect(Math.abs(mean - weighed)).toBeLessThan(6)
    expect(counted.series + counted.open + counted.notYetSeen).toBe(mean)
    expect(Math.abs(counted.open - weights.open * open)).toBeLessThan(6)
  }
  // in the months near it is no more the forecast of billing; in those far off it still is
  expect(Math.abs(months[0]!.mean / parts[0]!.series - 1)).toBeGreaterThan(0.02)
  expect(months[5]!.mean).toBe(parts[5]!.series)
  expect(sums[0]!.mean).toBe(months.slice(0, 3).reduce((sum, { mean }) => sum + mean, 0))
})

test('the year is what is billed plus the rest, with the range of the rest', async () => {
  const { id, year, months } = await shownTo('goran', 'company')
  const { rows } = await db.superuser.query<{ net: number; low80: number; high80: number }>(
    `select (select sum(net)::float8 from app.team_day
         where org_id = $1 and team_id = $1 and day between '2026-01-01' and '2026-03-31') as net,
       low80::float8, high80::float8
     from app.forecast_value where forecast_id = $2 and n = 0 and from_h = 1 and to_h = 9`,
    [norrsken.org, id],
  )
  const { net, low80, high80 } = rows[0]!
  const rest = months.slice(0, 9).reduce((sum, { mean }) => sum + mean, 0)
  expect(year).toMatchObject({ code: '2026', rest: 9, billed: net, mean: net + rest })
  expect(year).toMatchObject({ low80: net + low80, high80: net + high80 })
})

test('its parts are stored with it, and add up along the reporting line', async () => {
  const { id, deals } = await shownTo('goran', 'company')
  const { rows } = await db.superuser.query<{ kind: string; open: number; mean: number; stored: object }>(
    `select n.kind, p.open_deals::float8 as open, v.mean::float8,
       jsonb_build_object('series', p.series, 'open', p.open_deals, 'notYetSeen', p.not_yet_seen) as stored
     from app.forecast_part p
       join app.forecast_node n using (org_id, forecast_id, n)
       join app.forecast_value v using (org_id, forecast_id, n)
     where p.forecast_id = $1 and p.h = 1 and v.from_h = 1 and v.to_h = 1
     order by p.n`,
    [id],
  )
  const [company, ...others] = rows
  expect(deals.parts[0]).toMatchObject(company!.stored)
  const people = others.filter(({ kind }) => kind === 'person')
  expect(people.reduce((sum, { mean }) => sum + mean, 0)).toBe(company!.mean)
  const open = people.reduce((sum, one) => sum + one.open, 0)
  expect(Math.abs(open - company!.open)).toBeLessThanOrEqual(people.length)
})

test('a salesperson sees the own parts joined by the same weights, and no team’s', async () => {
  const [company, own] = [await shownTo('goran', 'company'), await shownTo('ake', 'me')]
  expect(own.deals.near).toEqual(company.deals.near)
  expect(own.deals.parts[0]!.open).toBeGreaterThan(0)
  expect(own.deals.parts[0]!.open).toBeLessThan(company.deals.parts[0]!.open)
  for (const [at, { counted }] of own.deals.parts.entries())
    expect(counted.series + counted.open + counted.notYetSeen).toBe(own.months[at]!.mean)
  const team = await shownTo('ake', `team:${norrsken.person('zoe')}`)
  expect(team.deals.parts).toEqual([])
})

test('the same comes over HTTP, and in the file each part as it counts and as it would be alone', async () => {
  const served = await serve(db, { actions: publishedActions, lends: { files } })
  await db.superuser.query(
    `insert into app.api_token (org_id, id, person_id, name, secret_hash) values ($1, gen_random_uuid(), $2, 'parts', $3)`,
    [norrsken.org, norrsken.person('goran'), hashOf('plb_parts')],
  )
  const get = (path: string) =>
    fetch(`${served.url}/api${path}?subject=company`, { headers: { authorization: 'Bearer plb_parts' } })
  const { deals, months } = await shownTo('goran', 'company')
  const answer = await get('/forecast')
  expect(answer.status).toBe(200)
  expect(await answer.json()).toMatchObject({ forecast: { deals } })
  const lines = (await (await get('/forecast.csv')).text()).split('\r\n')
  const first = (what: string) =>
    lines
      .filter(line => line.startsWith(`${what},`) && line.includes(',2026-04-01,'))
      .map(line => Math.round(Number(line.split(',')[4]) * 100))
  expect(first('Counted').reduce((a, b) => a + b, 0)).toBe(months[0]!.mean)
  const { series, open, notYetSeen } = deals.parts[0]!
  expect(first('Alone')).toEqual([series, open, notYetSeen])
})
