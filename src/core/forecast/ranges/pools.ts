import { median } from '#core/stats/index.ts'
import type { FittedSeries } from '../fit.ts'
import type { NoForecast } from '../history.ts'
import { type Calibration, factorsOf } from './calibration.ts'

/** What series learn from each other, by group: plain data, so that ranges can be worked out in threads. */
export type Pools = ReadonlyMap<string, Calibration>

/** @param horizon  periods ahead that are asked for; what is not known at a history's end comes on top */
export function poolsOf(fitted: readonly (FittedSeries | NoForecast)[], horizon: number): Pools {
  const known = fitted.flatMap(one => ('none' in one ? [] : [one]))
  const groups = Map.groupBy(known, ({ group }) => group)
  return new Map(Array.from(groups, ([group, members]) => [group, learn(members, horizon)]))
}

function learn(members: readonly FittedSeries[], horizon: number): Calibration {
  const longest = Math.max(
    horizon,
    members.reduce((most, { future }) => Math.max(most, future.mean.length), 0),
  )
  const uneven = members.flatMap(({ unevenness }) => unevenness ?? [])
  const asked = spreadOut(members.length, heard)
  const shocks = members.flatMap(({ future }, at) =>
    future.nature === 'regular' && asked(at) ? Array.from(future.spread.shocks.slice(-shocksEach)) : [],
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

/** Shocks of more series, and more of each, say nothing new: 30,000 tell the ends of a 95 % range to two hundredths of a deviation. */
const heard = 500
const shocksEach = 60
/** The middle of fewer series is no measure of what is usual. */
const fewestAlike = 8

/** Which of `count` things are among `most` evenly spaced ones; all, where there are no more. */
export function spreadOut(count: number, most: number): (index: number) => boolean {
  const every = Math.max(1, count / most)
  return index => Math.floor((index + 1) / every) > Math.floor(index / every)
}
