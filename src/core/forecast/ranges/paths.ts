import { type Random, seeded } from '#core/stats/index.ts'
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

/**
 * Possible futures whose mean at each horizon is the forecast's, before what cannot be is cut off. The array that
 * `take` is given is written over by the next one.
 */
export function drawPaths(of: {
  future: Future
  calibration: Calibration
  count: number
  seed: number
  take: (path: Float64Array, place: number) => void
}): void {
  const { future, calibration, count, take } = of
  const draw = drawer(future, { calibration, random: seeded(of.seed) })
  const path = new Float64Array(future.mean.length)
  for (let place = 0; place < count; place++) {
    draw(path)
    take(path, place)
  }
}

type Draw = (into: Float64Array) => void

function drawer(future: Future, of: { calibration: Calibration; random: Random }): Draw {
  switch (future.nature) {
    case 'regular':
      return shaken(future, of)
    case 'intermittent':
      return comingAndGoing(future, of.random)
    case 'short':
      return levelUnknown(future, of)
    case 'certain':
      return into => into.set(future.mean)
  }
}

/** With fewer shocks of alike series the normal law stands in for them: their 2.5 % ends would be the fifth largest. */
const fewestShocks = 200
/** So many own shocks are drawn as often as those of alike series. Our choice, with little in it (docs/benchmarks.md). */
const asOften = 24
/** About half of Silverman's width for a normal law, so that tails keep their shape. Our choice, likewise. */
const smoothingOfOne = 0.5

/**
 * Shocks drawn from the own ones, or from those of alike series the more often the fewer there are; a little smoothed,
 * so that a few of them do not make steps.
 * @see Silverman & Young 1987, Biometrika 74 (smoothed bootstrap, shrunk to keep the variance)
 */
function shaken(
  { mean, spread }: { mean: Float64Array; spread: Spread },
  { calibration, random }: { calibration: Calibration; random: Random },
): Draw {
  const { shocks, response } = spread
  const own = shocks.length / (shocks.length + asOften)
  const smoothing = smoothingOfOne * shocks.length ** -0.2
  const shrink = 1 / Math.hypot(1, smoothing)
  const noise = Math.sqrt(12) * smoothing
  const { shocks: alike, factors } = calibration
  const widths = mean.map(
    (value, h) => spread.sigma * (spread.relative ? Math.abs(value) : 1) * spread.own[h]! * factors[h]!,
  )
  const drawn = new Float64Array(mean.length)
  // one draw says whose shock it is, which one, and by what is left over how far it is smoothed
  const shock = (): number => {
    const chance = random.uniform()
    if (chance < own) {
      const place = (chance / own) * shocks.length
      const at = Math.min(shocks.length - 1, Math.floor(place))
      return (shocks[at]! + noise * (place - at - 0.5)) * shrink
    }
    if (alike.length < fewestShocks) return random.normal()
    const at = Math.floor(((chance - own) / (1 - own)) * alike.length)
    return alike[Math.min(alike.length - 1, at)]!
  }
  return path => {
    for (let h = 0; h < drawn.length; h++) drawn[h] = shock()
    for (let h = 0; h < path.length; h++) {
      let moved = 0
      for (let back = 0; back <= h; back++) moved += response[back]! * drawn[h - back]!
      path[h] = mean[h]! + widths[h]! * moved
    }
  }
}

/**
 * Sizes drawn from those seen, at odds that are themselves only known as well as so many periods can tell.
 * @see Willemain, Smart & Schwarz 2004, Int. J. Forecasting 20
 */
function comingAndGoing(
  { mean, sizes, periods }: { mean: Float64Array; sizes: Float64Array; periods: number },
  random: Random,
): Draw {
  const usual = sizes.reduce((sum, size) => sum + size / sizes.length, 0)
  const odds = Math.min(1, mean[0]! / usual)
  const error = Math.sqrt(((odds + 1 / periods) * (1 - odds)) / periods)
  return path => {
    const now = Math.min(1, Math.max(0, odds + error * random.normal()))
    for (let h = 0; h < path.length; h++)
      path[h] = random.uniform() < now ? sizes[random.below(sizes.length)]! : 0
  }
}

/** What is usual among alike series says as much of a deviation as so many periods of one's own. Our choice. */
const periodsBorrowed = 4

/** A mean of few values is itself uncertain, and so is their deviation: Student's law, with one error of the mean for all periods. */
function levelUnknown(
  { mean, deviation, periods }: { mean: Float64Array; deviation: number; periods: number },
  { calibration, random }: { calibration: Calibration; random: Random },
): Draw {
  const borrowed = calibration.unevenness === undefined ? 0 : periodsBorrowed
  const freedom = Math.max(1, periods - 1 + borrowed)
  const usual = (calibration.unevenness ?? 0) * Math.abs(mean[0]!)
  const size = Math.sqrt(((periods - 1) * deviation ** 2 + borrowed * usual ** 2) / freedom)
  return path => {
    const level = size * Math.sqrt(1 / periods) * student(random, freedom)
    for (let h = 0; h < path.length; h++) path[h] = mean[h]! + level + size * student(random, freedom)
  }
}

/** A draw from Student's law with a whole number of degrees of freedom, by its definition. */
function student(random: Random, freedom: number): number {
  let squares = 0
  for (let i = 0; i < freedom; i++) squares += random.normal() ** 2
  return random.normal() / Math.sqrt(squares / freedom)
}
