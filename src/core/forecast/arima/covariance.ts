/** Room for one ARMA's second moments, made once and filled again and again while its coefficients are searched. */
export type Moments = {
  /** cov(y_t, e_{t−j}) / σ², j = 0 … q: the first weights of the infinite moving average. */
  readonly psi: Float64Array
  /** cov(y_t, y_{t−k}) / σ², k = 0 … p. */
  readonly gamma: Float64Array
  /** The equations for `gamma`, row by row. */
  readonly equations: Float64Array
}

export function room(p: number, q: number): Moments {
  return {
    psi: new Float64Array(q + 1),
    gamma: new Float64Array(p + 1),
    equations: new Float64Array((p + 1) * (p + 1)),
  }
}

/**
 * Variances of the stationary ARMA y_t = Σ φ y + e + Σ θ e with σ² = 1, by solving the p + 1 linear equations that
 * multiplying with y_{t−k} and taking expectations gives.
 * @returns whether there is a positive variance
 * @see McLeod 1975, Applied Statistics 24 (correction 1977)
 */
export function fillMoments(phi: Float64Array, theta: Float64Array, into: Moments): boolean {
  const [p, q] = [phi.length, theta.length]
  const { psi, gamma, equations } = into
  psi[0] = 1
  for (let j = 1; j <= q; j++) {
    let sum = theta[j - 1]!
    for (let k = 1; k <= Math.min(j, p); k++) sum += phi[k - 1]! * psi[j - k]!
    psi[j] = sum
  }
  for (let k = 0; k <= p; k++) {
    gamma[k] = k === 0 ? 1 : 0
    if (k === 0) for (let j = 1; j <= q; j++) gamma[0]! += theta[j - 1]! * psi[j]!
    else for (let j = k; j <= q; j++) gamma[k]! += theta[j - 1]! * psi[j - k]!
  }
  if (p === 0) return true
  equations.fill(0)
  for (let k = 0; k <= p; k++) {
    const row = k * (p + 1)
    equations[row + k]! += 1
    for (let j = 1; j <= p; j++) equations[row + Math.abs(k - j)]! -= phi[j - 1]!
  }
  return solve(equations, gamma) && gamma[0]! > 0
}

/**
 * Gauss with pivots by column, in place; false where the equations have no single answer. Each likelihood that the search
 * for an order asks for needs one: ml-matrix's LU, which makes its matrices anew, takes seven to ten times as long.
 */
function solve(a: Float64Array, b: Float64Array): boolean {
  const n = b.length
  for (let c = 0; c < n; c++) {
    let pivot = c
    for (let r = c + 1; r < n; r++) if (Math.abs(a[r * n + c]!) > Math.abs(a[pivot * n + c]!)) pivot = r
    const top = a[pivot * n + c]!
    if (!(Math.abs(top) > 1e-300)) return false
    if (pivot !== c) {
      for (let j = c; j < n; j++) {
        const held = a[c * n + j]!
        a[c * n + j] = a[pivot * n + j]!
        a[pivot * n + j] = held
      }
      const held = b[c]!
      b[c] = b[pivot]!
      b[pivot] = held
    }
    for (let r = c + 1; r < n; r++) {
      const by = a[r * n + c]! / top
      if (by === 0) continue
      for (let j = c + 1; j < n; j++) a[r * n + j]! -= by * a[c * n + j]!
      b[r]! -= by * b[c]!
    }
  }
  for (let r = n - 1; r >= 0; r--) {
    let sum = b[r]!
    for (let j = r + 1; j < n; j++) sum -= a[r * n + j]! * b[j]!
    b[r] = sum / a[r * n + r]!
  }
  return true
}
