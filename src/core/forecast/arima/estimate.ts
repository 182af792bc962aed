import { leastSquares } from '#core/stats/index.ts'
import { stationarySeries } from './difference.ts'
import { type Filter, makeFilter, run, type Sums, traceOf } from './filter.ts'
import { armaCount, type Order } from './order.ts'
import { multiplied, rootsBeyond, stationary } from './polynomial.ts'

/** An estimated model. Signs as in Box & Jenkins's AR and R's MA: w = μ + Σ φ (w − μ) + e + Σ θ e. */
export type Model = {
  readonly order: Order
  readonly ar: Float64Array
  readonly ma: Float64Array
  readonly seasonalAr: Float64Array
  readonly seasonalMa: Float64Array
  /** Mean of the differenced series; 0 without a constant. */
  readonly mean: number
  /** Variance of the shocks, by maximum likelihood. */
  readonly variance: number
  /** Differenced values that it was estimated from. */
  readonly count: number
  readonly logLikelihood: number
  readonly aicc: number
  /** Whether no root of any part comes near the unit circle, where forecasts become unstable. */
  readonly steady: boolean
}

/** Roots must lie at least this far from 0 (as R's `auto.arima`, Hyndman & Khandakar 2008, section 3.2). */
const rootLimit = 1.01

/** Where the search for the coefficients ends: a step gained less than this share of the sum of squares. */
export const exactly = 1e-12
export const nearly = 1e-5

/**
 * Maximum likelihood for one order: exact Gaussian likelihood of the differenced series, variance and constant
 * concentrated out (the constant by generalised least squares), coefficients kept stationary and invertible. What is
 * left is a sum of squares, sought as such.
 * @returns undefined where the order has too many coefficients for the values, or no likelihood is found
 * @see Box, Jenkins, Reinsel & Ljung 2015, Time Series Analysis, chapter 7; Jones 1980, Technometrics 22
 */
export function estimate(values: Float64Array, order: Order, until = exactly): Model | undefined {
  const raw = stationarySeries(values, order)
  const n = raw.length
  const estimated = armaCount(order) + (order.constant ? 1 : 0) + 1
  if (n <= estimated) return undefined
  const { series, centre, scale } = standardised(raw, order.constant)
  const likelihood = likelihoodOf(series, order)
  const found = leastSquares(likelihood.errors, {
    start: startOf(likelihood.ask, armaCount(order)),
    count: n,
    until,
  })
  const deviance = likelihood.ask(found.at)
  if (!Number.isFinite(deviance)) return undefined
  const { ar, ma, seasonalAr, seasonalMa } = likelihood.parts(found.at)
  const { shift, variance } = likelihood.concentrated()
  const logLikelihood = -0.5 * (n * (Math.log(2 * Math.PI) + 1) + deviance) - n * Math.log(scale)
  return {
    order,
    ar,
    ma,
    seasonalAr,
    seasonalMa,
    mean: order.constant ? centre + scale * shift : 0,
    variance: variance * scale * scale,
    count: n,
    logLikelihood,
    aicc: -2 * logLikelihood + corrected(estimated, n),
    steady:
      rootsBeyond(ar, rootLimit) &&
      rootsBeyond(ma.map(negated), rootLimit) &&
      rootsBeyond(seasonalAr, rootLimit ** order.season) &&
      rootsBeyond(seasonalMa.map(negated), rootLimit ** order.season),
  }
}

const negated = (x: number) => -x

/** The penalty of Akaike's criterion, corrected for short series. @see Hurvich & Tsai 1989, Biometrika 76 */
function corrected(estimated: number, n: number): number {
  return n - estimated - 1 > 0 ? (2 * estimated * n) / (n - estimated - 1) : Infinity
}

/** The likelihood's shape does not depend on scale, nor on the level where a constant is estimated. */
function standardised(raw: Float64Array, constant: boolean) {
  const n = raw.length
  let centre = 0
  if (constant) for (const x of raw) centre += x / n
  let largest = 0
  for (const x of raw) largest = Math.max(largest, Math.abs(x - centre))
  const scale = largest > 0 ? largest : 1
  return { series: raw.map(x => (x - centre) / scale), centre, scale }
}

/** Least variance of shocks, on the scale where the largest value is 1: what rounding leaves of a perfect fit. */
const leastVariance = 1e-26

function likelihoodOf(series: Float64Array, order: Order) {
  const { p, q, P, Q, season, constant } = order
  const n = series.length
  const filter = makeFilter(p + P * season, q + Q * season)
  const [ar, ma, sar, sma] = [p, q, P, Q].map(count => new Float64Array(count)) as Four
  const sums: Sums = { vv: 0, vu: 0, uu: 0, logVariances: 0, variance: 1 }
  const trace = traceOf(n)
  const concentrated = () => {
    const shift = constant && sums.uu > 0 ? sums.vu / sums.uu : 0
    return { shift, variance: Math.max((sums.vv - shift * sums.vu) / n, leastVariance) }
  }
  const set = (free: Float64Array) => {
    stationary(free, { from: 0, count: p, out: ar })
    stationary(free, { from: p, count: q, out: ma })
    stationary(free, { from: p + q, count: P, out: sar })
    stationary(free, { from: p + q + P, count: Q, out: sma })
    coefficients(filter, { ar, ma, sar, sma, season })
  }
  return {
    /** −2 log likelihood but for constants of n. */
    ask: (free: Float64Array) => {
      set(free)
      if (!run(filter, { values: series, constant, sums })) return Infinity
      return n * Math.log(concentrated().variance) + sums.logVariances
    },
    /**
     * The likelihood as a sum of squares: errors over their deviations, scaled by the deviations' geometric mean, so
     * that −2 log likelihood is n times the sum's logarithm.
     */
    errors: (free: Float64Array, into: Float64Array) => {
      set(free)
      if (!run(filter, { values: series, constant, sums, trace })) return false
      const { shift } = concentrated()
      const unit = Math.exp(sums.logVariances / (2 * n))
      for (let t = 0; t < n; t++)
        into[t] = (unit * (trace.errors[t]! - shift * trace.ones[t]!)) / Math.sqrt(trace.variances[t]!)
      return true
    },
    concentrated,
    parts: (free: Float64Array) => {
      set(free)
      return { ar, ma: ma.map(negated), seasonalAr: sar, seasonalMa: sma.map(negated) }
    },
  }
}

type Four = [Float64Array, Float64Array, Float64Array, Float64Array]

/** Multiplies the parts into the filter's coefficients; `ma` and `sma` have the sign of an autoregression. */
export function coefficients(
  filter: Filter,
  of: { ar: Float64Array; ma: Float64Array; sar: Float64Array; sma: Float64Array; season: number },
): void {
  const { ar, ma, sar, sma, season } = of
  multiplied({ plain: ar, p: ar.length, seasonal: sar, P: sar.length, season, out: filter.phi })
  multiplied({ plain: ma, p: ma.length, seasonal: sma, P: sma.length, season, out: filter.theta })
  for (let i = 0; i < filter.theta.length; i++) filter.theta[i] = -filter.theta[i]!
}

/** From white noise, each coefficient in turn is tried on either side: cheap, and it breaks ties between AR and MA. */
function startOf(ask: (free: Float64Array) => number, count: number): Float64Array {
  const start = new Float64Array(count)
  let best = ask(start)
  for (let i = 0; i < count; i++) {
    let kept = 0
    for (const side of [-0.5, 0.5]) {
      start[i] = side
      const value = ask(start)
      if (value < best) [best, kept] = [value, side]
    }
    start[i] = kept
  }
  return start
}
