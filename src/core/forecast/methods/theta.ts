import type { Fitted } from '../method.ts'
import { drawn } from './naive.ts'
import { bestSmoothing, smooth, type Smoothing } from './smoothing.ts'

/**
 * The Theta method: simple exponential smoothing of the values, plus half the slope of the straight line through them.
 * Values with a season are handed in without it.
 * @param values  three or more
 * @see Assimakopoulos & Nikolopoulos 2000, Int. J. Forecasting 16; in the form of Hyndman & Billah 2003, ibid. 19
 */
export function theta(values: Float64Array): Fitted {
  return run(values, bestSmoothing(values))
}

function run(values: Float64Array, smoothing: Smoothing): Fitted {
  const n = values.length
  const { alpha } = smoothing
  const drift = slope(values) / 2
  const { level, residuals } = smooth(values, smoothing)
  const start = (1 - (1 - alpha) ** n) / alpha
  const errors = residuals.map((e, t) => e - (drift * (1 - (1 - alpha) ** t)) / alpha)
  return {
    method: 'Theta',
    residuals: errors,
    mean: horizon => Float64Array.from({ length: horizon }, (_, h) => level + drift * (h + start)),
    path(horizon, random) {
      let moved = level
      return Float64Array.from({ length: horizon }, (_, h) => {
        const shock = drawn(errors, random)
        const value = moved + drift * (h + start) + shock
        moved += alpha * shock
        return value
      })
    },
    apply: other => run(other, smoothing),
  }
}

/** Of the least-squares line through the values over time. */
export function slope(values: ArrayLike<number>): number {
  const n = values.length
  let sum = 0
  for (let t = 0; t < n; t++) sum += (t - (n - 1) / 2) * values[t]!
  return n < 2 ? 0 : (12 * sum) / (n * (n * n - 1))
}
