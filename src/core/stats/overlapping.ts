import { studentQuantile } from './beta.ts'

/**
 * The mean of values that overlap, with its interval. How alike two of them are is known from what they share, and not
 * guessed from the few there are: a dozen values cannot tell it, and intervals that ask them come out too narrow. Of
 * values that share nothing it is Student's interval.
 * @param values      two or more
 * @param alike       correlation of the values at two places, 1 of a value with itself
 * @param confidence  of the interval, such as 0.95
 * @returns undefined where the values share so much that they say nothing of how far they scatter
 * @see Richardson & Smith 1991, Rev. Financial Studies 4 (correlations known from the overlap); Satterthwaite 1946,
 *      Biometrics Bulletin 2 (degrees of freedom)
 */
export function overlappingMean(
  values: readonly number[],
  of: { alike: (one: number, other: number) => number; confidence: number },
): { mean: number; low: number; high: number } | undefined {
  const n = values.length
  const rows = values.map((_, i) => values.map((_, j) => of.alike(i, j)))
  const ofRow = rows.map(row => row.reduce((sum, one) => sum + one / n, 0))
  const ofAll = ofRow.reduce((sum, one) => sum + one / n, 0)
  // what is left of the correlations once the mean is taken out says what the squares about it add up to
  let [trace, squares] = [0, 0]
  for (const [i, row] of rows.entries()) {
    trace += row[i]! - 2 * ofRow[i]! + ofAll
    for (const [j, one] of row.entries()) squares += (one - ofRow[i]! - ofRow[j]! + ofAll) ** 2
  }
  if (!(trace > 1e-9)) return undefined
  const mean = values.reduce((sum, value) => sum + value / n, 0)
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / trace
  const half =
    studentQuantile((1 + of.confidence) / 2, trace ** 2 / squares) * Math.sqrt(variance * Math.max(ofAll, 0))
  return { mean, low: mean - half, high: mean + half }
}
