import type { HouseNode } from './facts.ts'

/**
 * What frozen nodes came to: of each person what that person billed, of a team what its members of the forecast's day
 * did, whoever leads them now; of the company everything, newcomers included.
 * @param nodes    as they were published, the company first and every node after the one above it
 * @param billed   of the company as `total`, of persons, product lines and territories by kind and id
 */
export function actualsOf(
  nodes: readonly Pick<HouseNode, 'kind' | 'id' | 'parent'>[],
  billed: { readonly total: number; readonly of: (kind: HouseNode['kind'], id: string) => number },
): number[] {
  const actual = nodes.map(({ kind, id }) => (kind === 'team' || kind === 'gone' ? 0 : billed.of(kind, id)))
  for (let at = nodes.length - 1; at > 0; at--) {
    const { parent, kind } = nodes[at]!
    // lines and territories hang on the company, which is told as a whole
    if (parent > 0 && (kind === 'team' || kind === 'person')) actual[parent]! += actual[at]!
  }
  return actual.with(0, billed.total)
}

/**
 * The forecast that any other has to beat: what the same months brought a year before.
 * @param months  known months, the oldest first
 * @returns undefined where there is no such year
 */
export function seasonalNaive(
  months: readonly number[],
  { from, to }: { from: number; to: number },
): number | undefined {
  let sum = 0
  for (let h = from; h <= to; h++) {
    const then = months[months.length - 12 + ((h - 1) % 12)]
    if (then === undefined) return undefined
    sum += then
  }
  return sum
}
