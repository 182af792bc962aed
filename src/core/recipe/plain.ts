import { fitSeries } from '#core/forecast/index.ts'

/** With fewer periods behind it a forecast would be a mean, and its miss no news. */
const enough = 6

/**
 * What the plain forecast, made at the period before, would have said of each period: for each one the model is
 * fitted anew to what was known then, so that nothing later shows through. Null before a person's first billing, in
 * the first six periods after it, and once they have left.
 * @param left  the first period in which they were no longer there
 * @see Tashman 2000, Int. J. Forecasting 16 (rolling origin, recalibrated)
 */
export function plainForecasts(billed: readonly number[], of: { season: number; left?: number }) {
  const first = billed.findIndex(amount => amount !== 0)
  const left = of.left ?? billed.length
  return billed.map((_, t): number | null => {
    if (first < 0 || t < first + enough || t >= left) return null
    const history = { key: '', values: billed.slice(first, t), season: of.season }
    const fitted = fitSeries(history, { options: { horizon: 1, procedure: 'fast' }, score: false })
    return 'none' in fitted ? null : fitted.future.mean[0]!
  })
}
