import { quantileOfSorted } from '#core/stats/index.ts'
import { fitSeries, type FittedSeries } from './fit.ts'
import type {
  ForecastOptions,
  NoForecast,
  SeriesForecast,
  SeriesHistory,
  Span,
  SpanForecast,
} from './history.ts'
import { type Ahead, aheadOf } from './ranges/ahead.ts'
import { type Pools, poolsOf, spreadOut } from './ranges/pools.ts'

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

/** Scoring one costs as much as fitting it. Half or twice as many move coverage by up to 1.7 points (docs/benchmarks.md). */
const mostScored = 150

/** Which of so many series are scored on their own last periods, for the ranges of all. */
export const scoredOnes = (count: number) => spreadOut(count, mostScored)

/** Gives series that were fitted one by one their ranges. */
export function joinFitted(
  fitted: readonly (FittedSeries | NoForecast)[],
  options: ForecastOptions,
): SeriesForecast[] {
  const pools = poolsOf(fitted, options.horizon)
  return fitted.map((one, place) => ('none' in one ? one : ranged(one, { pools, options, place })))
}

const pathsDrawn = { full: 2000, fast: 400 }
const usualSpans: readonly Span[] = [3, 6, 9, 12].map(to => ({ from: 1, to }))

function ranged(
  one: FittedSeries,
  of: { pools: Pools; options: ForecastOptions; place: number },
): SeriesForecast {
  const { horizon, procedure, levels = [50, 80, 95] } = of.options
  const ahead = aheadOf(one, { pools: of.pools, horizon })
  if ('none' in ahead) return ahead
  const spans = (of.options.spans ?? usualSpans).filter(({ to }) => to <= horizon)
  const periods = Array.from({ length: horizon }, (_, h): Span => ({ from: h + 1, to: h + 1 }))
  const drawn = drawnSums(ahead, {
    spans: [...periods, ...spans],
    count: pathsDrawn[procedure],
    seed: (of.options.seed ?? 1) + of.place,
  })
  const ends = (sums: Float64Array, level: number) => ({
    lower: quantileOfSorted(sums, 0.5 - level / 200),
    upper: quantileOfSorted(sums, 0.5 + level / 200),
  })
  const single = drawn.slice(0, horizon)
  return {
    key: one.key,
    method: one.method,
    why: one.why,
    mean: ahead.mean,
    ranges: levels.map(level => ({
      level,
      lower: Float64Array.from(single, sums => ends(sums, level).lower),
      upper: Float64Array.from(single, sums => ends(sums, level).upper),
    })),
    spans: spans.map((span, at): SpanForecast => ({
      ...span,
      mean: sumOver(ahead.mean, span),
      ranges: levels.map(level => ({ level, ...ends(drawn[horizon + at]!, level) })),
    })),
  }
}

/** For each span the sums over it in as many possible futures, in ascending order. */
function drawnSums(ahead: Ahead, of: { spans: readonly Span[]; count: number; seed: number }) {
  const { spans, count, seed } = of
  const sums = spans.map(() => new Float64Array(count))
  ahead.draw({ count, seed }, (path, place) => {
    for (let at = 0; at < spans.length; at++) sums[at]![place] = sumOver(path, spans[at]!)
  })
  for (const one of sums) one.sort()
  return sums
}

function sumOver(values: Float64Array, { from, to }: Span): number {
  let sum = 0
  for (let h = from - 1; h < to; h++) sum += values[h]!
  return sum
}
