/**
 * ln Γ(x) for x > 0, relative error about 1e-15.
 * @see Lanczos 1964, SIAM J. Numer. Anal. 1, with g = 607/128 and 15 terms
 */
export function logGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x)
  let sum = lanczos[0]!
  for (let i = 1; i < lanczos.length; i++) sum += lanczos[i]! / (x - 1 + i)
  const t = x - 1 + 607 / 128 + 0.5
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(t) - t + Math.log(sum)
}

/**
 * Regularised incomplete gamma functions P(a, x) and Q(a, x) = 1 − P, each exact in its own small tail.
 * @param a  above 0
 * @param x  0 or more
 * @see Abramowitz & Stegun 1964, 6.5.29 (series) and 6.5.31 (continued fraction, by Lentz 1976)
 */
export function lowerGamma(a: number, x: number): { lower: number; upper: number } {
  if (x <= 0) return { lower: 0, upper: 1 }
  if (x === Infinity) return { lower: 1, upper: 0 }
  const front = Math.exp(a * Math.log(x) - x - logGamma(a))
  if (x < a + 1) {
    const lower = front * series(a, x)
    return { lower, upper: 1 - lower }
  }
  const upper = front * fraction(a, x)
  return { lower: 1 - upper, upper }
}

/** P(X ≤ x) of the chi-squared distribution with `freedom` degrees. */
export function chiSquaredCdf(x: number, freedom: number): number {
  return lowerGamma(freedom / 2, Math.max(x, 0) / 2).lower
}

/** P(X > x) of the chi-squared distribution with `freedom` degrees. */
export function chiSquaredTail(x: number, freedom: number): number {
  return lowerGamma(freedom / 2, Math.max(x, 0) / 2).upper
}

function series(a: number, x: number): number {
  let term = 1 / a
  let sum = term
  for (let n = 1; n < 10_000 && term > sum * 1e-17; n++) {
    term *= x / (a + n)
    sum += term
  }
  return sum
}

function fraction(a: number, x: number): number {
  let b = x + 1 - a
  let c = 1e300
  let d = 1 / b
  let product = d
  for (let n = 1; n < 10_000; n++) {
    const step = -n * (n - a)
    b += 2
    d = 1 / nonZero(step * d + b)
    c = nonZero(b + step / c)
    product *= c * d
    if (Math.abs(c * d - 1) < 1e-16) break
  }
  return product
}

function nonZero(value: number): number {
  return Math.abs(value) < 1e-300 ? 1e-300 : value
}

const lanczos = [
  0.9999999999999971, 57.15623566586292, -59.59796035547549, 14.136097974741746, -0.4919138160976202,
  0.00003399464998481189, 0.00004652362892704858, -0.00009837447530487956, 0.0001580887032249125,
  -0.00021026444172410488, 0.00021743961811521265, -0.0001643181065367639, 0.00008441822398385275,
  -0.000026190838401581408, 0.0000036899182659531625,
]
