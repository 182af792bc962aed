import { type Covariance, shrunkCovariance } from './shrinkage.ts'
import { type Projection, projection } from './solve.ts'
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
    nonNegative: values => addUp(sums, nonNegative({ hierarchy, sums, covariance, free }, values)),
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
  of: { hierarchy: Hierarchy; sums: Sums; covariance: Covariance; free: Projection },
  values: ArrayLike<number>,
): Float64Array {
  const scale = Array.from(values).reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  const tolerance = 1e-10 * scale
  const ofEachTree = [...Map.groupBy(of.sums.leaves, leaf => of.hierarchy.tree[leaf]!).values()]
  const held = new Set<number>()
  const released = new Set<number>()
  let fewest = Infinity
  let left = patience
  for (;;) {
    const { values: now, pull } = (held.size === 0 ? of.free : projection({ ...of, held })).project(values)
    const wrong = of.sums.leaves.filter(leaf =>
      held.has(leaf) ? pull.get(leaf)! > 0 : now[leaf]! < -tolerance,
    )
    if (wrong.length === 0) return now.map(value => Math.max(value, 0))
    if (wrong.length < fewest) [fewest, left] = [wrong.length, patience]
    else left--
    for (const leaf of left >= 0 ? wrong : wrong.slice(-1)) {
      if (!held.delete(leaf)) held.add(leaf)
    }
    for (const leaves of ofEachTree) {
      if (!leaves.every(leaf => held.has(leaf))) continue
      // a tree of zeros is a total of zero; before that is believed, its greatest leaf gets another chance
      const greatest = leaves.reduce((best, leaf) => (now[leaf]! > now[best]! ? leaf : best))
      if (released.has(greatest)) return new Float64Array(now.length)
      released.add(greatest)
      held.delete(greatest)
    }
  }
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
