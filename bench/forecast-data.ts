import { addMonths, day, lastDayOf, monthOf, weekday, addDays, type Day } from '#core/calendar/index.ts'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { SeriesHistory } from '#core/forecast/index.ts'

export type Kept = { readonly history: SeriesHistory; readonly future: readonly number[] }

/**
 * Series with what came afterwards, from a folder with `history.csv` and `future.csv` (series, kind, month, value; in
 * order of time). The development series are not ours to pass on, so the folder is named by FORECAST_SERIES.
 */
export function readKept(folder: string): Kept[] {
  const futures = read(path.join(folder, 'future.csv'))
  return Array.from(read(path.join(folder, 'history.csv')), ([key, { months, values }]) => ({
    history: {
      key,
      values,
      season: 12,
      days: weekdays(months[0]!, values.length + futures.get(key)!.values.length),
    },
    future: futures.get(key)!.values,
  }))
}

function read(file: string) {
  const series = new Map<string, { months: string[]; values: number[] }>()
  for (const row of readFileSync(file, 'utf8').trim().split(/\r?\n/).slice(1)) {
    const [key = '', , month = '', value] = row.split(',')
    const one = series.get(key) ?? { months: [], values: [] }
    series.set(key, one)
    one.months.push(month)
    one.values.push(Number(value))
  }
  return series
}

/** Mondays to Fridays of each month from `first` on. */
function weekdays(first: string, months: number): number[] {
  return Array.from({ length: months }, (_, i) => sellingDays(addMonths(day(`${first.slice(0, 7)}-01`), i)))
}
function sellingDays(first: Day): number {
  let count = 0
  for (let at = first; at <= lastDayOf(monthOf(first)); at = addDays(at, 1)) if (weekday(at) < 6) count++
  return count
}
