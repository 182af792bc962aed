import type { NoForecast, SeriesForecast, Why } from '#core/forecast/index.ts'
import { chartLines, short } from './chart.ts'
import type { Periods } from './periods.ts'
import type { FileSeries } from './read.ts'

type Shown = { series: FileSeries; forecast: SeriesForecast; periods: Periods }

/** One line of JSON: the forecast, or why there is none. */
export function jsonLine({ series, forecast, periods }: Shown): string {
  if ('none' in forecast)
    return JSON.stringify({ series: series.key, none: forecast.none, reason: reason(forecast) })
  const ranges = forecast.ranges.flatMap(({ level, lower, upper }) => [
    [`lower${level}`, digits(lower)],
    [`upper${level}`, digits(upper)],
  ])
  return JSON.stringify({
    series: series.key,
    method: forecast.method,
    from: periods.label(series.first + series.values.length),
    mean: digits(forecast.mean),
    ...Object.fromEntries(ranges),
  })
}

const digits = (values: Float64Array) => Array.from(values, value => Number(value.toPrecision(10)))

/** The forecast of one series for a reader: chart, table, why. */
export function seriesLines({ series, forecast, periods }: Shown): string[] {
  if ('none' in forecast) return [series.key, `  ${reason(forecast)}`, '']
  const start = series.first + series.values.length
  const head = ['', 'forecast', ...forecast.ranges.map(({ level }) => `${level} % range`)]
  const body = Array.from(forecast.mean, (value, h) => [
    periods.label(start + h),
    short(value),
    ...forecast.ranges.map(({ lower, upper }) => `${short(lower[h]!)} … ${short(upper[h]!)}`),
  ])
  const sums = forecast.spans.map(span => [
    `next ${span.to} together`,
    short(span.mean),
    ...span.ranges.map(({ lower, upper }) => `${short(lower)} … ${short(upper)}`),
  ])
  return [
    `${series.key}: ${forecast.method}`,
    ...forecast.why.map(why => `  ${sentence(why, { series, periods })}`),
    ...chartLines({ past: series.values, mean: forecast.mean, range: forecast.ranges[0] }),
    ...columns([head, ...body, ...sums]),
    '',
  ]
}

function columns(rows: readonly (readonly string[])[]): string[] {
  const wide = rows[0]!.map((_, i) => Math.max(...rows.map(row => row[i]!.length)))
  return rows.map(row =>
    `  ${row.map((cell, i) => cell[i === 0 ? 'padEnd' : 'padStart'](wide[i]!)).join('  ')}`.trimEnd(),
  )
}

function reason({ none, periods }: NoForecast): string {
  if (none === 'empty') return 'No row of it can be used.'
  if (none === 'not_a_number') return 'It has a value that is no number.'
  if (periods > 2)
    return `Too short: ${periods} periods, all alike. How far others could lie from them nobody can tell.`
  return `Too short: ${periods} period${periods === 1 ? '' : 's'}. Three are the least, or eight alike series to learn from.`
}

function sentence(why: Why, { series, periods }: { series: FileSeries; periods: Periods }): string {
  const at = (place: number) => periods.label(series.first + place)
  switch (why.why) {
    case 'average':
      return `Plain average of ${why.of.join(', ')}.`
    case 'one_method_left':
      return `${why.of} alone.`
    case 'seasonal':
      return 'A season repeats.'
    case 'not_seasonal':
      return 'No season can be shown.'
    case 'season_unproven':
      return `${why.periods} periods are too few to prove a season; last season's pattern counts for a part.`
    case 'intermittent':
      return `Demand comes and goes: on average every ${short(why.interval)} periods.`
    case 'short':
      return `Only ${why.periods} periods: their mean, with wide ranges.`
    case 'all_zero':
      return 'It was never anything but zero; how much a first amount would be, nobody can tell.'
    case 'constant':
      return 'It never changed.'
    case 'capped':
      return `${at(why.at)}: ${short(why.was)} stands out and counts as ${short(why.now)}.`
    case 'shift':
      return `The level changed in ${at(why.at)}, by ${why.multiplies ? `a factor of ${short(why.by)}` : short(why.by)}; what came before is brought to the new level.`
    case 'selling_days':
      return 'It follows the number of Mondays to Fridays in a month.'
    case 'filled':
      return `${why.periods} missing period${why.periods === 1 ? '' : 's'} filled from the neighbours.`
    case 'begun':
      return `Zeros before ${at(why.at)} are left out: it had not begun.`
  }
}
