import type { NodeValue } from './run.ts'

/** How likely an amount is reached: the ends of published ranges bound it, and nothing finer is known. */
export const oddsWords = [
  'out_of_reach',
  'unlikely',
  'rather_not',
  'rather',
  'likely',
  'as_good_as_sure',
] as const
export type Odds = (typeof oddsWords)[number]

/**
 * The range of 80 % leaves one future of ten beyond either end, that of 95 % one of forty. Between its ends the middle
 * says which side is the likelier; what is billed already is a range of nothing, and settles it.
 */
export function oddsOf(amount: number, foreseen: Pick<NodeValue, 'mean' | 'range80' | 'range95'>): Odds {
  const { mean, range80, range95 } = foreseen
  if (amount > range95[1]) return 'out_of_reach'
  if (amount <= range95[0]) return 'as_good_as_sure'
  if (amount > range80[1]) return 'unlikely'
  if (amount <= range80[0]) return 'likely'
  return amount > mean ? 'rather_not' : 'rather'
}
