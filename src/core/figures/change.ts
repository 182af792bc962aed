import {
  type Day,
  type Period,
  type Range,
  previous,
  toDate,
  toSamePoint,
  yearBefore,
} from '#core/calendar/index.ts'

/** What a period is compared with: the days to sum, and whether they are all there. */
export type Compared = {
  readonly period: Period
  readonly range: Range
  /** Why the range does not hold all of its days' billing, or of its period's. */
  readonly incomplete?: 'still_running' | 'before_the_ledger'
}

export type Comparison = {
  readonly now: Compared
  /** The period just before and the same one a year before, each to the same point. */
  readonly before?: Compared
  readonly yearBefore?: Compared
}

/** Ranges to compare `period` on `day` with. A period without its like in the calendar has none. */
export function comparisonOf(of: {
  periods: readonly Period[]
  period: Period
  day: Day
  ledgerFrom: Day
}): Comparison {
  const { periods, period, day, ledgerFrom } = of
  const known = (then: Period): Compared => ({
    period: then,
    range: toSamePoint({ periods, period, day, then }),
    ...(then.from < ledgerFrom && { incomplete: 'before_the_ledger' }),
  })
  const before = previous(periods, period)
  const year = yearBefore(periods, period)
  return {
    now: {
      period,
      range: toDate(period, day),
      ...(day < period.to
        ? { incomplete: 'still_running' }
        : period.from < ledgerFrom && { incomplete: 'before_the_ledger' }),
    },
    ...(before && { before: known(before) }),
    ...(year && { yearBefore: known(year) }),
  }
}
