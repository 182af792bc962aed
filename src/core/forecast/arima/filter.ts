import { fillMoments, type Moments, room } from './covariance.ts'

/**
 * The Kalman filter of a stationary ARMA with unit variance of shocks, in Harvey's state space form, by
 * Chandrasekhar's recursions: from a stationary start the state's covariance changes by a matrix of rank one, so a
 * step costs the length of the state instead of its square. The start needs only the covariance's first column.
 * @see Gardner, Harvey & Phillips 1980, AS 154; Pearlman 1980, Biometrika 67; Mélard 1984, AS 197;
 *      notation of Herbst 2015, Computational Economics 45
 */
export type Filter = {
  readonly phi: Float64Array
  readonly theta: Float64Array
  readonly size: number
  readonly moments: Moments
  /** What the past foretells of the values to come: state[i] of the value i steps after the next. */
  readonly state: Float64Array
  /** The same for a series that is 1 throughout, through which a constant is estimated. */
  readonly ones: Float64Array
  readonly gain: Float64Array
  readonly change: Float64Array
  /** `phi`, with zeros up to the state's length. */
  readonly turn: Float64Array
}

/** What a filtered series says: sums over t of errors v of the values and u of the ones, weighted by 1 / variance. */
export type Sums = { vv: number; vu: number; uu: number; logVariances: number; variance: number }

/** What a run says of every value, where wanted. */
export type Trace = {
  /** One-step errors, the constant left in. */
  readonly errors: Float64Array
  /** The same of a series that is 1 throughout; only with a constant. */
  readonly ones: Float64Array
  readonly variances: Float64Array
}

export function traceOf(count: number): Trace {
  const vector = () => new Float64Array(count)
  return { errors: vector(), ones: vector(), variances: vector() }
}

/** Where the covariance has settled to this share of its size, it is taken as settled. */
const settled = 1e-14

export function makeFilter(p: number, q: number): Filter {
  const size = Math.max(p, q + 1)
  // One place more than the state, always 0: what moves up from beyond its end.
  const vector = () => new Float64Array(size + 1)
  return {
    phi: new Float64Array(p),
    theta: new Float64Array(q),
    size,
    moments: room(p, q),
    state: vector(),
    ones: vector(),
    gain: vector(),
    change: vector(),
    turn: vector(),
  }
}

/**
 * Filters `values` (mean zero but for a constant) with the coefficients that stand in `filter`, and leaves its state
 * after the last. Written for speed: the search for an order calls it tens of thousands of times.
 * @returns whether the likelihood exists; the sums are in `sums`
 */
export function run(
  filter: Filter,
  of: { values: Float64Array; constant: boolean; sums: Sums; trace?: Trace },
): boolean {
  const { phi, size, moments, state, ones, gain, change, turn } = filter
  const { values, constant, sums, trace } = of
  if (!fillMoments(phi, filter.theta, moments)) return false
  firstGain(filter)
  turn.set(phi)
  change.set(gain)
  state.fill(0)
  ones.fill(0)
  let variance = moments.gamma[0]!
  let middle = -1 / variance
  let [vv, vu, uu, logs, product] = [0, 0, 0, 0, 1]
  let moving = true
  for (let t = 0; t < values.length; t++) {
    const v = values[t]! - state[0]!
    if (trace !== undefined) {
      trace.errors[t] = v
      trace.variances[t] = variance
    }
    const scaledV = v / variance
    vv += v * scaledV
    if (constant) {
      const u = 1 - ones[0]!
      if (trace !== undefined) trace.ones[t] = u
      const scaledU = u / variance
      vu += v * scaledU
      uu += u * scaledU
      shift(ones, scaledU, filter)
    }
    shift(state, scaledV, filter)
    product *= variance
    if (product > 1e100 || product < 1e-100) {
      logs += Math.log(product)
      product = 1
    }
    if (!moving) continue
    const first = change[0]!
    const weight = middle * first
    const next = variance + weight * first
    if (!(next > 0)) return false
    const scaled = first / next
    for (let i = 0; i < size; i++) {
      const turned = turn[i]! * first + change[i + 1]!
      const g = gain[i]! + turned * weight
      gain[i] = g
      change[i] = turned - g * scaled
    }
    middle += (weight * weight) / variance
    variance = next
    if (t % 8 === 7) moving = largestSquare(change) * Math.abs(middle) > settled * variance
  }
  sums.vv = vv
  sums.vu = vu
  sums.uu = uu
  sums.logVariances = logs + Math.log(product)
  sums.variance = variance
  return Number.isFinite(vv) && Number.isFinite(sums.logVariances)
}

/** One step of a state: what was foretold moves up, and the error (over its variance) is learnt from. */
function shift(state: Float64Array, error: number, { turn, gain, size }: Filter): void {
  const first = state[0]!
  for (let i = 0; i < size; i++) state[i] = turn[i]! * first + state[i + 1]! + gain[i]! * error
}

function largestSquare(vector: Float64Array): number {
  let square = 0
  for (const x of vector) if (x * x > square) square = x * x
  return square
}

/** The covariance of the first state with the first value, moved on by one step. */
function firstGain(filter: Filter): void {
  const { phi, theta, size, gain, moments, state } = filter
  const [p, q] = [phi.length, theta.length]
  const { gamma, psi } = moments
  const column = state
  column[0] = gamma[0]!
  for (let i = 1; i < size; i++) {
    let sum = 0
    for (let k = i + 1; k <= p; k++) sum += phi[k - 1]! * gamma[k - i]!
    for (let k = i; k <= q; k++) sum += theta[k - 1]! * psi[k - i]!
    column[i] = sum
  }
  for (let i = 0; i < size; i++) {
    gain[i] = (i < p ? phi[i]! * gamma[0]! : 0) + (i + 1 < size ? column[i + 1]! : 0)
  }
}
