import { CholeskyDecomposition, Matrix } from 'ml-matrix'
import type { Covariance } from './shrinkage.ts'
import type { Sums } from './tree.ts'

/** Projects values onto the sums: the least change as the covariance measures it. */
export type Projection = {
  /** Values that add up, and how hard each held leaf is pulled towards its zero (above 0: it would rather rise). */
  project(values: ArrayLike<number>): { values: Float64Array; pull: ReadonlyMap<number, number> }
}

/**
 * ŷ − W Cᵀ (C W Cᵀ)⁻¹ C ŷ, where C holds a row for each sum and one for each leaf held at zero. With W = D + L Lᵀ,
 * C D Cᵀ couples a row with its parent's row only: it is eliminated from the leaves up without fill-in. The total,
 * which all trees' first rows share, and L are low rank and come in by Woodbury's identity.
 * @see Wickramasuriya, Athanasopoulos & Hyndman 2019, J. Am. Stat. Assoc. 114 (MinT); Woodbury 1950
 */
export function projection(of: {
  sums: Sums
  covariance: Covariance
  /** Leaves that are to be zero. */
  held?: ReadonlySet<number>
}): Projection {
  const { sums, covariance } = of
  const held = [...(of.held ?? [])]
  const nodes = covariance.diagonal.length
  // a held leaf is a node whose children sum to nothing; it stands before the row it hangs on
  const rows = [...held.map(node => ({ node, children: [] as readonly number[] })), ...sums.rows]
  const above = rows.map(({ node }) => (node === 0 ? -1 : held.length + sums.rowAbove[node]!))
  const forest = eliminate(rows, above, covariance.diagonal)

  const differences = (column: ArrayLike<number>, stride: number, offset: number) =>
    Float64Array.from(rows, ({ node, children }) => {
      let sum = column[node * stride + offset]!
      for (const child of children) sum -= column[child * stride + offset]!
      return sum
    })
  const shared = Float64Array.from(rows, ({ node }) => (node === 0 ? Math.sqrt(covariance.diagonal[0]!) : 0))
  const low = Array.from({ length: covariance.rank }, (_, column) =>
    differences(covariance.factor, covariance.rank, column),
  )
  const columns = [shared, ...low]
  const solved = columns.map(column => forest.solve(column))
  const inner = new CholeskyDecomposition(onePlus(columns, solved))

  return {
    project(values) {
      const gaps = forest.solve(differences(values, 1, 0))
      const weights = inner.solve(Matrix.columnVector(columns.map(column => dot(column, gaps))))
      for (const [j, column] of solved.entries()) {
        const weight = weights.get(j, 0)
        for (let row = 0; row < gaps.length; row++) gaps[row]! -= weight * column[row]!
      }
      const blame = new Float64Array(nodes)
      for (const [row, { node, children }] of rows.entries()) {
        blame[node]! += gaps[row]!
        for (const child of children) blame[child]! -= gaps[row]!
      }
      const answer = lessCovarianceTimes(covariance, blame, values)
      for (const node of held) answer[node] = 0
      return { values: answer, pull: new Map(held.map((node, row) => [node, gaps[row]!])) }
    },
  }
}

/** C D Cᵀ without the total's share, as L D Lᵀ of a forest: `above[row]` is the one later row that a row touches. */
function eliminate(
  rows: readonly { node: number; children: readonly number[] }[],
  above: readonly number[],
  diagonal: Float64Array,
): { solve(right: Float64Array): Float64Array } {
  const pivot = Float64Array.from(rows, ({ node, children }) =>
    children.reduce((sum, child) => sum + diagonal[child]!, node === 0 ? 0 : diagonal[node]!),
  )
  const share = new Float64Array(rows.length)
  for (const [row, { node }] of rows.entries()) {
    const parent = above[row]!
    if (parent < 0) continue
    share[row] = -diagonal[node]! / pivot[row]!
    pivot[parent]! += share[row]! * diagonal[node]!
  }
  return {
    solve(right) {
      const x = right.slice()
      for (let row = 0; row < x.length; row++) {
        const parent = above[row]!
        if (parent >= 0) x[parent]! -= share[row]! * x[row]!
      }
      for (let row = x.length - 1; row >= 0; row--) {
        const parent = above[row]!
        x[row] = x[row]! / pivot[row]! - (parent >= 0 ? share[row]! * x[parent]! : 0)
      }
      return x
    },
  }
}

/** 1 + Uᵀ A⁻¹ U, one half computed and mirrored: rounding would leave it just short of symmetric. */
function onePlus(columns: readonly Float64Array[], solved: readonly Float64Array[]): Matrix {
  const inner = Matrix.eye(columns.length)
  for (const [i, column] of columns.entries()) {
    for (let j = 0; j <= i; j++) {
      const product = dot(column, solved[j]!)
      inner.set(i, j, product + (i === j ? 1 : 0))
      inner.set(j, i, inner.get(i, j))
    }
  }
  return inner
}

function lessCovarianceTimes(
  { diagonal, factor, rank }: Covariance,
  blame: Float64Array,
  values: ArrayLike<number>,
): Float64Array {
  const along = new Float64Array(rank)
  for (let node = 0; node < blame.length; node++) {
    for (let t = 0; t < rank; t++) along[t]! += factor[node * rank + t]! * blame[node]!
  }
  return Float64Array.from(blame, (own, node) => {
    let change = diagonal[node]! * own
    for (let t = 0; t < rank; t++) change += factor[node * rank + t]! * along[t]!
    return values[node]! - change
  })
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!
  return sum
}
