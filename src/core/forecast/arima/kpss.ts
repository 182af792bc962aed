import { differenced } from './difference.ts'

/**
 * Kwiatkowski, Phillips, Schmidt and Shin's statistic of a level that stays: large where the series wanders.
 * Bartlett's weights over trunc(3 √n / 13) lags.
 * @returns 0 for a series that never changes
 * @see Kwiatkowski et al. 1992, J. Econometrics 54; lags as R's `forecast::ndiffs`
 */
export function kpss(values: Float64Array): number {
  const n = values.length
  let centre = 0
  for (const value of values) centre += value / n
  const away = values.map(value => value - centre)
  let sum = 0
  let wandering = 0
  let spread = 0
  for (const value of away) {
    sum += value
    wandering += sum * sum
    spread += value * value
  }
  const lags = Math.trunc((3 * Math.sqrt(n)) / 13)
  let longRun = spread
  for (let lag = 1; lag <= lags; lag++) {
    let together = 0
    for (let t = lag; t < n; t++) together += away[t]! * away[t - lag]!
    longRun += 2 * (1 - lag / (lags + 1)) * together
  }
  return longRun > 0 ? wandering / (n * longRun) : 0
}

/** The statistic's 5 % point (Kwiatkowski et al. 1992, table 1). */
const fivePercent = 0.463

/** How often to difference until the level stays, at most twice. @see Hyndman & Khandakar 2008, section 3.1 */
export function differencesNeeded(values: Float64Array): number {
  let series = values
  for (let d = 0; d < 2; d++) {
    if (series.length < 4 || unchanging(series) || kpss(series) <= fivePercent) return d
    series = differenced(series, 1)
  }
  return 2
}

/** Whether all values are the same but for what rounding leaves. */
export function unchanging(values: Float64Array, size = largest(values)): boolean {
  let [low, high] = [Infinity, -Infinity]
  for (const value of values) {
    if (value < low) low = value
    if (value > high) high = value
  }
  return values.length === 0 || high - low <= 1e-11 * size
}

export function largest(values: Float64Array): number {
  let size = 0
  for (const value of values) size = Math.max(size, Math.abs(value))
  return size
}
