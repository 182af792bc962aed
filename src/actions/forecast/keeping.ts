/**
 * What jobs do to forecasts in an organisation's name: as with imports, whoever asked was asked for their permission
 * then, and the work takes a KeeperScope.
 */
import type { KeeperScope } from '#access/scope.ts'
import type { Day } from '#core/calendar/index.ts'
import { Failure } from '#core/failure.ts'
import { forecastMonths, type ForecastMonths, type HouseFacts } from '#core/forecast/house/index.ts'
import { type LearntDeals, type NoHazards, packed, unpacked } from '#core/forecast/deals/index.ts'
import { record } from '#db/events.ts'
import {
  type DealFacts,
  type DealLearning,
  type DealSubject,
  readDealFacts,
  readTeammates,
  type Teammate,
} from '#db/forecast/deals.ts'
import { readHouseFacts } from '#db/forecast/facts.ts'
import { dealsAsOf as asOfDeals, keepDeals, keptDeals } from '#db/forecast/learnt.ts'
import { addForecastJob, forecastWaits, isCancelled } from '#db/forecast/jobs.ts'
import { monthsAhead } from './deals/outlook.ts'
import { billingKnown, type Known } from './known.ts'
import type { PublishedPart } from '#core/forecast/joined/index.ts'
import { publishedParts } from '#db/forecast/parts.ts'
import { publishedOrigins, publishForecast, type Published } from '#db/forecast/publish.ts'
import { inScope, type Pools } from '#db/scope.ts'
import { v7 as uuidv7 } from 'uuid'

export {
  beatForecastJob,
  endForecastJob,
  type ForecastJob,
  takeForecastJob,
  unfinishedForecasts,
} from '#db/forecast/jobs.ts'

export { dealsDue } from '#db/forecast/learnt.ts'
export { cutsBefore, dealsOf, soonDays, subjectsDeals } from './deals/outlook.ts'
export type { DealFacts, DealLearning, DealSubject }

/** What chances of open deals are learnt from: the whole organisation's deals. */
export function dealFactsOf(pools: Pools, scope: KeeperScope): Promise<DealFacts> {
  return inScope(pools, scope, db => readDealFacts(db, scope))
}

export function dealsAsOf(pools: Pools, scope: KeeperScope): Promise<string> {
  return inScope(pools, scope, db => asOfDeals(db, scope))
}

/** Last days of the months that deals are foretold of. */
export async function endsAhead(pools: Pools, scope: KeeperScope): Promise<Day[]> {
  const months = await inScope(pools, scope, db => monthsAhead(db, scope.today))
  return months.map(({ to }) => to)
}

/** What was learnt from those deals, where it is kept as of then. */
export async function learntDeals(
  pools: Pools,
  scope: KeeperScope,
  asOf: string,
): Promise<LearntDeals | NoHazards | undefined> {
  const kept = await inScope(pools, scope, db => keptDeals(db, scope, asOf))
  return kept && unpacked(kept)
}

export function keepLearntDeals(
  pools: Pools,
  scope: KeeperScope,
  of: { asOf: string; learnt: LearntDeals | NoHazards },
): Promise<void> {
  return inScope(pools, scope, db => keepDeals(db, scope, { asOf: of.asOf, learnt: packed(of.learnt) }))
}

export function teammatesOf(pools: Pools, scope: KeeperScope, subject: DealSubject): Promise<Teammate[]> {
  return inScope(pools, scope, db => readTeammates(db, scope, subject))
}

/** A forecast to be made: what it knows ends on `day`; `line` says by whose reporting line. */
export type Origin = { readonly day: Day; readonly line: Day; readonly replayed: boolean }

/**
 * What a job publishes: as of the last day of which billing is known, by today's reporting line; or as of the ends of so
 * many past months that were not published as of already.
 */
export function originsOf(
  pools: Pools,
  scope: KeeperScope,
  months: number,
): Promise<(Pick<Known, 'periods' | 'ledgerFrom'> & { origins: Origin[] }) | undefined> {
  return inScope(pools, scope, async db => {
    const known = await billingKnown(db, scope)
    if (!known) return undefined
    const { periods, ledgerFrom, to: day } = known
    if (months === 0) return { periods, ledgerFrom, origins: [{ day, line: scope.today, replayed: false }] }
    const done = await publishedOrigins(db, scope)
    const ends = periods.filter(({ kind, to }) => kind === 'month' && to <= known.closedTo && to > ledgerFrom)
    const origins = ends.slice(-months).filter(({ to }) => !done.has(to))
    return { periods, ledgerFrom, origins: origins.map(({ to }) => ({ day: to, line: to, replayed: true })) }
  })
}

export async function factsAt(
  pools: Pools,
  scope: KeeperScope,
  of: Pick<Known, 'periods' | 'ledgerFrom'> & { origin: Omit<Origin, 'replayed'> },
): Promise<{ months: ForecastMonths; facts: HouseFacts }> {
  const months = forecastMonths({ ...of, origin: of.origin.day })
  return {
    months,
    facts: await inScope(pools, scope, db => readHouseFacts(db, scope, { months, origin: of.origin })),
  }
}

/** All of it or, once its job is cancelled, nothing: whoever did was told so, though the worker may not know it yet. */
export function publish(pools: Pools, scope: KeeperScope, of: Published): Promise<void> {
  return inScope(pools, scope, async db => {
    await publishForecast(db, scope, of)
    const { origin, replayed, procedure } = of
    await record(db, scope, {
      action: 'forecast.published',
      subject: 'forecast',
      subjectId: of.id,
      after: { origin, replayed, procedure, series: of.nodes.length, askedBy: of.madeBy },
    })
    // last, for it holds the job until all is in
    if (await isCancelled(db, scope, of.jobId)) throw new Failure('conflict', 'It was cancelled.')
  })
}

/** What weights are learnt from: parts of what was published as of month ends before. */
export function partsBefore(pools: Pools, scope: KeeperScope, origin: Day): Promise<PublishedPart[]> {
  return inScope(pools, scope, db => publishedParts(db, scope, origin))
}

/** After billing changed: once, however many imports come before a worker is free. */
export function askForForecast(pools: Pools, scope: KeeperScope): Promise<void> {
  return inScope(pools, scope, async db => {
    if (await forecastWaits(db, scope)) return
    await addForecastJob(db, scope, { id: uuidv7(), months: 0, full: true })
  })
}
