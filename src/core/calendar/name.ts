import { type Day, firstDayOf, isMonth, lastDayOf, monthOf } from './day.ts'
import type { Period } from './fiscal.ts'

/** The calendar month that a period is, from its first day to its last; undefined for all others. */
export function calendarMonth({ from, to }: { from: Day; to: Day }): number | undefined {
  const month = monthOf(from)
  return from === firstDayOf(month) && to === lastDayOf(month) ? Number(month.slice(5)) : undefined
}

/** “FY14” of “FY14 M06”, and 2014 of 2014-06: the year that a month's code says it lies in. */
export function yearIn(code: string): string {
  return isMonth(code) ? code.slice(0, 4) : code.replace(/ M\d+$/, '')
}

const months = 'January February March April May June July August September October November December'.split(
  ' ',
)

/** A period as people call it, in English: a month by its name; one of odd days by these, its code beside. */
export function periodWords(period: Period): string {
  if (period.kind !== 'month') return period.code
  const month = calendarMonth(period)
  if (month !== undefined) return `${months[month - 1]} ${yearIn(period.code)}`
  return `${period.from} to ${period.to} (${period.code})`
}
