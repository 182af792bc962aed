import {
  addDays,
  addMonths,
  type Day,
  daysBetween,
  firstDayOf,
  isDay,
  lastDayOf,
  monthOf,
  weekday,
  weekdaysIn,
} from '#core/calendar/index.ts'

/** How a date is written, and the first day of what it names. */
export type Written = { readonly form: 'day' | 'week' | 'month' | 'quarter' | 'year'; readonly day: Day }

/**
 * Evenly spaced periods. `at` gives a period its place on a line of whole numbers; `label` is the way back, in the form
 * in which the file writes its dates.
 */
export type Periods = {
  readonly name: string
  readonly season: number
  at(day: Day): number
  label(at: number): string
  /** Mondays to Fridays in a period; undefined where that says nothing. */
  readonly sellingDays?: (at: number) => number
}

/** A date in one of the forms that name a period; a plain day is left to who knows the file's order of day and month. */
export function readPeriod(text: string): Written | undefined {
  const month = /^(\d{4})[-/.](\d{1,2})$/.exec(text)
  if (month) return written('month', `${month[1]}-${month[2]!.padStart(2, '0')}-01`)
  const quarter =
    /^(\d{4})[-/. ]?[QqKk]([1-4])$/.exec(text) ?? swapped(/^[QqKk]([1-4])[-/. ]?(\d{4})$/.exec(text))
  if (quarter)
    return written('quarter', `${quarter[1]}-${String(Number(quarter[2]) * 3 - 2).padStart(2, '0')}-01`)
  const week = /^(\d{4})-?[Ww](\d{2})$/.exec(text)
  if (week) return ofWeek(week[1]!, Number(week[2]))
  return /^\d{4}$/.test(text) ? written('year', `${text}-01-01`) : undefined
}

/** The periods that a file's dates speak of. `undefined`: no even spacing fits. */
export function periodsOf(dates: readonly Written[], gaps: readonly number[]): Periods | undefined {
  const form = dates[0]?.form ?? 'day'
  if (form === 'week') return weeks(day => isoWeek(day))
  if (form === 'month') return months(1, monthOf)
  if (form === 'quarter')
    return months(3, day => `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`)
  if (form === 'year') return months(12, day => day.slice(0, 4))
  const days = dates.map(({ day }) => day)
  const usual = gaps.toSorted((a, b) => a - b)[gaps.length >> 1]
  if (usual === undefined) return undefined
  if (usual === 1 || (usual < 5 && usual > 0)) {
    return days.some(day => weekday(day) > 5) ? plainDays : workingDays
  }
  if (usual === 7 && gaps.every(gap => gap % 7 === 0)) return weeks(day => day)
  if (usual >= 27 && usual <= 32) return months(1, sameDay(days))
  if (usual >= 88 && usual <= 93) return months(3, sameDay(days))
  return usual >= 360 && usual <= 370 ? months(12, sameDay(days)) : undefined
}

const swapped = (found: RegExpExecArray | null) => found && ['', found[2], found[1]]

function written(form: Written['form'], text: string): Written | undefined {
  return isDay(text) ? { form, day: text } : undefined
}

const season: Readonly<Record<number, number>> = { 1: 12, 3: 4, 12: 1 }
const called: Readonly<Record<number, string>> = { 1: 'months', 3: 'quarters', 12: 'years' }

function months(each: number, write: (first: Day) => string): Periods {
  const first = (at: number) => addMonths('0001-01-01', at * each)
  return {
    name: called[each]!,
    season: season[each]!,
    at: day => Math.floor((Number(day.slice(0, 4)) * 12 - 12 + Number(day.slice(5, 7)) - 1) / each),
    label: at => write(first(at)),
    ...(each === 1 && {
      sellingDays: at => weekdaysIn({ from: first(at), to: lastDayOf(monthOf(first(at))) }),
    }),
  }
}

/** The day of the month that all dates share; their last days stay last days. */
function sameDay(days: readonly Day[]): (first: Day) => string {
  const late = days.every(day => day === lastDayOf(monthOf(day)))
  if (late) return first => lastDayOf(monthOf(first))
  const places = new Set(days.map(day => Number(day.slice(8))))
  const [place = 1] = places.size === 1 ? places : [1]
  return first => addDays(first, Math.min(place, Number(lastDayOf(monthOf(first)).slice(8))) - 1)
}

const epoch: Day = '1900-01-01' // a Monday

const plainDays: Periods = {
  name: 'days',
  season: 7,
  at: day => daysBetween(epoch, day),
  label: at => addDays(epoch, at),
}

const workingDays: Periods = {
  name: 'working days',
  season: 5,
  at: day => Math.floor(daysBetween(epoch, day) / 7) * 5 + Math.min(4, weekday(day) - 1),
  label: at => addDays(epoch, Math.floor(at / 5) * 7 + (((at % 5) + 5) % 5)),
}

function weeks(write: (day: Day) => string): Periods {
  let offset = 0
  return {
    name: 'weeks',
    season: 52,
    at(day) {
      offset = weekday(day) - 1
      return Math.floor(daysBetween(epoch, day) / 7)
    },
    label: at => write(addDays(epoch, at * 7 + offset)),
  }
}

function ofWeek(year: string, week: number): Written | undefined {
  const fourth = `${year}-01-04`
  if (!isDay(fourth) || week < 1 || week > 53) return undefined
  return { form: 'week', day: addDays(fourth, (week - 1) * 7 - (weekday(fourth) - 1)) }
}

/** ISO 8601: a week belongs to the year of its Thursday. */
function isoWeek(day: Day): string {
  const thursday = addDays(day, 4 - weekday(day))
  const year = thursday.slice(0, 4)
  const first = firstDayOf(`${year}-01` as ReturnType<typeof monthOf>)
  return `${year}-W${String(Math.floor(daysBetween(first, thursday) / 7) + 1).padStart(2, '0')}`
}
