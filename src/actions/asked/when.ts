import type { FigurePeriod } from '#contract/figures.ts'
import {
  type Day,
  type Period,
  type PeriodKind,
  type Range,
  addDays,
  addMonths,
  daysBetween,
  earlier,
  isDay,
  periodAt,
  rolling12,
  toSamePoint,
  yearBefore,
  yearToDate,
} from '#core/calendar/index.ts'
import { Failure } from '#core/failure.ts'
import { comparisonOf } from '#core/figures/index.ts'
import type { Calendar } from './calendar.ts'

export type When = {
  period: FigurePeriod['kind']
  code?: string | undefined
  from?: string | undefined
  to?: string | undefined
}

/** A period as asked: its days, how far facts go, and what it is compared with. */
export type Asked = {
  readonly period: FigurePeriod
  readonly range: Range
  readonly before: FigurePeriod | null
  readonly yearBefore: FigurePeriod | null
  /** The fiscal period that it is, which has earlier ones to measure a pace on. */
  readonly fiscal: Period | null
}

/** `to` without `from` asks as of that day; facts never go beyond today. */
export function whenOf(calendar: Calendar, when: When): Asked {
  const until = earlier(dayOr(when.to, calendar.today), calendar.today)
  switch (when.period) {
    case 'month':
    case 'quarter':
    case 'year':
      return fiscal(calendar, when.period, when.code, until)
    case 'year_to_date':
      return toDate(calendar, dayOr(when.code, until))
    case 'rolling_12':
      return rolling(calendar, dayOr(when.code, until))
    case 'day': {
      const day = dayOr(when.code, until)
      return between(calendar, 'day', { from: day, to: day })
    }
    case 'range': {
      const { from, to } = when
      if (!from || !to || to < from)
        throw new Failure('invalid', 'A range needs a first day and a last day not before it.')
      return between(calendar, 'range', { from: from as Day, to: to as Day })
    }
  }
}

export function periodOf(period: Period, until: Day): FigurePeriod {
  return { ...period, until: earlier(until, period.to), incomplete: until < period.to }
}

export function rangeOf(period: FigurePeriod): Range {
  return { from: period.from as Day, to: period.until as Day }
}

function dayOr(text: string | undefined, otherwise: Day): Day {
  if (text === undefined) return otherwise
  if (!isDay(text)) throw new Failure('invalid', `${text} is not a day such as 2026-03-31.`)
  return text
}

function fiscal(calendar: Calendar, kind: PeriodKind, code: string | undefined, until: Day): Asked {
  const { periods, ledgerFrom } = calendar
  const period =
    code === undefined ? current(periods, kind, until) : periods.find(p => p.kind === kind && p.code === code)
  if (!period) {
    throw new Failure(
      'not_found',
      code
        ? `There is no ${kind} called ${code}.`
        : `No ${kind} holds ${until}: the fiscal calendar has none.`,
    )
  }
  const { before, yearBefore } = comparisonOf({ periods, period, day: until, ledgerFrom })
  const known = (then: typeof before): FigurePeriod | null =>
    then && !then.incomplete ? { ...then.period, until: then.range.to, incomplete: false } : null
  return {
    period: periodOf(period, until),
    range: { from: period.from, to: earlier(until, period.to) },
    before: known(before),
    yearBefore: known(yearBefore),
    fiscal: period,
  }
}

/** The period that holds the day; after a table's end, its last. */
function current(periods: readonly Period[], kind: PeriodKind, day: Day): Period | undefined {
  return periodAt(periods, kind, day) ?? periods.findLast(p => p.kind === kind && p.to < day)
}

function toDate(calendar: Calendar, day: Day): Asked {
  const { periods } = calendar
  const range = yearToDate(periods, day)
  const year = periodAt(periods, 'year', day)
  if (!range || !year) throw new Failure('not_found', `No fiscal year holds ${day}.`)
  const then = yearBefore(periods, year)
  return {
    period: whole('year_to_date', range),
    range,
    before: null,
    yearBefore: then
      ? known(calendar, 'year_to_date', toSamePoint({ periods, period: year, day, then }))
      : null,
    fiscal: null,
  }
}

function rolling(calendar: Calendar, day: Day): Asked {
  const range = rolling12(calendar.periods, day)
  const then = rolling12(calendar.periods, addDays(range.from, -1))
  return {
    period: whole('rolling_12', range),
    range,
    before: null,
    yearBefore: known(calendar, 'rolling_12', then),
    fiscal: null,
  }
}

function between(calendar: Calendar, kind: 'day' | 'range', range: Range): Asked {
  const until = earlier(range.to, calendar.today)
  const length = daysBetween(range.from, until)
  const before = { from: addDays(range.from, -length - 1), to: addDays(range.from, -1) }
  const year = { from: addMonths(range.from, -12), to: addMonths(until, -12) }
  return {
    period: { ...whole(kind, range), until, incomplete: until < range.to },
    range: { from: range.from, to: until },
    before: length < 0 ? null : known(calendar, kind, before),
    yearBefore: length < 0 ? null : known(calendar, kind, year),
    fiscal: null,
  }
}

function known(calendar: Calendar, kind: FigurePeriod['kind'], range: Range): FigurePeriod | null {
  return range.from < calendar.ledgerFrom ? null : whole(kind, range)
}

function whole(kind: FigurePeriod['kind'], range: Range): FigurePeriod {
  const code = range.from === range.to ? range.to : `${range.from} … ${range.to}`
  return { kind, code, from: range.from, to: range.to, until: range.to, incomplete: false }
}
