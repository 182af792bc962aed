import { type Minor, minor } from '#core/money/index.ts'
import { studentQuantile } from '#core/stats/index.ts'

export type Bounds = { readonly low: Minor; readonly high: Minor }

/** What could be expected of a period, known before it began: from it the design's share of a gap is measured. */
export type Expectation = {
  /** A published forecast; without one the year before, its range by how billing grew on the year until then. */
  readonly is: 'forecast' | 'year_before'
  readonly amount: Minor
  readonly range80: Bounds | null
  readonly range95: Bounds | null
}

/** What a published forecast said of a period, as it was published. */
export type Foretold = {
  readonly mean: number
  readonly low80: number
  readonly high80: number
  readonly low95: number
  readonly high95: number
}

/** @param share  which part of the period is asked about: 1, or what is usually billed by today */
export function expectedByForecast(of: { foretold: Foretold; share: number }): Expectation {
  const { mean, low80, high80, low95, high95 } = of.foretold
  const part = (amount: number) => minor(Math.round(amount * of.share))
  return {
    is: 'forecast',
    amount: part(mean),
    range80: { low: part(low80), high: part(high80) },
    range95: { low: part(low95), high: part(high95) },
  }
}

/** Fewer year-on-year growths than this tell nothing of the next. */
const fewest = 4

/**
 * The year before, and the prediction intervals of one more growth on the year, from those of earlier periods, taken as
 * normal on the scale of logarithms.
 * @param of.reference  billing of the same period a year before
 * @param of.growths    billing over that of a year before, of earlier periods; below 4 of them there is no range
 * @see Hahn & Meeker 1991, Statistical Intervals, section 4.7
 */
export function expectedByGrowth(of: { reference: Minor; growths: readonly number[] }): Expectation {
  const { reference } = of
  const logs = of.growths.filter(growth => growth > 0 && Number.isFinite(growth)).map(Math.log)
  const n = logs.length
  const plain = { is: 'year_before', amount: reference } as const
  if (n < fewest || reference <= 0) return { ...plain, range80: null, range95: null }
  const mean = logs.reduce((sum, log) => sum + log, 0) / n
  const spread = Math.sqrt(logs.reduce((sum, log) => sum + (log - mean) ** 2, 0) / (n - 1))
  const at = (log: number) => minor(Math.round(reference * Math.exp(log)))
  const bounds = (level: number): Bounds => {
    const reach = studentQuantile((1 + level) / 2, n - 1) * spread * Math.sqrt(1 + 1 / n)
    return { low: at(mean - reach), high: at(mean + reach) }
  }
  return { ...plain, range80: bounds(0.8), range95: bounds(0.95) }
}
