import { median, quantileOfSorted } from '#core/stats/index.ts'
import { fitSeries, type FittedSeries } from './fit.ts'
import type { ForecastOptions, NoForecast, SeriesForecast, SeriesHistory, Span } from './history.ts'
import { type Calibration, factorsOf } from './ranges/calibration.ts'
import { drawPaths } from './ranges/paths.ts'

/**
 * Forecasts of many series, with ranges that learn from all of them. Both procedures go the same way; `full` takes more
 * candidates, seeks them harder and draws more paths.
 */
export function forecastSeries(
  histories: readonly SeriesHistory[],
  options: ForecastOptions,
): SeriesForecast[] {
  const score = scoredOnes(histories.length)
  return joinFitted(
    histories.map((history, i) => fitSeries(history, { options, score: score(i) })),
    options,
  )
}

/** Which of so many series are scored on their own last periods, for the ranges of all: at most 150, evenly spaced. */
export function scoredOnes(count: number): (index: number) => boolean {
  const every = Math.max(1, count / 150)
  return index => Math.floor((index + 1) / every) > Math.floor(index / every)
}

/** Gives series that were fitted one by one their ranges. */
export function joinFitted(
  fitted: readonly (FittedSeries | NoForecast)[],
  options: ForecastOptions,
): SeriesForecast[] {
  const groups = new Map<string, FittedSeries[]>()
  for (const one of fitted)
    if (!('none' in one)) (groups.get(one.group) ?? groups.set(one.group, []).get(one.group)!).push(one)
  const learnt = new Map(Array.from(groups, ([group, members]) => [group, learn(members, options)]))
  return fitted.map((one, i) =>
    'none' in one ? one : ranged(one, { calibration: learnt.get(one.group)!, options, place: i }),
  )
}

function learn(members: readonly FittedSeries[], options: ForecastOptions): Calibration {
  const longest = Math.max(options.horizon, ...members.map(({ future }) => future.mean.length))
  const uneven = members.flatMap(({ unevenness }) => unevenness ?? [])
  const shocks = members.flatMap(({ future }) =>
    future.nature === 'regular' ? Array.from(future.spread.shocks.slice(-shocksEach)) : [],
  )
  return {
    factors: factorsOf(
      members.flatMap(({ scores }) => (scores ? [scores] : [])),
      longest,
    ),
    shocks: Float64Array.from(shocks),
    unevenness: uneven.length < fewestAlike ? undefined : median(uneven),
  }
}

const shocksEach = 60
/** Fewer series are no measure of what is usual. */
const fewestAlike = 8
const pathsDrawn = { full: 2000, fast: 400 }
const usualSpans: readonly Span[] = [3, 6, 9, 12].map(to => ({ from: 1, to }))

function ranged(
  one: FittedSeries,
  of: { calibration: Calibration; options: ForecastOptions; place: number },
): SeriesForecast {
  const { calibration, options } = of
  const { future } = one
  if (future.nature === 'short' && future.periods < 3 && calibration.unevenness === undefined)
    return { key: one.key, none: 'too_short', periods: future.periods }
  const late = future.mean.length - options.horizon
  const shaped = (values: Float64Array) => {
    const out = values.slice(late)
    for (let h = 0; h < out.length; h++) {
      const full = out[h]! * (one.days[h + late] ?? 1)
      out[h] = one.nonNegative && full < 0 ? 0 : full
    }
    return out
  }
  const paths = (count: number, seed: number) => drawPaths({ future, calibration, count, seed }).map(shaped)
  const mean = shaped(future.mean)
  const levels = options.levels ?? [50, 80, 95]
  // who asks for no range draws for themselves
  const drawn =
    levels.length === 0 ? [] : paths(pathsDrawn[options.procedure], (options.seed ?? 1) + of.place)
  const byHorizon = Array.from(mean, (_, h) => sorted(drawn, path => path[h]!))
  const spans = (options.spans ?? usualSpans).filter(({ to }) => to <= options.horizon)
  return {
    key: one.key,
    method: one.method,
    why: one.why,
    mean,
    ranges: levels.map(level => ({
      level,
      lower: Float64Array.from(byHorizon, values => quantileOfSorted(values, 0.5 - level / 200)),
      upper: Float64Array.from(byHorizon, values => quantileOfSorted(values, 0.5 + level / 200)),
    })),
    spans: spans.map(span => {
      const sums = sorted(drawn, path => sumOver(path, span))
      return {
        ...span,
        mean: sumOver(mean, span),
        ranges: levels.map(level => ({
          level,
          lower: quantileOfSorted(sums, 0.5 - level / 200),
          upper: quantileOfSorted(sums, 0.5 + level / 200),
        })),
      }
    }),
    paths,
  }
}

function sorted(paths: readonly Float64Array[], of: (path: Float64Array) => number): Float64Array {
  const out = new Float64Array(paths.length)
  for (let i = 0; i < out.length; i++) out[i] = of(paths[i]!)
  return out.sort()
}

function sumOver(values: Float64Array, { from, to }: Span): number {
  let sum = 0
  for (let h = from - 1; h < to; h++) sum += values[h]!
  return sum
}
