import type { Fitted, Refused } from '../method.ts'
import type { Estimate } from './estimate.ts'
import { fittedOf } from './fitted.ts'

/** The answer where nothing can be estimated: no numbers, too few, or all alike; undefined where something can. */
export function plainAnswer(values: Float64Array): Fitted | Refused | undefined {
  if (!values.every(Number.isFinite)) return { none: 'not_a_number' }
  const n = values.length
  if (n < 3) return { none: 'too_short' }
  const last = values[n - 1]!
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  const apart = values.reduce((most, value) => Math.max(most, Math.abs(value - last)), 0)
  const scaling = { location: last, scale: largest || 1, m: 1 }
  const first = values[0]!
  // A difference in the last digits is rounding, not movement.
  if (largest < 1e-290 || apart <= 1e-12 * largest) {
    return fittedOf(level({ alpha: 0.9999, start: 0 }), { values, scaling, first })
  }
  if (n > 4) return undefined
  const start = (first - last) / largest
  return fittedOf(level({ alpha: 0.5, start }), { values, scaling, first })
}

/** Simple exponential smoothing with everything given. */
function level(of: { alpha: number; start: number }): Estimate {
  return {
    form: { error: 'A', trend: 'N', season: 'N' },
    by: { alpha: of.alpha, beta: 0, gamma: 0, phi: 1 },
    start: { level: of.start, slope: 0, seasons: new Float64Array(0) },
    deviance: 0,
    aicc: 0,
  }
}
