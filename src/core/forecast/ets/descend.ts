/** A smooth function: `value` may answer Infinity where it is not defined, `slopes` belong to the last point asked. */
export type Smooth = {
  value(x: Float64Array): number
  slopes(into: Float64Array): void
}

/**
 * Least value of a smooth function by BFGS, with a line search that brackets by halving and doubling and so copes with
 * places where the function is not defined.
 * @param x      start, where the function is finite; overwritten with the best point
 * @param spread a guess of the inverse curvature along each axis
 * @param until  stops after two steps in a row that gain less than this
 * @see Nocedal & Wright 2006, Numerical Optimization, algorithm 6.1; Lewis & Overton 2013, Math. Programming 141
 */
export function descend(
  f: Smooth,
  of: { x: Float64Array; spread: Float64Array; until: number; atMost: number },
): number {
  const { x, spread, until, atMost } = of
  const n = x.length
  const inverse = new Float64Array(n * n)
  for (let i = 0; i < n; i++) inverse[i * n + i] = spread[i]!
  const [slopes, next, nextSlopes, way, turned] = [fresh(n), fresh(n), fresh(n), fresh(n), fresh(n)]
  let value = f.value(x)
  f.slopes(slopes)
  let idle = 0
  for (let steps = 0; steps < atMost && idle < 2; steps++) {
    let falling = aim(inverse, slopes, way)
    if (!(falling < 0)) {
      // Rounding has spoilt the curvature: begin anew along the axes.
      inverse.fill(0)
      for (let i = 0; i < n; i++) inverse[i * n + i] = spread[i]!
      falling = aim(inverse, slopes, way)
      if (!(falling < 0)) break
    }
    const found = search(f, { x, way, value, falling, next, nextSlopes })
    if (found >= value) break
    idle = value - found < until ? idle + 1 : 0
    value = found
    for (let i = 0; i < n; i++) {
      way[i] = next[i]! - x[i]!
      x[i] = next[i]!
      const change = nextSlopes[i]! - slopes[i]!
      slopes[i] = nextSlopes[i]!
      nextSlopes[i] = change
    }
    learn(inverse, { step: way, change: nextSlopes, turned })
  }
  return value
}

function fresh(n: number): Float64Array {
  return new Float64Array(n)
}

/** Sets the way down, −H g, and answers the slope along it. */
function aim(inverse: Float64Array, slopes: Float64Array, way: Float64Array): number {
  const n = slopes.length
  let falling = 0
  for (let i = 0; i < n; i++) {
    let sum = 0
    for (let j = 0; j < n; j++) sum -= inverse[i * n + j]! * slopes[j]!
    way[i] = sum
    falling += sum * slopes[i]!
  }
  return falling
}

/** A point along the way that is low enough and flat enough; its value, or that of the start where none is found. */
function search(
  f: Smooth,
  of: {
    x: Float64Array
    way: Float64Array
    value: number
    falling: number
    next: Float64Array
    nextSlopes: Float64Array
  },
): number {
  const { x, way, value, falling, next, nextSlopes } = of
  let [low, high, step] = [0, Infinity, 1]
  let found = value
  for (let tries = 0; tries < 25; tries++) {
    for (let i = 0; i < x.length; i++) next[i] = x[i]! + step * way[i]!
    found = f.value(next)
    if (!(found <= value + 1e-4 * step * falling)) {
      high = step
      // The parabola through what is known, kept off the ends.
      const parabola = (-falling * step * step) / (2 * (found - value - falling * step))
      const middle = (low + high) / 2
      step = low === 0 && parabola > 0.1 * high ? Math.min(parabola, middle) : low === 0 ? 0.1 * high : middle
      continue
    }
    f.slopes(nextSlopes)
    let along = 0
    for (let i = 0; i < x.length; i++) along += nextSlopes[i]! * way[i]!
    if (along >= 0.9 * falling) return found
    low = step
    step = high === Infinity ? 2 * step : (low + high) / 2
  }
  if (low === 0) return value
  for (let i = 0; i < x.length; i++) next[i] = x[i]! + low * way[i]!
  found = f.value(next)
  f.slopes(nextSlopes)
  return found
}

/** The BFGS correction of the inverse curvature, left out where the step shows none. */
function learn(
  inverse: Float64Array,
  of: { step: Float64Array; change: Float64Array; turned: Float64Array },
): void {
  const { step, change, turned } = of
  const n = step.length
  let curvature = 0
  for (let i = 0; i < n; i++) curvature += step[i]! * change[i]!
  if (!(curvature > 1e-14)) return
  let size = 0
  for (let i = 0; i < n; i++) {
    let sum = 0
    for (let j = 0; j < n; j++) sum += inverse[i * n + j]! * change[j]!
    turned[i] = sum
    size += sum * change[i]!
  }
  const scale = (1 + size / curvature) / curvature
  for (let i = 0; i < n; i++) {
    const [a, b] = [step[i]!, turned[i]!]
    for (let j = 0; j < n; j++) {
      inverse[i * n + j]! += scale * a * step[j]! - (b * step[j]! + a * turned[j]!) / curvature
    }
  }
}
