import { type Minor, minor } from '#core/money/index.ts'
import { studentQuantile } from '#core/stats/index.ts'

/** Fewer year-on-year growths than this tell nothing of the next. */
const fewest = 4

/**
 * What could be expected of a period at 80 per cent, from how billing grew on the year in the periods before: the
 * prediction interval of one more growth, taken as normal on the scale of logarithms.
 * @param of.reference  billing of the same period a year before
 * @param of.growths    billing over that of a year before, of earlier periods; each above zero
 * @returns null below 4 growths, or where nothing was billed a year before
 * @see Hahn & Meeker 1991, Statistical Intervals, section 4.7
 */
export function expectedRange(of: {
  reference: Minor
  growths: readonly number[]
}): { low: Minor; middle: Minor; high: Minor } | null {
  const logs = of.growths.filter(growth => growth > 0 && Number.isFinite(growth)).map(Math.log)
  const n = logs.length
  if (n < fewest || of.reference <= 0) return null
  const mean = logs.reduce((sum, log) => sum + log, 0) / n
  const spread = Math.sqrt(logs.reduce((sum, log) => sum + (log - mean) ** 2, 0) / (n - 1))
  const reach = studentQuantile(0.9, n - 1) * spread * Math.sqrt(1 + 1 / n)
  const at = (log: number) => minor(Math.round(of.reference * Math.exp(log)))
  return { low: at(mean - reach), middle: at(mean), high: at(mean + reach) }
}
