import { type Minor } from '#core/money/index.ts'
import { type Part, partsAgainst } from './parts.ts'

/** What was expected of something, which need not be whole, and what it billed. */
export type Held = { readonly reference: number; readonly billed: number }

/**
 * `part`: of the tree. `house` and `without_quota` are in the tree's parts and not in the gap, so that they are taken off
 * and their signs turned. `outside`: what the tree does not hold, which is nothing where its parts share the whole.
 */
export type TreePart = Part & { readonly is: 'part' | 'house' | 'without_quota' | 'outside' }

/**
 * A company's gap by a tree that holds all that the company bills (product lines, territories), while the gap is that of
 * those with a quota: each part's billing less what was expected of it, less the same of the house and of those without
 * a quota. All of them sum to billed less reference to the last minor unit. Furthest under first, what is taken off last.
 * @param of.billed     by those with a quota
 * @param of.reference  expected of those with a quota
 * @param of.company    all that was expected and billed, which the parts share among them
 */
export function treeParts(of: {
  billed: Minor
  reference: Minor
  company: Held
  house: Held
  parts: readonly ({ readonly key: string } & Held)[]
}): TreePart[] {
  const { company, house } = of
  const others = {
    reference: company.reference - house.reference - of.reference,
    billed: company.billed - house.billed - of.billed,
  }
  const rows = [
    ...of.parts.map(({ key, ...held }) => ({ ...held, key: inTree + key })),
    { key: 'house', ...takenOff(house) },
    { key: 'without_quota', ...takenOff(rounding(others) ? { reference: 0, billed: 0 } : others) },
  ]
  const parts = partsAgainst({
    ...of,
    references: rows.map(({ key, reference: amount }) => ({ key, amount })),
    actuals: rows.map(({ key, billed: amount }) => ({ key, amount })),
  }).map(told)
  return [...parts.filter(({ is }) => is === 'part'), ...parts.filter(({ is }) => is !== 'part')]
}

/** Before the keys of a tree's parts, for a product line may be called like one of the others. */
const inTree = 'part '

function takenOff({ reference, billed }: Held): Held {
  return { reference: -reference, billed: -billed }
}

/** What was expected of those with a quota is a whole amount, of which the period under way may have cut a part. */
const rounding = ({ reference, billed }: Held) => billed === 0 && Math.abs(reference) <= 1

function told(part: Part): TreePart {
  if (part.key.startsWith(inTree)) return { ...part, key: part.key.slice(inTree.length), is: 'part' }
  const is = part.key === 'house' || part.key === 'without_quota' ? part.key : 'outside'
  return { ...part, is }
}
