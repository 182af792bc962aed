import { minimiseBetween } from '#core/stats/index.ts'
import type { Fitted } from '../method.ts'

/** Mean time between periods with demand, and how uneven the demands are. */
export type Gaps = { readonly interval: number; readonly unevenness: number; readonly demands: number }

/** @see Syntetos, Boylan & Croston 2005, J. Operational Research Society 56 (ADI and CV²) */
export function gaps(values: ArrayLike<number>): Gaps {
  const sizes = Array.from(values).filter(value => value !== 0)
  const mean = sizes.reduce((sum, size) => sum + size, 0) / sizes.length
  const variance = sizes.reduce((sum, size) => sum + (size - mean) ** 2, 0) / sizes.length
  return {
    interval: sizes.length === 0 ? Infinity : values.length / sizes.length,
    unevenness: sizes.length === 0 || mean === 0 ? 0 : variance / mean ** 2,
    demands: sizes.length,
  }
}

/**
 * Croston's method: sizes and intervals smoothed apart, when there is demand; with the correction of its bias.
 * @param alpha  weight for both, .1 to .2 as the literature advises
 * @returns demand per period
 * @see Croston 1972, Operational Research Quarterly 23; Syntetos & Boylan 2005, Int. J. Forecasting 21 (× 1 − alpha / 2)
 */
export function croston(values: ArrayLike<number>, alpha: number): number {
  let [size, interval, since] = [0, 0, 1]
  for (let t = 0; t < values.length; t++) {
    const value = values[t]!
    if (value === 0) {
      since++
      continue
    }
    size = interval === 0 ? value : size + alpha * (value - size)
    interval = interval === 0 ? since : interval + alpha * (since - interval)
    since = 1
  }
  if (interval === 0) return 0
  return (1 - alpha / 2) * (size / interval)
}

/**
 * The method of Teunter, Syntetos and Babai: the chance of demand is smoothed in every period, so that a customer who
 * has stopped fades out.
 * @returns chance and size as they stand, and the one-step errors
 * @see Teunter, Syntetos & Babai 2011, European J. Operational Research 214
 */
export function tsb(values: ArrayLike<number>, of: { chance: number; size: number }) {
  const { interval } = gaps(values)
  let chance = 1 / interval
  let size = 0
  let seen = 0
  for (let t = 0; t < values.length; t++)
    if (values[t] !== 0 && seen++ < 4) size += (values[t]! - size) / seen
  const errors = Float64Array.from({ length: values.length }, (_, t) => {
    const value = values[t]!
    const error = value - chance * size
    if (value !== 0) size += of.size * (value - size)
    chance += of.chance * ((value === 0 ? 0 : 1) - chance)
    return error
  })
  return { chance, size, errors }
}

/**
 * Demand that comes and goes: Croston's corrected method, or Teunter, Syntetos and Babai's where the time since the last demand is
 * longer than nine in ten of such waits would be.
 */
export function intermittent(values: Float64Array, given?: { chance: number }): Fitted {
  const { interval } = gaps(values)
  const quiet = quietSince(values)
  const fading = given !== undefined || (1 - 1 / interval) ** quiet < 0.1
  const chance = given?.chance ?? bestChance(values)
  const fit = tsb(values, { chance, size: 0.1 })
  const rate = fading ? fit.chance * fit.size : croston(values, 0.1)
  return {
    method: fading ? 'Teunter–Syntetos–Babai' : 'Croston, corrected by Syntetos and Boylan',
    residuals: fit.errors,
    mean: horizon => new Float64Array(horizon).fill(rate),
    apply: other => intermittent(other, fading ? { chance } : undefined),
  }
}

/** The weight that foretells best one period ahead, among slow ones. */
const bestChance = (values: Float64Array) =>
  minimiseBetween(chance => tsb(values, { chance, size: 0.1 }).errors.reduce((sum, e) => sum + e * e, 0), {
    low: 0.02,
    high: 0.3,
    within: 0.005,
  }).at

function quietSince(values: ArrayLike<number>): number {
  let quiet = 0
  while (quiet < values.length && values[values.length - 1 - quiet] === 0) quiet++
  return quiet
}
