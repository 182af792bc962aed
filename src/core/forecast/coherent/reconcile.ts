import { type Covariance, shrunkCovariance } from './shrinkage.ts'
import { type Projected, type Projection, projection } from './solve.ts'
import { type Hierarchy, type Sums, sumsOf } from './tree.ts'

export type Reconciler = {
  /** Values that add up in every tree; leaves may turn negative. */
  coherent(values: ArrayLike<number>): Float64Array
  /** Values that add up, none below zero: the nearest such as the covariance measures it. */
  nonNegative(values: ArrayLike<number>): Float64Array
  /** Weight of the diagonal in the covariance, 0 … 1. */
  readonly shrinkage: number
}

/**
 * Forecasts of nodes made to add up, weighted by how each erred and how they erred together (MinT with shrinkage).
 * @param hierarchy  trees that share node 0
 * @param errors     one-step errors of each node's own forecast, aligned at their ends
 * @throws RangeError for something that is no tree, or without errors
 * @see Wickramasuriya, Athanasopoulos & Hyndman 2019, J. Am. Stat. Assoc. 114
 */
export function reconciler(hierarchy: Hierarchy, errors: readonly ArrayLike<number>[]): Reconciler {
  if (errors.length !== hierarchy.parent.length) throw new RangeError('every node needs its errors')
  const sums = sumsOf(hierarchy)
  if (sums.rows.length === 0) {
    const alone = (values: ArrayLike<number>) => Float64Array.from(values)
    return { coherent: alone, nonNegative: values => alone(values).map(v => Math.max(v, 0)), shrinkage: 1 }
  }
  const covariance = shrunkCovariance(errors)
  const free = projection({ sums, covariance })
  return {
    coherent: values => addUp(sums, free.project(values).values),
    nonNegative: values => addUp(sums, nonNegative({ sums, covariance, free }, values)),
    shrinkage: covariance.shrinkage,
  }
}

/** How often the whole exchange may fail to get better before one leaf is exchanged at a time. */
const patience = 3

/**
 * Block principal pivoting: leaves below zero are held at zero, held ones that are pulled up are let go, all at
 * once while that helps and else the last of them only, which cannot go round in circles.
 * @see Wickramasuriya, Turlach & Hyndman 2020, Statistics and Computing 30; Júdice & Pires 1994, Comput. Oper. Res. 21
 */
function nonNegative(
  of: { sums: Sums; covariance: Covariance; free: Projection },
  values: ArrayLike<number>,
): Float64Array {
  const scale = Array.from(values).reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  const held = new Set<number>()
  let fewest = Infinity
  let left = patience
  for (;;) {
    const now = (held.size === 0 ? of.free : projection({ ...of, held })).project(values)
    const wrong = wronglyPlaced(of.sums, { held, now, tolerance: 1e-10 * scale })
    if (wrong.length === 0) return now.values.map(value => Math.max(value, 0))
    if (wrong.length < fewest) [fewest, left] = [wrong.length, patience]
    else left--
    for (const leaf of left >= 0 ? wrong.flat() : wrong.at(-1)!) {
      if (!held.delete(leaf)) held.add(leaf)
    }
  }
}

/** Leaves to exchange, in the groups that have to go together. */
function wronglyPlaced(
  sums: Sums,
  { held, now, tolerance }: { held: ReadonlySet<number>; now: Projected; tolerance: number },
): number[][] {
  const [whole, partly] = [
    sums.leaves.filter(leaves => leaves.every(leaf => held.has(leaf))),
    sums.leaves.filter(leaves => !leaves.every(leaf => held.has(leaf))),
  ]
  const wrong = partly
    .flat()
    .filter(leaf => (held.has(leaf) ? now.pull.get(leaf)! > 0 : now.values[leaf]! < -tolerance))
    .map(leaf => [leaf])
  // the total rises from zero only if a leaf does in each of the trees that are held whole
  const first = whole.map(leaves =>
    leaves.reduce((best, leaf) => (now.pull.get(leaf)! > now.pull.get(best)! ? leaf : best)),
  )
  const pulls = first.reduce((sum, leaf) => sum + now.pull.get(leaf)!, now.common ?? 0)
  return pulls > 0 ? [...wrong, first] : wrong
}

/** Rounding of the solution is taken out: inner nodes are their children's sums to the last bit. */
function addUp({ rows }: Sums, values: Float64Array): Float64Array {
  for (const { node, children } of rows) {
    if (node !== 0) values[node] = children.reduce((sum, child) => sum + values[child]!, 0)
  }
  // of several trees under one total the first gives it
  const top = rows.find(({ node }) => node === 0)
  if (top) values[0] = top.children.reduce((sum, child) => sum + values[child]!, 0)
  return values
}
