import { minimiseBetween } from '#core/stats/index.ts'

export type Smoothing = { readonly alpha: number; readonly first: number }
export type Smoothed = { readonly level: number; readonly residuals: Float64Array }

/**
 * Simple exponential smoothing with the weight and the first level of least squares: for a given weight the best first
 * level has a closed form, so only the weight is searched.
 * @see Brown 1959, Statistical Forecasting for Inventory Control; bounds as R's ses()
 */
export function bestSmoothing(values: ArrayLike<number>): Smoothing {
  const { at } = minimiseBetween(alpha => squares(values, alpha).sum, {
    low: 1e-4,
    high: 0.9999,
    within: 1e-5,
  })
  return { alpha: at, first: squares(values, at).first }
}

/** Levels run over values, and the errors made on the way. */
export function smooth(values: ArrayLike<number>, { alpha, first }: Smoothing): Smoothed {
  let level = first
  const residuals = new Float64Array(values.length)
  for (let t = 0; t < values.length; t++) {
    residuals[t] = values[t]! - level
    level += alpha * residuals[t]!
  }
  return { level, residuals }
}

/** The error at t is what a first level of zero leaves, less (1 − alpha)^t times the first level: a line through zero. */
function squares(values: ArrayLike<number>, alpha: number): { sum: number; first: number } {
  let level = 0
  let share = 1
  let [ee, es, ss] = [0, 0, 0]
  for (let t = 0; t < values.length; t++) {
    const error = values[t]! - level
    ee += error * error
    es += error * share
    ss += share * share
    level += alpha * error
    share *= 1 - alpha
  }
  const first = es / ss
  return { sum: ee - first * es, first }
}
