import { minor, split } from '#core/money/index.ts'
import type { PartsAndActual } from './earn.ts'
import type { Weights } from './weights.ts'

export type CountedParts = Omit<PartsAndActual, 'actual'>

/**
 * What of each part is counted in a month of a published forecast: its weight times what it would be alone, in whole
 * units that add up to the month. What is billed of a month under way counts whole, as billing.
 * @param of.mean     the month as published
 * @param of.alone    the parts as each would be alone
 * @param of.soFar    billed of the month already
 */
export function countedParts(of: {
  mean: number
  soFar: number
  alone: CountedParts
  weights: Weights
}): CountedParts {
  const { mean, soFar, alone, weights } = of
  const toCome = [
    weights.series * (alone.series - soFar),
    weights.open * alone.open,
    weights.notYetSeen * alone.notYetSeen,
  ].map(part => Math.max(0, part))
  const nothing = toCome.every(part => part === 0)
  const [series, open, notYetSeen] = split(minor(mean - soFar), nothing ? [1, 0, 0] : toCome)
  return { series: soFar + series!, open: open!, notYetSeen: notYetSeen! }
}
