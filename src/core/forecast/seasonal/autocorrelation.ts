import { normalQuantile } from '#core/stats/index.ts'

/** Autocorrelations at lags 1 … `upTo`; all zero for values that never change. */
export function autocorrelations(values: ArrayLike<number>, upTo: number): Float64Array {
  const n = values.length
  let centre = 0
  for (let t = 0; t < n; t++) centre += values[t]! / n
  const away = new Float64Array(n)
  for (let t = 0; t < n; t++) away[t] = values[t]! - centre
  let all = 0
  for (const value of away) all += value * value
  return Float64Array.from({ length: upTo }, (_, i) => {
    let sum = 0
    for (let t = i + 1; t < n; t++) sum += away[t]! * away[t - i - 1]!
    return all > 0 ? sum / all : 0
  })
}

const oneSided = normalQuantile(0.95)

/**
 * The autocorrelation at the season's lag against Bartlett's error for it, one-sided at 5 %.
 * @see Assimakopoulos & Nikolopoulos 2000, Int. J. Forecasting 16 (their test, at 90 % two-sided)
 */
export function repeats(values: ArrayLike<number>, season: number): boolean {
  const r = autocorrelations(values, season)
  let squares = 0
  for (let lag = 0; lag < season - 1; lag++) squares += r[lag]! ** 2
  return r[season - 1]! / Math.sqrt((1 + 2 * squares) / values.length) > oneSided
}
