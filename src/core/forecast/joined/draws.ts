import { seeded } from '#core/stats/index.ts'
import type { DealDraws, DealSimulation } from '../deals/index.ts'
import type { HouseNode } from '../house/facts.ts'

export const horizon = 12

/** What deals may bring a place in the reporting line, draw after draw; of other trees nothing is known. */
export type NodeDraws = { readonly draws: number; of(at: number): DealDraws | undefined }

/**
 * A person's draws are made whenever they are asked for, always the same; a team's are the sums of its people's, kept,
 * because its range is that of its people together.
 */
export function drawsOfNodes(
  nodes: readonly HouseNode[],
  of: { simulation: DealSimulation; draws: number; seed: number },
): NodeDraws {
  const size = of.draws * horizon
  const sums = new Map<number, DealDraws>()
  const drawn = (at: number) => of.simulation.of(nodes[at]!.id, seeded(of.seed * 100_003 + at))
  for (const [at, { kind, tree }] of nodes.entries()) {
    if (tree === 0 && kind !== 'person')
      sums.set(at, { open: new Float64Array(size), notYetSeen: new Float64Array(size) })
  }
  for (const [at, { kind }] of nodes.entries()) {
    if (kind !== 'person') continue
    const own = drawn(at)
    for (let above = nodes[at]!.parent; above >= 0; above = nodes[above]!.parent) {
      const sum = sums.get(above)!
      for (let i = 0; i < size; i++) {
        sum.open[i]! += own.open[i]!
        sum.notYetSeen[i]! += own.notYetSeen[i]!
      }
    }
  }
  return { draws: of.draws, of: at => sums.get(at) ?? (nodes[at]!.kind === 'person' ? drawn(at) : undefined) }
}

/** Mean of each month over the draws. */
export function meansOf(values: Float64Array): Float64Array {
  const draws = values.length / horizon
  const means = new Float64Array(horizon)
  for (const [i, value] of values.entries()) means[i % horizon]! += value / draws
  return means
}
