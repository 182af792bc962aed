import { logGamma } from './gamma.ts'

/**
 * Regularised incomplete beta function I_x(a, b): P(X ≤ x) of the beta distribution.
 * @param x  0 … 1
 * @see Abramowitz & Stegun 1964, 26.5.8 (continued fraction, by Lentz 1976)
 */
export function betaCdf(x: number, a: number, b: number): number {
  if (x <= 0) return 0
  if (x >= 1) return 1
  const front = Math.exp(a * Math.log(x) + b * Math.log1p(-x) + logGamma(a + b) - logGamma(a) - logGamma(b))
  return x < (a + 1) / (a + b + 2) ? (front * fraction(x, a, b)) / a : 1 - (front * fraction(1 - x, b, a)) / b
}

/** The x with P(X ≤ x) = p of the beta distribution, by bisection to about 1e-15. */
export function betaQuantile(p: number, a: number, b: number): number {
  return bisect(x => betaCdf(x, a, b), { p, low: 0, high: 1 })
}

/** P(T ≤ t) of Student's distribution. */
export function studentCdf(t: number, freedom: number): number {
  const tail = 0.5 * betaCdf(freedom / (freedom + t * t), freedom / 2, 0.5)
  return t > 0 ? 1 - tail : tail
}

/** The t with P(T ≤ t) = p of Student's distribution; `p` in the open interval 0 … 1. */
export function studentQuantile(p: number, freedom: number): number {
  if (p < 0.5) return -studentQuantile(1 - p, freedom)
  const share = betaQuantile(2 * (1 - p), freedom / 2, 0.5)
  return Math.sqrt((freedom * (1 - share)) / share)
}

/** P(F > f) of Fisher's F distribution. */
export function fisherTail(f: number, over: number, under: number): number {
  return betaCdf(under / (under + over * Math.max(f, 0)), under / 2, over / 2)
}

function bisect(cdf: (x: number) => number, of: { p: number; low: number; high: number }): number {
  let { low, high } = of
  for (let i = 0; i < 200 && high - low > Number.EPSILON * high; i++) {
    const middle = (low + high) / 2
    if (cdf(middle) < of.p) low = middle
    else high = middle
  }
  return (low + high) / 2
}

function fraction(x: number, a: number, b: number): number {
  let c = 1
  let d = 1 / nonZero(1 - ((a + b) * x) / (a + 1))
  let product = d
  for (let m = 1; m < 10_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 / nonZero(1 + even * d)
    c = nonZero(1 + even / c)
    product *= c * d
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / nonZero(1 + odd * d)
    c = nonZero(1 + odd / c)
    product *= c * d
    if (Math.abs(c * d - 1) < 1e-16) break
  }
  return product
}

function nonZero(value: number): number {
  return Math.abs(value) < 1e-300 ? 1e-300 : value
}
