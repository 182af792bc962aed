import { type DayOrder, guessDays } from '#import/index.ts'

/**
 * Which of day and month comes first. Where no number is above 12, dates of several years that share one number and not
 * the other are the same day of one month after the other: 01/01/2024, 02/01/2024, … begin with the month.
 * @returns undefined where no date asks for it, or where only some are written so
 */
export function orderOf(dates: readonly string[]): DayOrder | 'ambiguous' | undefined {
  const form = guessDays(dates)
  if (form !== 'ambiguous') return form === 'iso' ? undefined : form
  const parts = dates.flatMap(text => {
    const found = /^(\d{1,2})[-/ ](\d{1,2})[-/ ](\d{4})/.exec(text)
    return found ? [{ first: found[1]!, second: found[2]!, year: found[3]! }] : []
  })
  if (parts.length < dates.length) return undefined
  const kinds = (key: 'first' | 'second' | 'year') => new Set(parts.map(part => Number(part[key]))).size
  if (kinds('year') > 1 && kinds('first') === 1 && kinds('second') > 2) return 'dmy'
  if (kinds('year') > 1 && kinds('second') === 1 && kinds('first') > 2) return 'mdy'
  return parts.every(({ first, second }) => Number(first) === Number(second)) ? undefined : 'ambiguous'
}
