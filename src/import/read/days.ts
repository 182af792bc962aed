import { isDay } from '#core/calendar/index.ts'

/** Order of the parts in a day that does not begin with its year. */
export type DayOrder = 'dmy' | 'mdy'
/** `iso`: only days such as 2026-03-31 were seen. `ambiguous`: only such as 03/04/2026. */
export type DayForm = DayOrder | 'iso' | 'ambiguous'

/** A day as 'YYYY-MM-DD' from a cell; a time of day behind it is left off. Undefined if it is no day. */
export function readDay(text: string, order: DayOrder | undefined): string | undefined {
  const t = text.trim()
  const iso = isoDay.exec(t)
  if (iso) return civil(Number(iso[1]), Number(iso[2]), Number(iso[3]))
  const packed = /^(\d{4})(\d{2})(\d{2})$/.exec(t)
  if (packed) return civil(Number(packed[1]), Number(packed[2]), Number(packed[3]))
  const parts = numericDay.exec(t)
  if (parts) {
    const a = Number(parts[1])
    const b = Number(parts[3])
    const year = fullYear(parts[4]!)
    if (order === undefined) return a === b ? civil(year, a, b) : undefined
    return order === 'dmy' ? civil(year, b, a) : civil(year, a, b)
  }
  return namedDay(t)
}

const time = String.raw`(?:[T ,]\s*\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?\s*(?:[AaPp]\.?[Mm]\.?)?\s*(?:Z|UTC|[+-]\d{2}:?\d{2})?)?$`
const isoDay = new RegExp(String.raw`^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})` + time)
const numericDay = new RegExp(String.raw`^(\d{1,2})([-/. ])(\d{1,2})\2(\d{4}|\d{2})` + time)
const dayFirst = new RegExp(
  String.raw`^(\d{1,2})(?:st|nd|rd|th)?[-. ]+([\p{L}]{3,9})\.?[-, ]+(\d{4}|\d{2})` + time,
  'u',
)
const monthFirst = new RegExp(String.raw`^([\p{L}]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})` + time, 'u')

function namedDay(t: string): string | undefined {
  const d = dayFirst.exec(t)
  if (d) return civil(fullYear(d[3]!), monthNumber(d[2]!), Number(d[1]))
  const m = monthFirst.exec(t)
  return m ? civil(Number(m[3]), monthNumber(m[1]!), Number(m[2])) : undefined
}

/** First three letters of the months in English, Swedish and German; they never contradict each other. */
const monthLetters: Readonly<Record<string, number>> = {
  jan: 1,
  jän: 1,
  feb: 2,
  mar: 3,
  mär: 3,
  mrz: 3,
  apr: 4,
  may: 5,
  maj: 5,
  mai: 5,
  jun: 6,
  jul: 7,
  aug: 8,
  sep: 9,
  oct: 10,
  okt: 10,
  nov: 11,
  dec: 12,
  dez: 12,
}
const monthNumber = (word: string) => monthLetters[word.slice(0, 3).toLowerCase()] ?? 0
const fullYear = (year: string) =>
  year.length === 4 ? Number(year) : Number(year) + (Number(year) < 70 ? 2000 : 1900)

/** 'YYYY-MM-DD' if there is such a day, in the two centuries in which anybody was billed. */
function civil(year: number, month: number, day: number): string | undefined {
  if (year < 1900 || year > 2199) return undefined
  const text = `${year}-${month < 10 ? '0' : ''}${month}-${day < 10 ? '0' : ''}${day}`
  return isDay(text) ? text : undefined
}

/** 'YYYY-MM' from a month or a day. */
export function readMonth(text: string, order: DayOrder | undefined): string | undefined {
  const month = /^(\d{4})[-/.]?(\d{2})$/.exec(text.trim())
  if (month) return civil(Number(month[1]), Number(month[2]), 1)?.slice(0, 7)
  return readDay(text, order)?.slice(0, 7)
}

/** Day first or month first, decided by values over 12; points between the parts mean day first. */
export function guessDays(cells: readonly string[]): DayForm | undefined {
  let days = 0
  let parts = 0
  let first = 0
  let second = 0
  let points = 0
  for (const cell of cells) {
    if (readDay(cell, 'dmy') === undefined && readDay(cell, 'mdy') === undefined) continue
    days++
    const match = numericDay.exec(cell.trim())
    if (!match) continue
    parts++
    if (Number(match[1]) > 12) first++
    if (Number(match[3]) > 12) second++
    if (match[2] === '.') points++
  }
  if (days === 0 || days < cells.length * 0.8) return undefined
  if (parts === 0) return 'iso'
  if (first > 0 && second === 0) return 'dmy'
  if (second > 0 && first === 0) return 'mdy'
  return first === 0 && points === parts ? 'dmy' : 'ambiguous'
}
