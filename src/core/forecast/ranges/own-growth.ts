import { claimedSpread, deviations, type Fit, type Spread } from './spread.ts'

/*
 * Numbers of our own choosing: what half and twice of each does to coverage is in docs/benchmarks.md, and it is little.
 */
/** A history weighs as many times as the horizon fits into it; "as claimed" weighs as much as so many. */
const prior = 8
/** More would cost a forecast each and tell the same: neighbouring origins make nearly the same errors. */
const mostOrigins = 12
/** One wild error, in deviations claimed, must not set the width of every range. */
const farthest = 4

/**
 * Spread of a fit: what it claims, corrected by the errors it made from rolling origins.
 * @see Tashman 2000, Int. J. Forecasting 16
 */
export function spreadOf(fit: Fit, horizon: number): Spread {
  const claimed = claimedSpread(fit, horizon)
  return { ...claimed, own: ownGrowth(fit, claimed) }
}

/**
 * By horizon, how much larger or smaller the errors from rolling origins were than claimed; the parameters are kept.
 * Little history at a horizon leaves it near 1.
 */
function ownGrowth({ fitted, clean, seen }: Fit, claimed: Spread): Float64Array {
  const n = clean.length
  const horizon = claimed.own.length
  const first = Math.max(Math.ceil(n / 2), Math.min(24, n))
  const stride = Math.max(1, Math.ceil((n - first) / mostOrigins))
  const sums = new Float64Array(horizon)
  const counts = new Float64Array(horizon)
  for (let origin = first; origin < n; origin += stride) {
    const mean = fitted.apply(clean.slice(0, origin)).mean(Math.min(horizon, n - origin))
    const wide = deviations(claimed, mean)
    for (let h = 0; h < mean.length; h++) {
      const score = Math.min(farthest, Math.abs(seen[origin + h]! - mean[h]!) / wide[h]!)
      if (!Number.isFinite(score)) continue
      sums[h]! += score * score
      counts[h]! += 1
    }
  }
  return sums.map((sum, h) => {
    if (counts[h] === 0) return 1
    const weight = (counts[h]! * stride) / (h + 1)
    return Math.sqrt((prior + weight * (sum / counts[h]!)) / (prior + weight))
  })
}
