import type { ForecastOptions, Procedure } from '#core/forecast/index.ts'
import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { CalledWrongly, type Command } from './command.ts'
import { forecastOnAllCores } from './forecast/fit.ts'
import { type FileRead, readSeries } from './forecast/read.ts'
import { jsonLine, seriesLines } from './forecast/words.ts'

/**
 * Exit codes: 0 when at least one series has a forecast (rows that could not be used are named on stderr), 1 when none
 * has or the file cannot be read, 2 when called wrongly.
 */
export const forecastCommand: Command = {
  name: 'forecast',
  usage:
    'forecast FILE.csv|- [--series COL] --date COL --value COL [--season 12] [--horizon 12] [--levels 80,95] [--procedure full|fast]\n      [--dates dmy|mdy] [--json]',
  does: 'forecasts the series of a file, without a database; 0 if any could be forecast, rows that could not be used on stderr',
  async run(args) {
    const asked = parsed(args)
    if (asked.file !== '-' && !existsSync(asked.file))
      throw new CalledWrongly(`There is no file ${asked.file}.`)
    const source = asked.file === '-' ? { name: 'standard input', stream: process.stdin } : asked.file
    const read = await readSeries(source, asked.columns)
    const season = asked.season ?? read.periods.season
    said(read, season)
    const options: ForecastOptions = { ...asked.options, horizon: asked.horizon }
    const histories = read.series.map(({ key, first, values }) => ({
      key,
      values,
      season,
      ...daysOf(read, { first, count: values.length + asked.horizon }),
    }))
    const forecasts = await forecastOnAllCores(histories, options, done => progress(done, histories.length))
    forecasts.forEach((forecast, i) => {
      const shown = { series: read.series[i]!, forecast, periods: read.periods }
      console.log(asked.json ? jsonLine(shown) : seriesLines(shown).join('\n'))
    })
    return forecasts.some(forecast => !('none' in forecast)) ? 0 : 1
  },
}

function parsed(args: readonly string[]) {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      series: { type: 'string' },
      date: { type: 'string' },
      value: { type: 'string' },
      season: { type: 'string' },
      horizon: { type: 'string', default: '12' },
      levels: { type: 'string', default: '80,95' },
      procedure: { type: 'string', default: 'full' },
      dates: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  })
  const [file, ...more] = positionals
  if (file === undefined || more.length > 0)
    throw new CalledWrongly('forecast takes one file, or - for standard input.')
  if (values.date === undefined || values.value === undefined)
    throw new CalledWrongly('--date and --value name the columns to read.')
  return {
    file,
    columns: {
      series: values.series,
      date: values.date,
      value: values.value,
      order: values.dates === undefined ? undefined : dayOrder(values.dates),
    },
    season: values.season === undefined ? undefined : whole('season', values.season, 366),
    horizon: whole('horizon', values.horizon, 366),
    options: { procedure: procedure(values.procedure), levels: levels(values.levels) },
    json: values.json,
  }
}

function whole(name: string, text: string, most: number): number {
  const value = Number(text)
  if (!Number.isInteger(value) || value < 1 || value > most)
    throw new CalledWrongly(`--${name} takes a whole number from 1 to ${most}, not “${text}”.`)
  return value
}

function procedure(text: string): Procedure {
  if (text === 'full' || text === 'fast') return text
  throw new CalledWrongly(`--procedure is full or fast, not “${text}”.`)
}

function dayOrder(text: string): 'dmy' | 'mdy' {
  if (text === 'dmy' || text === 'mdy') return text
  throw new CalledWrongly(`--dates is dmy (31/03/2026) or mdy (03/31/2026), not “${text}”.`)
}

function levels(text: string): number[] {
  const all = [...new Set(text.split(',').map(Number))].toSorted((a, b) => a - b)
  if (all.every(level => level > 0 && level < 100)) return all
  throw new CalledWrongly(`--levels takes per cents such as 80,95, not “${text}”.`)
}

/** What was found in the file, for the reader: on stderr, so that the forecasts can be piped. */
function said({ series, periods, refused }: FileRead, season: number): void {
  for (const sentence of refused) console.error(sentence)
  console.error(
    `${series.length} series by ${periods.name}, season of ${season}${refused.length > 0 ? `; ${refused.length} rows not used` : ''}`,
  )
}

function daysOf({ periods }: FileRead, of: { first: number; count: number }): { days?: number[] } {
  const { sellingDays } = periods
  return sellingDays ? { days: Array.from({ length: of.count }, (_, i) => sellingDays(of.first + i)) } : {}
}

function progress(done: number, all: number): void {
  if (process.stderr.isTTY) process.stderr.write(done < all ? `\r\u001B[K${done} of ${all}` : '\r\u001B[K')
}
