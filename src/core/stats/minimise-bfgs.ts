import type { Minimum } from './minimise.ts'

type Ask = (x: Float64Array) => number

/**
 * Broyden, Fletcher, Goldfarb and Shanno's quasi-Newton method with central differences for the gradient: for smooth
 * functions of a few unbounded arguments far cheaper than a simplex. `f` may answer Infinity or NaN for points that
 * are not allowed; the start must be allowed.
 * @param start  dimension 0 is answered at once
 * @param until  stops when a step gains less than this, relative to the value's size
 * @see Nocedal & Wright 2006, Numerical Optimization, algorithm 6.1, with backtracking (3.1) and Hessian scale (6.20)
 */
export function bfgs(
  f: Ask,
  of: { start: ArrayLike<number>; until?: number; atMost?: number; difference?: number },
): Minimum {
  const { until = 1e-9, atMost = 100, difference = 1e-4 } = of
  const n = of.start.length
  let at: Float64Array = Float64Array.from(of.start)
  let evaluations = 0
  const ask = (x: Float64Array) => {
    evaluations++
    const value = f(x)
    return Number.isNaN(value) ? Infinity : value
  }
  let value = ask(at)
  if (n === 0 || value === Infinity) return { at, value, evaluations }
  let slope = gradient(ask, { at, value, difference })
  let inverse: Float64Array | undefined
  for (let step = 0; step < atMost; step++) {
    const towards = inverse === undefined ? downhill(slope) : direction(inverse, slope)
    let rise = dot(towards, slope)
    if (!(rise < 0)) {
      if (inverse === undefined) break
      inverse = undefined
      continue
    }
    const next = backtrack(ask, { at, value, towards, rise })
    if (next === undefined) {
      if (inverse === undefined) break
      inverse = undefined
      continue
    }
    const gained = value - next.value
    const moved = next.at.map((x, i) => x - at[i]!)
    const nextSlope = gradient(ask, { at: next.at, value: next.value, difference })
    const turned = nextSlope.map((x, i) => x - slope[i]!)
    at = next.at
    value = next.value
    slope = nextSlope
    if (gained <= until * (Math.abs(value) + until)) break
    inverse = updated(inverse, moved, turned)
  }
  return { at, value, evaluations }
}

/** Beside a forbidden point the difference is taken on the allowed side only. */
function gradient(ask: Ask, of: { at: Float64Array; value: number; difference: number }): Float64Array {
  const { at, value, difference } = of
  const x = at.slice()
  return at.map((middle, i) => {
    x[i] = middle + difference
    const right = ask(x)
    x[i] = middle - difference
    const left = ask(x)
    x[i] = middle
    if (right === Infinity) return left === Infinity ? 0 : (value - left) / difference
    return left === Infinity ? (right - value) / difference : (right - left) / (2 * difference)
  })
}

/** Without knowledge of the curvature: straight down, at most half a unit. */
function downhill(slope: Float64Array): Float64Array {
  const length = Math.sqrt(dot(slope, slope))
  return slope.map(s => -s * Math.min(1, 0.5 / (length || 1)))
}

function direction(inverse: Float64Array, slope: Float64Array): Float64Array {
  const n = slope.length
  return slope.map((_, i) => {
    let sum = 0
    for (let j = 0; j < n; j++) sum -= inverse[i * n + j]! * slope[j]!
    return sum
  })
}

/** The first of ever shorter steps that gains enough (Armijo 1966); none below the rounding of the value. */
function backtrack(
  ask: Ask,
  from: { at: Float64Array; value: number; towards: Float64Array; rise: number },
): { at: Float64Array; value: number } | undefined {
  for (let length = 1; length > 1e-8; length *= 0.3) {
    const at = from.at.map((x, i) => x + length * from.towards[i]!)
    const value = ask(at)
    if (value <= from.value + 1e-4 * length * from.rise && value < from.value) return { at, value }
  }
  return undefined
}

function updated(
  inverse: Float64Array | undefined,
  moved: Float64Array,
  turned: Float64Array,
): Float64Array | undefined {
  const n = moved.length
  const curve = dot(moved, turned)
  if (!(curve > 1e-12 * Math.sqrt(dot(moved, moved) * dot(turned, turned)))) return inverse
  const h = inverse ?? scaledIdentity(n, curve / dot(turned, turned))
  const ht = new Float64Array(n)
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) ht[i]! += h[i * n + j]! * turned[j]!
  const own = (1 + dot(turned, ht) / curve) / curve
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      h[i * n + j]! += own * moved[i]! * moved[j]! - (ht[i]! * moved[j]! + moved[i]! * ht[j]!) / curve
    }
  }
  return h
}

function scaledIdentity(n: number, scale: number): Float64Array {
  const identity = new Float64Array(n * n)
  for (let i = 0; i < n; i++) identity[i * n + i] = scale
  return identity
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!
  return sum
}
