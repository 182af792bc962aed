export type Minimum = { readonly at: Float64Array; readonly value: number; readonly evaluations: number }

/**
 * Nelder–Mead's simplex, without derivatives. `f` may answer Infinity for points that are not allowed; the start
 * must be allowed.
 * @param start  the first corner, dimension 1 or more
 * @param step   length of the first simplex's edges, one for all or one each
 * @param until  stops when the values of all corners agree to this, relative to their size, or after `atMost`
 *               evaluations
 * @see Nelder & Mead 1965, Computer Journal 7; coefficients by dimension from Gao & Han 2012, Comput. Optim. Appl. 51
 */
export function nelderMead(
  f: (x: Float64Array) => number,
  of: { start: ArrayLike<number>; step: number | ArrayLike<number>; until?: number; atMost?: number },
): Minimum {
  const n = of.start.length
  const { until = 1e-8, atMost = 200 * n } = of
  const [reflect, expand, contract, shrink] =
    n > 2 ? [1, 1 + 2 / n, 0.75 - 1 / (2 * n), 1 - 1 / n] : [1, 2, 0.5, 0.5]
  const corners = firstCorners(of.start, of.step)
  const values = corners.map(f)
  let evaluations = n + 1
  const order = corners.map((_, i) => i)
  const centre = new Float64Array(n)
  const at = (worst: Float64Array, by: number) => centre.map((c, j) => c + by * (worst[j]! - c))
  const ask = (x: Float64Array) => {
    evaluations++
    return f(x)
  }
  for (;;) {
    order.sort((a, b) => values[a]! - values[b]!)
    const [best, last, second] = [order[0]!, order[n]!, order[n - 1]!]
    const spread = values[last]! - values[best]!
    if (spread <= until * (Math.abs(values[best]!) + until) || evaluations >= atMost) {
      return { at: corners[best]!, value: values[best]!, evaluations }
    }
    centre.fill(0)
    for (const i of order.slice(0, n)) for (let j = 0; j < n; j++) centre[j]! += corners[i]![j]! / n
    const replace = (x: Float64Array, value: number) => {
      corners[last] = x
      values[last] = value
    }
    const mirrored = at(corners[last]!, -reflect)
    const value = ask(mirrored)
    if (value < values[best]!) {
      const further = at(corners[last]!, -expand)
      const furtherValue = ask(further)
      if (furtherValue < value) replace(further, furtherValue)
      else replace(mirrored, value)
      continue
    }
    if (value < values[second]!) {
      replace(mirrored, value)
      continue
    }
    const outside = value < values[last]!
    const nearer = at(corners[last]!, outside ? -contract : contract)
    const nearerValue = ask(nearer)
    if (nearerValue < Math.min(value, values[last]!)) {
      replace(nearer, nearerValue)
      continue
    }
    for (const i of order.slice(1)) {
      corners[i] = corners[i]!.map((x, j) => corners[best]![j]! + shrink * (x - corners[best]![j]!))
      values[i] = ask(corners[i]!)
    }
  }
}

function firstCorners(start: ArrayLike<number>, step: number | ArrayLike<number>): Float64Array[] {
  const origin = Float64Array.from(start)
  const moved = Array.from(origin, (_, i) => {
    const corner = origin.slice()
    corner[i]! += typeof step === 'number' ? step : step[i]!
    return corner
  })
  return [origin, ...moved]
}

/**
 * Least value of `f` between two bounds, for one hill turned over; the best point asked where there are several.
 * @see Brent 1973, Algorithms for Minimization without Derivatives, chapter 5
 */
export function minimiseBetween(
  f: (x: number) => number,
  of: { low: number; high: number; within?: number },
): { at: number; value: number } {
  const golden = (3 - Math.sqrt(5)) / 2
  const { within = 1e-8 } = of
  let { low, high } = of
  let x = low + golden * (high - low)
  let [w, v] = [x, x]
  let fx = f(x)
  let [fw, fv] = [fx, fx]
  let step = 0
  let before = 0
  for (let i = 0; i < 200; i++) {
    const middle = (low + high) / 2
    const near = 1e-10 * Math.abs(x) + within / 3
    if (Math.abs(x - middle) <= 2 * near - (high - low) / 2) break
    const parabola = parabolicStep({ x, w, v, fx, fw, fv })
    const fits =
      Math.abs(before) > near &&
      parabola !== undefined &&
      Math.abs(parabola) < Math.abs(before / 2) &&
      x + parabola > low &&
      x + parabola < high
    before = fits ? step : (x < middle ? high : low) - x
    step = fits ? parabola : golden * before
    if (fits && (x + step - low < 2 * near || high - x - step < 2 * near)) step = x < middle ? near : -near
    const u = x + (Math.abs(step) >= near ? step : Math.sign(step || 1) * near)
    const fu = f(u)
    if (fu <= fx) {
      if (u < x) high = x
      else low = x
      ;[v, fv, w, fw, x, fx] = [w, fw, x, fx, u, fu]
    } else {
      if (u < x) low = u
      else high = u
      if (fu <= fw || w === x) [v, fv, w, fw] = [w, fw, u, fu]
      else if (fu <= fv || v === x || v === w) [v, fv] = [u, fu]
    }
  }
  return { at: x, value: fx }
}

function parabolicStep(p: { x: number; w: number; v: number; fx: number; fw: number; fv: number }) {
  const r = (p.x - p.w) * (p.fx - p.fv)
  const q = (p.x - p.v) * (p.fx - p.fw)
  const under = 2 * (q - r)
  return under === 0 ? undefined : -((p.x - p.v) * q - (p.x - p.w) * r) / under
}
