import type { Minimum } from './minimise.ts'

/**
 * Parameters of least squares by Levenberg and Marquardt's way between Gauss and Newton's step and the steepest
 * descent, with derivatives by forward differences: where residuals can be had one by one, it needs far fewer
 * evaluations than a method that sees only their sum.
 * @param residuals  fills `into`; false where the parameters are not allowed. The start must be allowed.
 * @param count      how many residuals there are
 * @param until      stops when a step gains less than this share of the sum of squares
 * @returns `value` is the sum of squares
 * @see Marquardt 1963, J. SIAM 11; damping as Nielsen 1999, IMM-REP-1999-05, Technical University of Denmark
 */
export function leastSquares(
  residuals: (x: Float64Array, into: Float64Array) => boolean,
  of: { start: ArrayLike<number>; count: number; until?: number; atMost?: number; difference?: number },
): Minimum {
  const { count, until = 1e-10, atMost = 60, difference = 1e-6 } = of
  const n = of.start.length
  let evaluations = 0
  const ask = (x: Float64Array, into: Float64Array): number => {
    evaluations++
    return residuals(x, into) ? square(into) : Infinity
  }
  let [at, next]: [Float64Array, Float64Array] = [Float64Array.from(of.start), new Float64Array(n)]
  let [here, there] = [new Float64Array(count), new Float64Array(count)]
  let value = ask(at, here)
  const slopes = Array.from({ length: n }, () => new Float64Array(count))
  const [normal, damped] = [new Float64Array(n * n), new Float64Array(n * n)]
  const [pull, step] = [new Float64Array(n), new Float64Array(n)]
  let [damping, harder] = [1e-3, 2]
  let fresh = false
  for (let steps = 0; steps < atMost && n > 0 && value < Infinity; steps++) {
    if (!fresh) {
      slopesAt(ask, { at, here, there, difference, slopes })
      fillNormal(slopes, here, { normal, pull })
      fresh = true
    }
    for (let i = 0; i < n * n; i++) damped[i] = normal[i]!
    for (let i = 0; i < n; i++) damped[i * n + i]! += damping * (normal[i * n + i]! + tiny * value)
    const solved = solve(damped, pull, step)
    for (let i = 0; i < n; i++) next[i] = at[i]! - step[i]!
    const found = solved ? ask(next, there) : Infinity
    const promised = promise(step, { normal, pull })
    if (!(found < value)) {
      if (damping > 1e10 || promised <= until * value) break
      damping *= harder
      harder *= 2
      continue
    }
    const kept = (value - found) / promised
    damping *= Math.max(1 / 3, 1 - (2 * kept - 1) ** 3)
    harder = 2
    const gained = value - found
    ;[at, next] = [next, at]
    ;[here, there] = [there, here]
    value = found
    fresh = false
    if (gained <= until * value) break
  }
  return { at, value, evaluations }
}

/** So little of the sum of squares keeps a parameter that changes nothing from being moved for ever. */
const tiny = 1e-12

function square(values: Float64Array): number {
  let sum = 0
  for (let t = 0; t < values.length; t++) sum += values[t]! * values[t]!
  return Number.isNaN(sum) ? Infinity : sum
}

/** Beside a point that is not allowed the difference is taken on the other side. */
function slopesAt(
  ask: (x: Float64Array, into: Float64Array) => number,
  of: {
    at: Float64Array
    here: Float64Array
    there: Float64Array
    difference: number
    slopes: readonly Float64Array[]
  },
): void {
  const { at, here, there, slopes } = of
  const x = at.slice()
  for (const [i, slope] of slopes.entries()) {
    let by = of.difference
    x[i] = at[i]! + by
    if (ask(x, there) === Infinity) {
      by = -by
      x[i] = at[i]! + by
      if (ask(x, there) === Infinity) there.set(here)
    }
    for (let t = 0; t < slope.length; t++) slope[t] = (there[t]! - here[t]!) / by
    x[i] = at[i]!
  }
}

function fillNormal(
  slopes: readonly Float64Array[],
  here: Float64Array,
  into: { normal: Float64Array; pull: Float64Array },
): void {
  const n = slopes.length
  for (let i = 0; i < n; i++) {
    into.pull[i] = dot(slopes[i]!, here)
    for (let j = 0; j <= i; j++) into.normal[i * n + j] = into.normal[j * n + i] = dot(slopes[i]!, slopes[j]!)
  }
}

/** What the step would gain if residuals were straight lines. */
function promise(step: Float64Array, { normal, pull }: { normal: Float64Array; pull: Float64Array }): number {
  const n = step.length
  let gain = 0
  for (let i = 0; i < n; i++) {
    let bent = 0
    for (let j = 0; j < n; j++) bent += normal[i * n + j]! * step[j]!
    gain += step[i]! * (2 * pull[i]! - bent)
  }
  return gain
}

/**
 * a x = b of a positive definite matrix by Cholesky's factors, which overwrite `a`; false where it is none. In place, for
 * every step of every fit asks for it: ml-matrix would make four objects each time.
 */
function solve(a: Float64Array, b: Float64Array, x: Float64Array): boolean {
  const n = b.length
  for (let i = 0; i < n; i++) {
    let right = b[i]!
    for (let j = 0; j <= i; j++) {
      let sum = a[i * n + j]!
      for (let k = 0; k < j; k++) sum -= a[i * n + k]! * a[j * n + k]!
      if (i !== j) a[i * n + j] = sum / a[j * n + j]!
      else if (!(sum > 0)) return false
      else a[i * n + i] = Math.sqrt(sum)
    }
    for (let k = 0; k < i; k++) right -= a[i * n + k]! * x[k]!
    x[i] = right / a[i * n + i]!
  }
  for (let i = n - 1; i >= 0; i--) {
    let right = x[i]!
    for (let k = i + 1; k < n; k++) right -= a[k * n + i]! * x[k]!
    x[i] = right / a[i * n + i]!
  }
  return true
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let t = 0; t < a.length; t++) sum += a[t]! * b[t]!
  return sum
}
