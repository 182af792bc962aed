import {
  addDays,
  addMonths,
  type Day,
  later,
  type Period,
  type PeriodKind,
  type Range,
  rolling12,
} from '#core/calendar/index.ts'
import type { LifePeriod } from '#core/diagnosis/process/index.ts'
import { lostWindows, tellsNewAccounts } from '#core/figures/index.ts'
import type { Calendar } from '../../asked/calendar.ts'

/** So many complete periods are looked back on. */
const shown: Readonly<Record<PeriodKind, number>> = { month: 7, quarter: 5, year: 4 }

export type Lives = {
  readonly periods: readonly (Period & { readonly life: LifePeriod })[]
  /** Days cut at every bound that the periods are judged by. */
  readonly slices: readonly Range[]
  /** The year before last and the last, up to the last day that is over; null while the ledger does not hold both. */
  readonly years: { readonly before: Range; readonly last: Range } | null
  readonly sliceOf: (day: Day) => number
  readonly inSlices: (range: Range) => { from: number; to: number }
}

/** The last complete periods in which new accounts can be told; null where there is none yet. */
export function livesOver(calendar: Calendar, kind: PeriodKind): Lives | null {
  const { periods, today, ledgerFrom } = calendar
  const complete = periods
    .filter(
      period =>
        period.kind === kind &&
        period.to <= today &&
        tellsNewAccounts({ periods, range: { from: period.from, to: period.to }, ledgerFrom }),
    )
    .toSorted((a, b) => (a.from < b.from ? -1 : 1))
    .slice(-shown[kind])
  if (complete.length === 0) return null
  const judged = complete.map(period => {
    const { from, to } = period
    const lost = lostWindows({ periods, day: to, ledgerFrom })
    return {
      period,
      own: { from, to },
      last: lost?.last ?? rolling12(periods, to),
      before: lost?.before ?? null,
      prior: rolling12(periods, addDays(from, -1)),
    }
  })
  const years = lostWindows({ periods, day: today, ledgerFrom }) ?? null
  const bounds = [
    ...judged.flatMap(({ own, last, before, prior }) => [own, last, prior, ...(before ? [before] : [])]),
    ...(years ? [years.before, years.last] : []),
  ]
  const { slices, inSlices, sliceOf } = cut(bounds, { from: ledgerFrom, to: today })
  return {
    periods: judged.map(({ period, own, last, before, prior }) => ({
      ...period,
      life: {
        own: inSlices(own),
        last: inSlices(last),
        before: before && inSlices(before),
        prior: inSlices(prior),
      },
    })),
    slices,
    years,
    sliceOf,
    inSlices,
  }
}

/** The days of `whole` cut at the first day of each range and at the day after its last. */
function cut(ranges: readonly Range[], whole: Range): Pick<Lives, 'slices' | 'sliceOf' | 'inSlices'> {
  const starts = [
    ...new Set([whole.from, ...ranges.flatMap(({ from, to }) => [later(from, whole.from), addDays(to, 1)])]),
  ]
    .filter(day => day <= whole.to)
    .toSorted()
  const slices = starts.map((from, at) => ({ from, to: addDays(starts[at + 1] ?? addDays(whole.to, 1), -1) }))
  const sliceOf = (day: Day) => starts.findLastIndex(from => from <= day)
  return {
    slices,
    sliceOf,
    inSlices: ({ from, to }) => ({ from: sliceOf(later(from, whole.from)), to: sliceOf(to) }),
  }
}

/** Orders are looked back on for two years: longer ago people bought otherwise. */
export const ordersFrom = (today: Day): Day => addMonths(today, -24)
