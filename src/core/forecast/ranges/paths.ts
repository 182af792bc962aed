import { type Random, seeded, studentQuantile } from '#core/stats/index.ts'
import type { Calibration } from './calibration.ts'
import type { Spread } from './spread.ts'

/** How one series' future is spread, by its nature; plain data, so that it can travel between threads. */
export type Future =
  | { readonly nature: 'regular'; readonly mean: Float64Array; readonly spread: Spread }
  | {
      readonly nature: 'intermittent'
      readonly mean: Float64Array
      readonly sizes: Float64Array
      readonly periods: number
    }
  | {
      readonly nature: 'short'
      readonly mean: Float64Array
      readonly deviation: number
      readonly periods: number
    }
  | { readonly nature: 'certain'; readonly mean: Float64Array }

/** Possible futures whose mean at each horizon is the forecast's, before what cannot be is cut off. */
export function drawPaths(of: {
  future: Future
  calibration: Calibration
  count: number
  seed: number
}): Float64Array[] {
  const { future, calibration } = of
  const random = seeded(of.seed)
  const draw = drawer(future, { calibration, random })
  return Array.from({ length: of.count }, draw)
}

function drawer(future: Future, of: { calibration: Calibration; random: Random }): () => Float64Array {
  switch (future.nature) {
    case 'regular':
      return () => shaken(future, of)
    case 'intermittent':
      return () => comingAndGoing(future, of.random)
    case 'short':
      return levelUnknown(future, of)
    case 'certain':
      return () => future.mean
  }
}

/** Shocks drawn from the own ones, or from those of alike series the more often the fewer there are. */
function shaken(
  { mean, spread }: { mean: Float64Array; spread: Spread },
  { calibration, random }: { calibration: Calibration; random: Random },
): Float64Array {
  const own = spread.shocks.length / (spread.shocks.length + 24)
  const horizon = mean.length
  const shocks = new Float64Array(horizon)
  for (let h = 0; h < horizon; h++) {
    const from =
      calibration.shocks.length === 0 || random.uniform() < own ? spread.shocks : calibration.shocks
    shocks[h] = from[random.below(from.length)]!
  }
  return mean.map((value, h) => {
    let moved = 0
    for (let back = 0; back <= h; back++) moved += spread.response[back]! * shocks[h - back]!
    const unit = spread.relative ? Math.abs(value) : 1
    return value + spread.sigma * unit * spread.own[h]! * calibration.factors[h]! * moved
  })
}

/**
 * Sizes drawn from those seen, at odds that are themselves only known as well as so many periods can tell.
 * @see Willemain, Smart & Schwarz 2004, Int. J. Forecasting 20
 */
function comingAndGoing(
  { mean, sizes, periods }: { mean: Float64Array; sizes: Float64Array; periods: number },
  random: Random,
): Float64Array {
  const usual = sizes.reduce((sum, size) => sum + size / sizes.length, 0)
  const odds = Math.min(1, mean[0]! / usual)
  const error = Math.sqrt(((odds + 1 / periods) * (1 - odds)) / periods)
  const now = Math.min(1, Math.max(0, odds + error * random.normal()))
  return mean.map(() => (random.uniform() < now ? sizes[random.below(sizes.length)]! : 0))
}

/** A mean of few values is itself uncertain, and so is their deviation: Student's law, with one error of the mean for all periods. */
function levelUnknown(
  { mean, deviation, periods }: { mean: Float64Array; deviation: number; periods: number },
  { calibration, random }: { calibration: Calibration; random: Random },
): () => Float64Array {
  const borrowed = calibration.unevenness === undefined ? 0 : 4
  const freedom = Math.max(1, periods - 1 + borrowed)
  const usual = (calibration.unevenness ?? 0) * Math.abs(mean[0]!)
  const size = Math.sqrt(((periods - 1) * deviation ** 2 + borrowed * usual ** 2) / freedom)
  return () => {
    const level = size * Math.sqrt(1 / periods) * studentQuantile(random.uniform(), freedom)
    return mean.map(value => value + level + size * studentQuantile(random.uniform(), freedom))
  }
}
