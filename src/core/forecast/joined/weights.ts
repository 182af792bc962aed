import { CholeskyDecomposition, Matrix } from 'ml-matrix'

/** How much of the series, of open deals and of business not yet seen is counted. */
export type Weights = { readonly series: number; readonly open: number; readonly notYetSeen: number }
export const seriesAlone: Weights = { series: 1, open: 0, notYetSeen: 0 }

/** One month foretold at a past month end, the three parts beside what was billed. */
export type PartsRow = {
  readonly series: number
  readonly open: number
  readonly notYetSeen: number
  readonly actual: number
  /** How much an error here counts. */
  readonly weight: number
}

/** Month ends that the series alone counts as from the start, so that few cannot push it aside. */
const priorCuts = 3

/**
 * Weights that would have foretold best, none below zero, drawn to the series alone. The series holds what deals usually
 * bring already: what deals tell beyond their usual share of it is what they are weighed by, and the series loses what
 * they gain, so that no billing is counted twice.
 * @param cuts  month ends that the rows are from
 * @see Breiman 1996, Machine Learning 24 (stacking, non-negative); Bates & Granger 1969, Operational Research Quarterly 20;
 *      Hoerl & Kennard 1970, Technometrics 12 (ridge)
 */
export function stackedWeights(rows: readonly PartsRow[], cuts: number): Weights {
  const { matrix, target } = momentsOf(rows)
  const bySeries = matrix[0]![0]!
  if (bySeries === 0) return seriesAlone
  const drawn = priorCuts / Math.max(cuts, 1)
  // of each part how much usually goes with one of the series, and how much it stirs beyond that
  const usual = [1, matrix[0]![1]! / bySeries, matrix[0]![2]! / bySeries]
  const beyond = [0, 1, 2].map(j => matrix[j]![j]! - usual[j]! * matrix[0]![j]!)
  const ridged = matrix.map((row, i) =>
    row.map((value, j) => {
      // the product of two comes first, so that the matrix is symmetric to the last bit
      const level = drawn * bySeries * (usual[i]! * usual[j]!)
      // a part that never stirs, or never was, gains nothing
      return value + level + (i > 0 && i === j ? drawn * Math.max(beyond[i]!, 0) + 1e-6 * bySeries : 0)
    }),
  )
  const [series, open, notYetSeen] = leastAboveZero(
    ridged,
    target.map((value, i) => value + drawn * bySeries * usual[i]!),
  )
  return { series: series!, open: open!, notYetSeen: notYetSeen! }
}

function momentsOf(rows: readonly PartsRow[]): { matrix: number[][]; target: number[] } {
  const matrix = [0, 1, 2].map(() => [0, 0, 0])
  const target = [0, 0, 0]
  for (const row of rows) {
    const parts = [row.series, row.open, row.notYetSeen]
    for (let i = 0; i < 3; i++) {
      target[i]! += row.weight * parts[i]! * row.actual
      for (let j = 0; j < 3; j++) matrix[i]![j]! += row.weight * (parts[i]! * parts[j]!)
    }
  }
  return { matrix, target }
}

/**
 * The least of x'Ax/2 − b'x over x ≥ 0, exactly: of the seven choices of unknowns that may differ from zero the best.
 * @see Lawson & Hanson 1974, Solving Least Squares Problems, ch. 23
 */
function leastAboveZero(matrix: readonly number[][], target: readonly number[]): number[] {
  let best = { value: 0, at: [0, 0, 0] }
  for (let chosen = 1; chosen < 8; chosen++) {
    const free = [0, 1, 2].filter(i => chosen & (1 << i))
    const found = solved(
      free.map(i => free.map(j => matrix[i]![j]!)),
      free.map(i => target[i]!),
    )
    if (!found || found.some(value => value < 0)) continue
    // at the least of a face the value is −b'x/2
    const value = -free.reduce((sum, i, at) => sum + target[i]! * found[at]!, 0) / 2
    const at = [0, 0, 0]
    for (const [place, i] of free.entries()) at[i] = found[place]!
    if (value < best.value) best = { value, at }
  }
  return best.at
}

function solved(matrix: number[][], target: number[]): number[] | undefined {
  const factors = new CholeskyDecomposition(new Matrix(matrix))
  return factors.isPositiveDefinite() ? factors.solve(Matrix.columnVector(target)).to1DArray() : undefined
}
