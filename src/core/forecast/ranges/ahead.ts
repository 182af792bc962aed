import type { FittedSeries } from '../fit.ts'
import type { NoForecast } from '../history.ts'
import { drawPaths } from './paths.ts'
import type { Pools } from './pools.ts'

/** The periods asked for, as a series' fit and what alike series taught it have them. */
export type Ahead = {
  readonly mean: Float64Array
  /** Possible futures, one after the other; the array that `take` is given is written over by the next one. */
  draw(of: { count: number; seed: number }, take: (path: Float64Array, place: number) => void): void
}

/** Two values, or a few that are all alike: how far others could lie from them nobody can tell. */
const saysNoRange = ({ periods, deviation }: { periods: number; deviation: number }) =>
  periods < 3 || deviation === 0

/** In the values' own terms: with their selling days, after what is not known, and not below zero where nothing was. */
export function aheadOf(one: FittedSeries, of: { pools: Pools; horizon: number }): Ahead | NoForecast {
  const { future } = one
  const calibration = of.pools.get(one.group)!
  if (future.nature === 'short' && calibration.unevenness === undefined && saysNoRange(future))
    return { key: one.key, none: 'too_short', periods: future.periods }
  const late = future.mean.length - of.horizon
  const shape = (values: Float64Array, into: Float64Array) => {
    for (let h = 0; h < into.length; h++) {
      const full = values[h + late]! * (one.days[h + late] ?? 1)
      into[h] = one.nonNegative && full < 0 ? 0 : full
    }
    return into
  }
  const shaped = new Float64Array(of.horizon)
  return {
    mean: shape(future.mean, new Float64Array(of.horizon)),
    draw: ({ count, seed }, take) =>
      drawPaths({ future, calibration, count, seed, take: (path, at) => take(shape(path, shaped), at) }),
  }
}
