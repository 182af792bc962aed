import type { HouseNode } from './facts.ts'

/**
 * Coherent amounts in whole minor units: the company's is rounded, and each node's is shared out to its children by
 * largest remainder, so that parts and whole still add up to the last unit in every tree.
 * @param means  a row for each node, a column for each month
 */
export function wholeUnits(nodes: readonly HouseNode[], means: readonly Float64Array[]): Float64Array[] {
  const whole = means.map(row => row.map(value => Math.round(value)))
  const families = Map.groupBy(
    nodes.map((_, at) => at).slice(1),
    at => `${nodes[at]!.parent}/${nodes[at]!.tree}`,
  )
  for (let h = 0; h < (whole[0]?.length ?? 0); h++) {
    for (const children of families.values()) {
      const to = whole[nodes[children[0]!]!.parent]![h]!
      const floors = children.map(child => Math.floor(means[child]![h]!))
      let left = to - floors.reduce((sum, value) => sum + value, 0)
      const order = children
        .map((child, at) => ({ at, rest: means[child]![h]! - floors[at]! }))
        .sort((a, b) => (left < 0 ? a.rest - b.rest : b.rest - a.rest) || a.at - b.at)
      const step = Math.sign(left)
      for (let turn = 0; left !== 0; turn = (turn + 1) % order.length, left -= step)
        floors[order[turn]!.at]! += step
      for (const [at, child] of children.entries()) whole[child]![h] = floors[at]!
    }
  }
  return whole
}
