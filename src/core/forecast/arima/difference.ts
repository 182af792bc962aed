import type { Order } from './order.ts'

/** Differences at one lag; shorter by the lag. */
export function differenced(values: Float64Array, lag: number): Float64Array {
  const out = new Float64Array(Math.max(0, values.length - lag))
  for (let t = 0; t < out.length; t++) out[t] = values[t + lag]! - values[t]!
  return out
}

/** The series that the ARMA part describes: seasonal differences first, then plain ones. */
export function stationarySeries(values: Float64Array, order: Order): Float64Array {
  let out = values
  for (let i = 0; i < order.D; i++) out = differenced(out, order.season)
  for (let i = 0; i < order.d; i++) out = differenced(out, 1)
  return out
}

/**
 * Lags of 1 − (1 − B)^d (1 − B^season)^D: how a value follows from its differenced one and the values before,
 * y_t = w_t + Σ lagᵢ y_{t−i}. Whole numbers, so differencing is undone exactly.
 */
export function differenceLags(order: Order): Float64Array {
  let polynomial = [1]
  const times = (lag: number) => {
    const out = [...polynomial, ...Array.from({ length: lag }, () => 0)]
    for (const [i, c] of polynomial.entries()) out[i + lag]! -= c
    polynomial = out
  }
  for (let i = 0; i < order.D; i++) times(order.season)
  for (let i = 0; i < order.d; i++) times(1)
  return Float64Array.from(polynomial.slice(1), c => -c)
}
