import { Failure } from '#core/failure.ts'
import {
  type Day,
  type Weekday,
  addDays,
  addMonths,
  civil,
  daysInMonth,
  monthOf,
  weekday,
  write,
} from './day.ts'

export const periodKinds = ['month', 'quarter', 'year'] as const
export type PeriodKind = (typeof periodKinds)[number]

/** A fiscal month, quarter or year; `to` is its last day. */
export type Period = {
  readonly kind: PeriodKind
  readonly code: string
  readonly from: Day
  readonly to: Day
}

/** A fiscal year is called after the calendar year in which it starts (retail) or ends (most others). */
type Called = { readonly called?: 'start' | 'end' }

export type FiscalRule =
  | ({ readonly kind: 'months'; readonly startMonth: number } & Called)
  | ({
      readonly kind: 'weeks'
      readonly pattern: '4-4-5' | '4-5-4' | '5-4-4'
      /** The year ends on the last such weekday of `endMonth`, or on the one nearest to its last day. */
      readonly ends: 'last' | 'nearest'
      readonly weekday: Weekday
      readonly endMonth: number
    } & Called)
  | { readonly kind: 'table'; readonly periods: readonly Period[] }

/**
 * Every fiscal year that touches the days from `from` to `to`, with its quarters and months. Months tile
 * quarters and quarters tile years, without gap; a 53rd week belongs to the year's last month.
 * A table is taken as it stands (`checkPeriods` says what is wrong with one).
 */
export function periodsOf(rule: FiscalRule, from: Day, to: Day): Period[] {
  if (rule.kind === 'table') return rule.periods.filter(p => p.from <= to && from <= p.to).toSorted(inOrder)
  const periods: Period[] = []
  for (let year = civil(from).year - 1; year <= civil(to).year + 1; year++) {
    const months = monthStarts(rule, year)
    const next = months.at(-1)!
    if (months[0]! <= to && from < next) periods.push(...named(rule, months))
  }
  return periods.toSorted(inOrder)
}

export function inOrder(a: Period, b: Period): number {
  const size = (p: Period) => periodKinds.length - periodKinds.indexOf(p.kind)
  if (a.from !== b.from) return a.from < b.from ? -1 : 1
  return size(a) - size(b)
}

type Ruled = Exclude<FiscalRule, { kind: 'table' }>

/** First days of the twelve months of the fiscal year that starts in or nearest to `year`, and of the next. */
function monthStarts(rule: Ruled, year: number): Day[] {
  if (rule.kind === 'months') {
    const first = write({ year, month: checkedMonth(rule.startMonth), day: 1 })
    return Array.from({ length: 13 }, (_, index) => addMonths(first, index))
  }
  // The fiscal year of December's rule starts about 1 January of the next calendar year.
  const before = rule.endMonth === 12 ? year - 1 : year
  const starts = [addDays(yearEnd(rule, before), 1)]
  const weeks = rule.pattern.split('-').map(Number)
  for (let index = 0; index < 11; index++) starts.push(addDays(starts[index]!, weeks[index % 3]! * 7))
  return [...starts, addDays(yearEnd(rule, before + 1), 1)]
}

function yearEnd(rule: Ruled & { kind: 'weeks' }, year: number): Day {
  const month = checkedMonth(rule.endMonth)
  const last = write({ year, month, day: daysInMonth(year, month) })
  const back = (weekday(last) - rule.weekday + 7) % 7
  return rule.ends === 'nearest' && back > 3 ? addDays(last, 7 - back) : addDays(last, -back)
}

function named(rule: Ruled, starts: readonly Day[]): Period[] {
  const year = yearCode(rule, starts)
  const from = (index: number) => starts[index]!
  const to = (index: number) => addDays(starts[index]!, -1)
  const month = (index: number): Period => ({
    kind: 'month',
    code: rule.kind === 'months' ? monthOf(from(index)) : `${year} M${String(index + 1).padStart(2, '0')}`,
    from: from(index),
    to: to(index + 1),
  })
  const quarter = (index: number): Period => ({
    kind: 'quarter',
    code: `${year} Q${index + 1}`,
    from: from(index * 3),
    to: to(index * 3 + 3),
  })
  return [
    { kind: 'year', code: year, from: from(0), to: to(12) },
    ...[0, 1, 2, 3].map(quarter),
    ...Array.from({ length: 12 }, (_, index) => month(index)),
  ]
}

function yearCode(rule: Ruled, starts: readonly Day[]): string {
  if (rule.kind === 'months' && rule.startMonth === 1) return String(civil(starts[0]!).year)
  // A year of weeks may begin or end some days beside its month: a week and a half inward names it surely.
  const inside = rule.called === 'start' ? addDays(starts[0]!, 10) : addDays(starts.at(-1)!, -11)
  return `FY${civil(inside).year}`
}

function checkedMonth(month: number): number {
  if (Number.isInteger(month) && month >= 1 && month <= 12) return month
  throw new Failure('invalid', `${month} is not a month: the fiscal year needs one from 1 to 12.`)
}
