import * as forecast from '#contract/forecast.ts'
import { dealChancesFile, dealChancesWorkbook, showDealForecast } from '#contract/forecast/deals.ts'
import * as own from '#contract/forecast/own.ts'
import { forecastRecord } from '#contract/forecast/record.ts'
import { seen, unpacked } from './figures.ts'
import { administerOrDirect, found, query } from './people.ts'
import { ownHand, signedIn, type Answer, type Cell, type Row } from './row.ts'

const quarter = { from: '2026-01-01', to: '2026-03-31' }

/** A published forecast in which the subject has a place, for an amount like no other's, and what it came to. */
async function published(cell: Cell): Promise<void> {
  const { org, id, net } = cell.subject
  await query(
    cell,
    `insert into app.forecast (org_id, id, job_id, origin, replayed, procedure, version, seed, shrinkage, known, ahead)
     values ($1, $1, $1, '2026-02-28', true, 'fast', '1', 1, 0.5, '[]',
       '[{"code": "2026-03", "from": "2026-03-01", "to": "2026-03-31"}]') on conflict do nothing`,
    [org],
  )
  await query(
    cell,
    `insert into app.forecast_node (org_id, forecast_id, n, kind, person_id, parent, tree, method, why, alone, so_far,
       year_so_far, last_twelve)
     values ($1, $1, $2::int, 'person', $3::uuid, 0, 0, 'Theta', '[]', 0, 0, 0, 0) on conflict do nothing`,
    [org, net, id],
  )
  await query(
    cell,
    `insert into app.forecast_value (org_id, forecast_id, n, from_h, to_h, mean, low50, high50, low80, high80, low95, high95)
     values ($1, $1, $2::int, 1, 1, $2::int, 0, 0, 0, 0, 0, 0) on conflict do nothing`,
    [org, net],
  )
  await query(
    cell,
    `insert into app.forecast_score (org_id, forecast_id, n, from_h, to_h, actual)
     values ($1, $1, $2::int, 1, 1, $2::int)
     on conflict do nothing`,
    [org, net],
  )
}

const asked = (path: string) => async (cell: Cell) => {
  await published(cell)
  return cell.ask('get', `${path}?subject=person:${cell.subject.id}`)
}

const switchedOn = (cell: Cell) =>
  query(
    cell,
    `insert into app.forecast_cycle (org_id, id, every, minutes, from_day, set_by, set_at)
     values ($1, gen_random_uuid(), 'week', 10, '2026-01-01', $2, clock_timestamp())`,
    [cell.viewer.org, cell.viewer.id],
  )

const months = ({ body }: Answer) => (body['forecast'] as { months: { mean: number }[] } | undefined)?.months
const unlikely = (cell: Cell) => cell.subject.net + cell.marker.length

