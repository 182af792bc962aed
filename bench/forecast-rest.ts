import { forecastSeries, type Procedure, type SeriesForecast } from '#core/forecast/index.ts'
import { wilson } from '#core/stats/index.ts'
import { type Kept, readKept } from './forecast-data.ts'
import { paired, percent } from './forecast-score.ts'

/** The year of every series is its first twelve months kept aside; one that ends in any month is somebody's fiscal year. */
const year = 12
const levels = [50, 80, 95] as const

type Hits = ReadonlyMap<number, readonly boolean[]>
/** By months left, 12 first: of each level, whose sum over what is left of the year came to lie in its range. */
export type RestOfYear = { readonly procedure: Procedure; readonly byRest: readonly Hits[] }

/**
 * How often what is left of a fiscal year falls into its own range, as foretold at the end of each of its months: months
 * of the year that are over join the history, and everything is fitted anew.
 */
export function restOfYear(procedure: Procedure): RestOfYear | undefined {
  const folder = process.env['FORECAST_SERIES']
  if (folder === undefined) return undefined
  const kept = readKept(folder)
  return {
    procedure,
    byRest: Array.from({ length: year }, (_, over) => hitsOf(kept, { procedure, over })),
  }
}

/** @param of.over  months of the year that are over */
function hitsOf(kept: readonly Kept[], of: { procedure: Procedure; over: number }): Hits {
  const rest = { from: 1, to: year - of.over }
  const histories = kept.map(({ history, future }) => ({
    ...history,
    values: [...history.values, ...future.slice(0, of.over)],
  }))
  // twelve months ahead are foretold whenever a house publishes, whatever is left of its year
  const forecasts = forecastSeries(histories, {
    horizon: year,
    procedure: of.procedure,
    levels,
    spans: [rest],
  })
  return new Map(
    levels.map((level, at) => [
      level,
      kept.map(({ future }, i) => {
        const came = future.slice(of.over, year).reduce((sum, value) => sum + value, 0)
        return isInside(forecasts[i]!, { at, came })
      }),
    ]),
  )
}

function isInside(forecast: SeriesForecast, of: { at: number; came: number }): boolean {
  if ('none' in forecast) throw new Error(`${forecast.key}: ${forecast.none}`)
  const { lower, upper } = forecast.spans[0]!.ranges[of.at]!
  return lower <= of.came && of.came <= upper
}

export function print(measured: RestOfYear | undefined): void {
  if (!measured) {
    console.log('FORECAST_SERIES names no folder with history.csv and future.csv.')
    return
  }
  const { procedure, byRest } = measured
  const row = (name: string, cells: readonly string[]) =>
    console.log(`  ${name.padEnd(14)}${cells.map(cell => cell.padEnd(18)).join('')}`)
  console.log(`${procedure}: the rest of a year lies in its range, with Wilson's 95 % interval over series`)
  row(
    'months left',
    levels.map(level => `${level} %`),
  )
  for (const [over, hits] of byRest.entries())
    row(
      String(year - over),
      levels.map(level => shareOf(hits.get(level)!)),
    )
  row(
    'all',
    levels.map(level => overall(byRest, level)),
  )
}

function shareOf(hits: readonly boolean[]): string {
  const share = wilson(hits.filter(Boolean).length, hits.length)
  if ('none' in share) throw new Error(share.none)
  return told(100 * share.estimate, 100 * share.low, 100 * share.high)
}

/** A series' twelve sums hang together, so that the interval of all is over what each series has to say. */
function overall(byRest: readonly Hits[], level: number): string {
  const bySeries = byRest[0]!.get(level)!.map((_, i) => percent(byRest.map(hits => hits.get(level)![i]!)))
  const { mean, low, high } = paired(bySeries)
  return told(mean, low, high)
}

const told = (share: number, low: number, high: number) =>
  `${share.toFixed(1)} (${low.toFixed(1)}–${high.toFixed(1)})`
