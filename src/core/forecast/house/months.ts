import {
  type Day,
  type Period,
  addDays,
  addMonths,
  daysBetween,
  monthOf,
  periodAt,
  toSamePoint,
} from '#core/calendar/index.ts'
import { monthsAhead } from './spans.ts'

/** The fiscal months a forecast speaks of: those known whole on its day, and those ahead, the current one first. */
export type ForecastMonths = {
  readonly known: readonly Period[]
  /** For the last twelve known months the day that answers to the forecast's day; empty where no month is under way. */
  readonly cuts: readonly Day[]
  readonly ahead: readonly Period[]
  /** The fiscal year of the first month ahead: how many months of it are known, and how many are to come. */
  readonly year: { readonly code: string; readonly known: number; readonly rest: number } | null
}

/** A year of them: how much of a month is usually billed by a day differs by season. */
const pastCuts = 12

/**
 * Months by the organisation's own calendar. A calendar that ends is continued by months of the same first day, so that
 * a table of years to come need not be written before a forecast; a year that it does not hold stays unknown.
 * @param origin  last day of which anything is known (`knownTo`)
 */
export function forecastMonths(of: {
  periods: readonly Period[]
  ledgerFrom: Day
  origin: Day
}): ForecastMonths {
  const { periods, origin } = of
  const months = periods.filter(({ kind }) => kind === 'month')
  const known = months.filter(month => month.to <= origin && isWhole(month, of.ledgerFrom))
  const current = months.find(month => month.from <= origin && origin < month.to)
  const ahead = continued(
    months.filter(month => month.to > origin),
    known.at(-1),
    origin,
  )
  const first = ahead[0]!
  const year = periodAt(periods, 'year', first.from)
  return {
    known,
    cuts: current
      ? known.slice(-pastCuts).map(then => toSamePoint({ periods, period: current, day: origin, then }).to)
      : [],
    ahead,
    year: year
      ? {
          code: year.code,
          known: known.filter(month => month.from >= year.from).length,
          rest: ahead.filter(month => month.from >= year.from && month.to <= year.to).length,
        }
      : null,
  }
}

/** The ledger's first month counts where the ledger holds three quarters of it. */
function isWhole({ from, to }: Period, ledgerFrom: Day): boolean {
  return daysBetween(from, ledgerFrom) <= (daysBetween(from, to) + 1) / 4
}

/** Each month begins so many months after the first that is not listed: a short month must not move those behind it. */
function continued(listed: readonly Period[], last: Period | undefined, origin: Day): Period[] {
  const ahead = listed.slice(0, monthsAhead)
  const first = addDays((ahead.at(-1) ?? last)?.to ?? origin, 1)
  const more = Array.from({ length: monthsAhead - ahead.length }, (_, nth): Period => {
    const from = addMonths(first, nth)
    return {
      kind: 'month',
      code: monthOf(addDays(from, 14)),
      from,
      to: addDays(addMonths(first, nth + 1), -1),
    }
  })
  return [...ahead, ...more]
}
