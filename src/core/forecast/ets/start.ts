/** Where the states begin: level and slope before the first value, and the m seasonal states in order of use. */
export type Start = { readonly level: number; readonly slope: number; readonly seasons: Float64Array }

/**
 * Initial states by decomposition: a seasonal profile taken out, then a line through the first values.
 * @see Hyndman, Koehler, Snyder & Grose 2002, section 2.4; R's forecast::ets
 */
export function startOf(
  values: Float64Array,
  of: { m: number; season: 'N' | 'A' | 'M'; trend: boolean },
): Start {
  const { m, season, trend } = of
  const seasons = season === 'N' ? new Float64Array(0) : profile(values, m, season)
  const count = Math.min(Math.max(10, season === 'N' ? 0 : 2 * m), values.length)
  const adjusted = values.slice(0, count)
  if (season === 'A') for (let t = 0; t < count; t++) adjusted[t]! -= seasons[t % m]!
  if (season === 'M') for (let t = 0; t < count; t++) adjusted[t]! /= seasons[t % m]!
  const line = lineThrough(adjusted)
  return trend ? { ...line, seasons } : { level: average(adjusted), slope: 0, seasons }
}

/** Mean deviation from the trend of each place in the season; sums to 0, or to m where it multiplies. */
function profile(values: Float64Array, m: number, season: 'A' | 'M'): Float64Array {
  const trend = trendOf(values, m)
  const sums = new Float64Array(m)
  const counts = new Float64Array(m)
  for (let t = 0; t < values.length; t++) {
    const level = trend[t]!
    if (Number.isNaN(level) || (season === 'M' && level <= 0)) continue
    sums[t % m]! += season === 'A' ? values[t]! - level : values[t]! / level
    counts[t % m]!++
  }
  const none = season === 'A' ? 0 : 1
  const raw = sums.map((sum, place) => (counts[place]! > 0 ? sum / counts[place]! : none))
  const middle = average(raw)
  return raw.map(value => (season === 'A' ? value - middle : Math.max(value / middle, 0.01)))
}

/** Centred moving average over a season (NaN at both ends), or with under three seasons a straight line. */
function trendOf(values: Float64Array, m: number): Float64Array {
  const n = values.length
  if (n < 3 * m) {
    const { level, slope } = lineThrough(values)
    return values.map((_, t) => level + slope * (t + 1))
  }
  const trend = new Float64Array(n).fill(NaN)
  const half = Math.floor(m / 2)
  for (let t = half; t < n - half; t++) {
    let sum = 0
    for (let i = t - half; i <= t + half; i++) sum += values[i]!
    if (m % 2 === 0) sum -= (values[t - half]! + values[t + half]!) / 2
    trend[t] = sum / m
  }
  return trend
}

/** Least squares on 1, 2, …: `level` is the line's height at 0. */
function lineThrough(values: Float64Array): { level: number; slope: number } {
  const n = values.length
  const middle = (n + 1) / 2
  const height = average(values)
  let [across, along] = [0, 0]
  for (let t = 0; t < n; t++) {
    across += (t + 1 - middle) * (values[t]! - height)
    along += (t + 1 - middle) ** 2
  }
  const slope = along > 0 ? across / along : 0
  return { level: height - slope * middle, slope }
}

function average(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
