import { seeded } from '#core/stats/index.ts'
import type { DealDraws, DealSimulation } from '../deals/index.ts'
import { monthsAhead } from '../house/spans.ts'
import type { Places } from './places.ts'

/** What deals may bring a place in the reporting line, draw after draw; of other trees nothing is known. */
export type NodeDraws = { readonly draws: number; of(at: number): DealDraws | undefined }

/**
 * A person's draws are made whenever they are asked for, always the same; a team's are the sums of its people's, kept,
 * because its range is that of its people together. Who has left begins nothing any more.
 */
export function drawsOfNodes(
  { nodes, left }: Places,
  of: { simulation: DealSimulation; draws: number; seed: number },
): NodeDraws {
  const size = of.draws * monthsAhead
  const empty = () => ({ open: new Float64Array(size), notYetSeen: new Float64Array(size) })
  const sums = new Map<number, DealDraws>()
  const drawn = (at: number, id: string) => of.simulation.of(id, seeded(of.seed * 100_003 + at))
  const together = () => {
    const all = empty()
    for (const [i, id] of left.entries()) add(all.open, drawn(nodes.length + i, id).open)
    return all
  }
  for (const [at, { kind, tree }] of nodes.entries()) {
    if (tree !== 0 || kind === 'person') continue
    sums.set(at, kind === 'gone' ? together() : empty())
  }
  for (const [at, { kind, id }] of nodes.entries()) {
    if (kind !== 'person' && kind !== 'gone') continue
    const own = kind === 'gone' ? sums.get(at)! : drawn(at, id)
    for (let above = nodes[at]!.parent; above >= 0; above = nodes[above]!.parent) {
      const sum = sums.get(above)!
      add(sum.open, own.open)
      add(sum.notYetSeen, own.notYetSeen)
    }
  }
  return {
    draws: of.draws,
    of: at => sums.get(at) ?? (nodes[at]!.kind === 'person' ? drawn(at, nodes[at]!.id) : undefined),
  }
}

function add(sum: Float64Array, own: Float64Array): void {
  for (let i = 0; i < sum.length; i++) sum[i]! += own[i]!
}

/** Mean of each month over the draws. */
export function meansOf(values: Float64Array): Float64Array {
  const draws = values.length / monthsAhead
  const means = new Float64Array(monthsAhead)
  for (const [i, value] of values.entries()) means[i % monthsAhead]! += value / draws
  return means
}