export const forecastRows: readonly Row[] = [
  {
    operation: forecast.showForecast,
    may: signedIn,
    sight: seen,
    ask: asked('/forecast'),
    shows: (answer, { subject }) => months(answer)?.[0]?.mean === subject.net,
  },
  {
    operation: forecast.forecastFile,
    may: signedIn,
    sight: seen,
    ask: asked('/forecast.csv'),
    shows: ({ text }, { subject }) => text.includes(String(subject.net / 100)),
  },
  {
    operation: forecast.forecastWorkbook,
    may: signedIn,
    sight: seen,
    ask: asked('/forecast.xlsx'),
    shows: (answer, { subject }) => unpacked(answer).includes(String(subject.net / 100)),
  },
  {
    operation: forecastRecord,
    may: signedIn,
    sight: seen,
    ask: asked('/forecast/record'),
    shows: ({ body }, { subject }) =>
      (body['list'] as { actual: number }[] | undefined)?.[0]?.actual === subject.net,
  },
  {
    operation: showDealForecast,
    may: signedIn,
    sight: seen,
    ask: cell => cell.ask('get', `/forecast/deals?subject=person:${cell.subject.id}`),
    shows: ({ body }, { subject }) =>
      (body['opportunities'] as { id: string }[] | undefined)?.some(({ id }) => id === subject.deal) ?? false,
  },
  {
    operation: dealChancesFile,
    may: signedIn,
    sight: seen,
    ask: cell => cell.ask('get', `/forecast/deals.csv?subject=person:${cell.subject.id}`),
    shows: ({ text }, { subject }) => text.includes(`Marked deal of ${subject.code}`),
  },
  {
    operation: dealChancesWorkbook,
    may: signedIn,
    sight: seen,
    ask: cell => cell.ask('get', `/forecast/deals.xlsx?subject=person:${cell.subject.id}`),
    shows: (answer, { subject }) => unpacked(answer).includes(`Marked deal of ${subject.code}`),
  },
  {
    operation: forecast.publishForecast,
    may: administerOrDirect,
    ask: cell => cell.ask('post', '/forecast/jobs', { months: 0, full: false }),
    shows: (_, cell) =>
      found(cell, `select from app.forecast_job where asked_by = $1 and state = 'waiting'`, [cell.viewer.id]),
    after: async cell => void (await query(cell, 'delete from app.forecast_job', [])),
  },
  {
    operation: forecast.stopForecast,
    may: administerOrDirect,
    async ask(cell) {
      await query(
        cell,
        'insert into app.forecast_job (org_id, id, full_fit) values ($1, gen_random_uuid(), true)',
        [cell.viewer.org],
      )
      return cell.ask('delete', '/forecast/jobs')
    },
    shows: (_, cell) => found(cell, `select from app.forecast_job where state = 'cancelled'`, []),
    after: async cell => void (await query(cell, 'delete from app.forecast_job', [])),
  },
  {
    operation: own.showCycle,
    may: signedIn,
    async ask(cell) {
      await switchedOn(cell)
      return cell.ask('get', '/forecast/cycle')
    },
    shows: ({ body }) => body['every'] === 'week',
  },
  {
    operation: own.setCycle,
    may: administerOrDirect,
    async ask(cell) {
      const { body } = await cell.ask('get', '/forecast/cycle')
      const setting = { every: 'month', minutes: 77, why: cell.marker }
      return cell.ask('put', '/forecast/cycle', { ...setting, follows: body['id'] ?? null })
    },
    shows: (_, cell) => found(cell, 'select from app.event where why = $1', [cell.marker]),
  },
  {
    operation: own.peopleForecast,
    may: signedIn,
    sight: seen,
    ask: cell => cell.ask('get', `/forecast/people?subject=person:${cell.subject.id}`),
    shows: ({ body }, { subject }) =>
      (body['subject'] as { subject?: string } | undefined)?.subject === `person:${subject.id}`,
  },
  {
    operation: own.sayForecast,
    may: 'manager salesperson token',
    async ask(cell) {
      await switchedOn(cell)
      const numbers = { commit: 1, likely: 2, best: 3, note: cell.marker }
      return cell.ask('post', '/forecast/mine', { ...quarter, ...numbers })
    },
    shows: (_, cell) =>
      found(cell, 'select from app.own_forecast where note = $1 and person_id = $2', [
        cell.marker,
        cell.viewer.id,
      ]),
  },
  {
    operation: own.adjustForecast,
    of: 'beside somebody’s',
    may: ownHand,
    sight: {
      own: '',
      // an executive's director does not sell, and of those below them the name is not known
      below: 'director manager',
      farBelow: 'director',
      sideways: '',
      above: '',
      another: '',
    },
    ask: cell =>
      cell.ask('post', '/forecast/adjust', {
        ...quarter,
        personId: cell.subject.id,
        amount: unlikely(cell),
        reason: cell.marker,
      }),
    shows: (_, cell) =>
      found(cell, 'select from app.forecast_adjustment where reason = $1 and person_id = $2', [
        cell.marker,
        cell.subject.id,
      ]),
  },
]
