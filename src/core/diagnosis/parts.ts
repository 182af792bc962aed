import { type Minor, minor } from '#core/money/index.ts'
import { wholeParts } from './whole-parts.ts'

/** One branch of a team: what was expected or asked of it, and what it billed. */
export type Part = {
  readonly key: string
  readonly reference: Minor
  readonly billed: Minor
  /** Billed less reference: what it adds to the gap. */
  readonly amount: Minor
}

/** Billing or a reference that belongs to no branch on the days asked about. */
const outside = 'other'

/**
 * A gap by branches: billed less reference of each, which sum to billed less reference of the whole to the last minor
 * unit. What the branches do not hold of either is a part of its own. The one that took most away comes first.
 * @param of.references  need not be whole, for a period under way counts in part
 */
export function partsAgainst(of: {
  billed: Minor
  reference: Minor
  references: readonly { readonly key: string; readonly amount: number }[]
  actuals: readonly { readonly key: string; readonly amount: number }[]
}): Part[] {
  const references = summed(of.references)
  const actuals = summed(of.actuals)
  const keys = [...new Set([...references.keys(), ...actuals.keys()])].toSorted()
  const expected = wholeParts(of.reference, withRest(keys, references, of.reference))
  const billed = wholeParts(of.billed, withRest(keys, actuals, of.billed))
  return [...keys, outside]
    .map((key, at) => ({
      key,
      reference: minor(expected[at]!),
      billed: minor(billed[at]!),
      amount: minor(billed[at]! - expected[at]!),
    }))
    .filter(({ reference, billed: is }) => reference !== 0 || is !== 0)
    .toSorted((a, b) => a.amount - b.amount)
}

function summed(rows: readonly { readonly key: string; readonly amount: number }[]): Map<string, number> {
  const sums = new Map<string, number>()
  for (const { key, amount } of rows) sums.set(key, (sums.get(key) ?? 0) + amount)
  return sums
}

/** Each branch's, and last what is left of the whole; under a unit for each branch and the whole it is rounding. */
function withRest(keys: readonly string[], sums: ReadonlyMap<string, number>, whole: number): number[] {
  const amounts = keys.map(key => sums.get(key) ?? 0)
  const rest = whole - amounts.reduce((sum, amount) => sum + amount, 0)
  return [...amounts, Math.abs(rest) <= keys.length + 1 ? 0 : rest]
}
