import { type Day, addDays, addMonths, daysBetween, earlier, lastDayOf, later, monthOf } from './day.ts'
import { type Period, type PeriodKind, inOrder } from './fiscal.ts'

/** First and last day of what a figure is computed over. */
export type Range = { readonly from: Day; readonly to: Day }

export function periodAt(periods: readonly Period[], kind: PeriodKind, day: Day): Period | undefined {
  return periods.find(p => p.kind === kind && p.from <= day && day <= p.to)
}

/** The period of the same kind just before. */
export function previous(periods: readonly Period[], period: Period): Period | undefined {
  return periods.find(p => p.kind === period.kind && p.to === addDays(period.from, -1))
}

/**
 * The same period a fiscal year earlier: the third month of this year's is the third month of last year's,
 * whatever days they have. A table without years is counted back by 12 months or 4 quarters.
 */
export function yearBefore(periods: readonly Period[], period: Period): Period | undefined {
  if (period.kind === 'year') return previous(periods, period)
  const year = periodAt(periods, 'year', period.from)
  if (!year) return stepsBack(periods, period, period.kind === 'month' ? 12 : 4)
  const last = previous(periods, year)
  const place = within(periods, period.kind, year).findIndex(p => p.from === period.from)
  return last && within(periods, period.kind, last)[place]
}

/**
 * A point in a period: the how-manieth of its months, and the day in that month, both from 0. Periods have
 * uneven months, and what is billed hangs on where in the month one is, so days are not simply counted.
 */
export type Point = { readonly month: number; readonly day: number; readonly monthOver: boolean }

/** Where in the period a day is; days outside count as its first or last. */
export function pointOf(periods: readonly Period[], period: Period, day: Day): Point {
  const at = earlier(later(day, period.from), period.to)
  const months = monthsOf(periods, period)
  const month = months.findIndex(m => m.from <= at && at <= m.to)
  return { month, day: daysBetween(months[month]!.from, at), monthOver: at === months[month]!.to }
}

/**
 * The day at that point. A month's last day answers to the other's last day, and a month too short is
 * clipped to its last; so a complete period always answers to a complete one.
 */
export function dayAt(periods: readonly Period[], period: Period, point: Point): Day {
  const months = monthsOf(periods, period)
  const month = months[point.month]
  if (!month) return period.to
  return point.monthOver ? month.to : earlier(addDays(month.from, point.day), month.to)
}

/** From the period's first day to `day`, or to its end if that was earlier. */
export function toDate(period: Period, day: Day): Range {
  return { from: period.from, to: earlier(day, period.to) }
}

/** The part of `then` that answers to `period` up to `day`: its first day to the same point. */
export function toSamePoint(of: {
  periods: readonly Period[]
  period: Period
  day: Day
  then: Period
}): Range {
  if (of.day >= of.period.to) return { from: of.then.from, to: of.then.to }
  return { from: of.then.from, to: dayAt(of.periods, of.then, pointOf(of.periods, of.period, of.day)) }
}

/** The fiscal year to date. */
export function yearToDate(periods: readonly Period[], day: Day): Range | undefined {
  const year = periodAt(periods, 'year', day)
  return year && { from: year.from, to: day }
}

/**
 * The twelve fiscal months that end at this point: from the day after the same point a year before.
 * Where the calendar does not reach back that far, twelve calendar months.
 */
export function rolling12(periods: readonly Period[], day: Day): Range {
  const month = periodAt(periods, 'month', day)
  const then = month && yearBefore(periods, month)
  if (then) return { from: addDays(toSamePoint({ periods, period: month, day, then }).to, 1), to: day }
  // The end of a table's first year has twelve months to look back on, though no year before.
  const first = month?.to === day ? stepsBack(periods, month, 11) : undefined
  return { from: first?.from ?? addDays(calendarYearBefore(day), 1), to: day }
}

function calendarYearBefore(day: Day): Day {
  const before = addMonths(day, -12)
  return day === lastDayOf(monthOf(day)) ? lastDayOf(monthOf(before)) : before
}

function stepsBack(periods: readonly Period[], period: Period, steps: number): Period | undefined {
  let at: Period | undefined = period
  for (let step = 0; at && step < steps; step++) at = previous(periods, at)
  return at
}

function within(periods: readonly Period[], kind: PeriodKind, larger: Period): Period[] {
  return periods.filter(p => p.kind === kind && larger.from <= p.from && p.to <= larger.to).toSorted(inOrder)
}

/** A table without months for this period makes it one long month. */
function monthsOf(periods: readonly Period[], period: Period): Period[] {
  const months = period.kind === 'month' ? [] : within(periods, 'month', period)
  const tiled = months[0]?.from === period.from && months.at(-1)?.to === period.to
  return tiled ? months : [period]
}
