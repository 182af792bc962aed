import type { Fitted } from '../method.ts'

/**
 * How the errors of a forecast grow and hang together: the error at horizon h is the shock of that period plus what the
 * shocks before it did to the forecast, `response[i]` of a shock i periods ago.
 */
export type Spread = {
  /** Shocks are shares of the forecast; else amounts. */
  readonly relative: boolean
  /** Standard deviation of one shock. */
  readonly sigma: number
  readonly response: Float64Array
  /** By horizon: errors made in the history over those that shocks and responses imply. */
  readonly own: Float64Array
  /** The shocks of the history, mean 0 and variance 1. */
  readonly shocks: Float64Array
}

/** The fit's history: as it was fitted, and as it was before capping (outliers belong to the future too). */
export type Fit = { readonly fitted: Fitted; readonly clean: Float64Array; readonly seen: Float64Array }

/**
 * What a fit claims of its errors: the shocks are its one-step errors inside the history; the responses are found by
 * moving the last value a little and forecasting again.
 * @see Box & Jenkins 1970, Time Series Analysis, 5.1 (psi weights); Hyndman & Athanasopoulos 2021, FPP3, 5.5
 *      (bootstrapped residuals)
 */
export function claimedSpread(fit: Fit, horizon: number): Spread {
  const { fitted, clean, seen } = fit
  const late = clean.length - fitted.residuals.length
  const errors = fitted.residuals.map((e, t) => e + seen[t + late]! - clean[t + late]!)
  const foretold = fitted.residuals.map((e, t) => clean[t + late]! - e)
  const relative = followLevel(errors, foretold)
  const units = relative ? errors.map((e, t) => e / foretold[t]!) : errors
  const sigma = Math.sqrt(units.reduce((sum, e) => sum + e * e, 0) / units.length)
  return {
    relative,
    sigma,
    response: responses(fit, { horizon, relative, sigma }),
    own: new Float64Array(horizon).fill(1),
    shocks: standard(units),
  }
}

/** Standard deviation of the error at each horizon of a forecast. */
export function deviations(spread: Spread, mean: Float64Array): Float64Array {
  let squares = 0
  return mean.map((value, h) => {
    squares += spread.response[h]! ** 2
    return spread.sigma * Math.sqrt(squares) * (spread.relative ? Math.abs(value) : 1) * spread.own[h]!
  })
}

/** Below this share of the usual forecast, errors as shares of it run away. */
const leastShare = 0.05

/** Which is likelier under a normal law: errors of one size, or errors in proportion to what was foretold. */
function followLevel(errors: Float64Array, foretold: Float64Array): boolean {
  const middle = foretold.reduce((sum, value) => sum + value / foretold.length, 0)
  if (middle <= 0 || !foretold.every(value => value > leastShare * middle)) return false
  let [plain, shares, logs] = [0, 0, 0]
  for (let t = 0; t < errors.length; t++) {
    plain += errors[t]! ** 2
    shares += (errors[t]! / foretold[t]!) ** 2
    logs += Math.log(foretold[t]!)
  }
  return plain > 0 && errors.length * Math.log(shares / plain) + 2 * logs < 0
}

/** In deviations of a shock: small beside the values, and large beside what rounding leaves of their difference. */
const nudged = 0.2
/** Beyond it a method went from one of its branches to another, which is no response. Our choice (docs/benchmarks.md). */
const strongest = 2

function responses(fit: Fit, of: { horizon: number; relative: boolean; sigma: number }): Float64Array {
  const { fitted, clean } = fit
  const before = fitted.mean(of.horizon)
  const last = clean.length - 1
  const level = of.relative ? clean[last]! - fitted.residuals.at(-1)! : 1
  const nudge = nudged * of.sigma * level
  const moved = clean.slice()
  moved[last]! += nudge
  const after = nudge > 0 ? fitted.apply(moved).mean(of.horizon) : before
  return Float64Array.from({ length: of.horizon }, (_, h) => {
    if (h === 0) return 1
    const unit = of.relative ? before[h - 1]! / level : 1
    const answer = (after[h - 1]! - before[h - 1]!) / nudge / unit
    return Number.isFinite(answer) ? Math.max(-strongest, Math.min(strongest, answer)) : 0
  })
}

function standard(errors: Float64Array): Float64Array {
  const n = errors.length
  const centre = errors.reduce((sum, e) => sum + e / n, 0)
  const size = Math.sqrt(errors.reduce((sum, e) => sum + (e - centre) ** 2 / n, 0)) || 1
  return errors.map(e => (e - centre) / size)
}
