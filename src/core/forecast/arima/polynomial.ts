/**
 * Coefficients φ₁ … φ_k of a stationary autoregression from any real numbers: each is squeezed into −1 … 1, taken
 * as a partial autocorrelation, and Durbin and Levinson's recursion makes the coefficients.
 * @param from  start of the k numbers in `free`; the result overwrites `out[0 … k−1]`
 * @see Jones 1980, Technometrics 22; Monahan 1984, Biometrika 71
 */
export function stationary(
  free: ArrayLike<number>,
  of: { from: number; count: number; out: Float64Array },
): void {
  const { from, count, out } = of
  for (let k = 0; k < count; k++) {
    const partial = Math.tanh(free[from + k]!)
    for (let i = 0, j = k - 1; i <= j; i++, j--) {
      const [left, right] = [out[i]!, out[j]!]
      out[i] = left - partial * right
      out[j] = right - partial * left
    }
    out[k] = partial
  }
}

/**
 * Writes the lags of 1 − (1 − Σ aᵢBⁱ)(1 − Σ AⱼB^{j·season}) into `out[0 … plain + seasonal·season − 1]`.
 * Moving averages are handed in and come out with this sign too (θ = −a).
 */
export function multiplied(of: {
  plain: Float64Array
  p: number
  seasonal: Float64Array
  P: number
  season: number
  out: Float64Array
}): void {
  const { plain, p, seasonal, P, season, out } = of
  out.fill(0)
  for (let i = 0; i < p; i++) out[i] = plain[i]!
  for (let j = 0; j < P; j++) {
    const lag = (j + 1) * season
    out[lag - 1]! += seasonal[j]!
    for (let i = 0; i < p; i++) out[lag + i]! -= plain[i]! * seasonal[j]!
  }
}

/**
 * Whether every root of 1 − Σ aᵢzⁱ lies further from 0 than `radius`, by stepping the coefficients of the stretched
 * polynomial back down to its partial autocorrelations: no roots need to be found.
 * @see Schur 1917 and Cohn 1922; the step-down recursion as in Monahan 1984
 */
export function rootsBeyond(coefficients: ArrayLike<number>, radius: number): boolean {
  const a = Array.from(coefficients, (c, i) => c * radius ** (i + 1))
  for (let k = a.length - 1; k >= 0; k--) {
    const partial = a[k]!
    if (!(Math.abs(partial) < 1)) return false
    const rest = 1 - partial * partial
    for (let i = 0, j = k - 1; i <= j; i++, j--) {
      const [left, right] = [a[i]!, a[j]!]
      a[i] = (left + partial * right) / rest
      a[j] = (right + partial * left) / rest
    }
  }
  return true
}
