import { CholeskyDecomposition, Matrix } from 'ml-matrix'
import type { Covariance } from './shrinkage.ts'
import type { Sums } from './tree.ts'

/** Projects values onto the sums: the least change as the covariance measures it. */
export type Projection = {
  project(values: ArrayLike<number>): Projected
}

export type Projected = {
  readonly values: Float64Array
  /** How hard a held leaf is pulled up from its zero; below 0 it is pressed down. */
  readonly pull: ReadonlyMap<number, number>
  /**
   * Where a tree is held whole, the total is zero and the pulls of such a tree are known but for a number common
   * to them all; these numbers, one for each such tree, sum to this. Undefined where no tree is.
   */
  readonly common: number | undefined
}

/** One row of C: +1 at the node (none for −1), −1 at its children. */
type Row = { readonly node: number; readonly children: readonly number[]; readonly above: number }

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
  const held = of.held ?? new Set<number>()
  const rows = constraintRows(sums, held)
  const noTotal = rows.some(({ node, children }) => node === 0 && children.length === 0)
  const forest = eliminate(rows, covariance.diagonal)

  const differences = (column: ArrayLike<number>, stride: number, offset: number) =>
    Float64Array.from(rows, ({ node, children }) => {
      let sum = node < 0 ? 0 : column[node * stride + offset]!
      for (const child of children) sum -= column[child * stride + offset]!
      return sum
    })
  const total = Math.sqrt(covariance.diagonal[0]!)
  const shared = noTotal ? [] : [Float64Array.from(rows, ({ node }) => (node === 0 ? total : 0))]
  const low = Array.from({ length: covariance.rank }, (_, column) =>
    differences(covariance.factor, covariance.rank, column),
  )
  const columns = [...shared, ...low]
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
      const answer = lessCovarianceTimes(covariance, blamed(rows, gaps, covariance.diagonal.length), values)
      for (const node of held) answer[node] = 0
      const pull = new Map([...held].map((node, row) => [node, gaps[row]!]))
      return { values: answer, pull, common: noTotal ? commonPull(rows, gaps) : undefined }
    },
  }
}

/**
 * A held leaf is a node whose children sum to nothing; it stands before the row it hangs on. A tree that is held
 * whole says that the total is zero, and so would the next one: then the total has one row of its own, and the
 * other trees' first rows say that their children sum to nothing.
 */
function constraintRows(sums: Sums, held: ReadonlySet<number>): Row[] {
  const whole = sums.leaves.filter(leaves => leaves.every(leaf => held.has(leaf)))
  const redundant = new Set(whole.map(([leaf]) => firstRowAbove(sums, leaf!)))
  const kept = sums.rows.map((_, row) => row).filter(row => !redundant.has(row))
  const place = new Map(kept.map((row, at) => [row, held.size + at]))
  const above = (node: number) => place.get(sums.rowAbove[node]!) ?? -1
  const rows = [
    ...[...held].map(node => ({ node, children: [], above: above(node) })),
    ...kept.map(row => {
      const { node, children } = sums.rows[row]!
      return node === 0
        ? { node: whole.length > 0 ? -1 : 0, children, above: -1 }
        : { node, children, above: above(node) }
    }),
  ]
  return whole.length > 0 ? [...rows, { node: 0, children: [], above: -1 }] : rows
}

function firstRowAbove({ rows, rowAbove }: Sums, leaf: number): number {
  let row = rowAbove[leaf]!
  while (rows[row]!.node !== 0) row = rowAbove[rows[row]!.node]!
  return row
}

function commonPull(rows: readonly Row[], gaps: Float64Array): number {
  return rows.reduce((sum, { node, children }, row) => {
    if (node === -1) return sum - gaps[row]!
    return node === 0 && children.length === 0 ? sum + gaps[row]! : sum
  }, 0)
}

/** Cᵀ z. */
function blamed(rows: readonly Row[], gaps: Float64Array, nodes: number): Float64Array {
  const blame = new Float64Array(nodes)
  for (const [row, { node, children }] of rows.entries()) {
    if (node >= 0) blame[node]! += gaps[row]!
    for (const child of children) blame[child]! -= gaps[row]!
  }
  return blame
}

/** C D Cᵀ without what the trees share of the total, as L D Lᵀ of a forest. */
function eliminate(
  rows: readonly Row[],
  diagonal: Float64Array,
): { solve(right: Float64Array): Float64Array } {
  const pivot = Float64Array.from(rows, ({ node, children }) => {
    const shares = node < 0 || (node === 0 && children.length > 0)
    return children.reduce((sum, child) => sum + diagonal[child]!, shares ? 0 : diagonal[node]!)
  })
  const above = Int32Array.from(rows, row => row.above)
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
