import { Failure } from '#core/failure.ts'
import { type Minor, splitById } from '#core/money/index.ts'
import { type PersonShare, wholeShare } from './share.ts'

/** Null is the house: the seller of what nobody sold. */
export type Credit = { readonly person: string | null; readonly share: number }

/**
 * Who is credited with a line: its own sellers; else the account's owners on that day (`sharesOn`); else the
 * house, which also takes what the shares leave over. Shares sum to `wholeShare`.
 */
export function creditOf(line: {
  sellers: readonly PersonShare[]
  owners: readonly PersonShare[]
}): Credit[] {
  const shares = new Map<string, number>()
  for (const { person, share } of line.sellers.length > 0 ? line.sellers : line.owners) {
    if (!Number.isInteger(share) || share < 0) {
      throw new Failure('invalid', `A share of ${share} millionths is none.`)
    }
    if (share > 0) shares.set(person, (shares.get(person) ?? 0) + share)
  }
  const given = [...shares.values()].reduce((a, b) => a + b, 0)
  if (given > wholeShare) {
    throw new Failure('invalid', `The shares of a line sum to ${given / 10_000} %. They cannot pass 100 %.`)
  }
  const people = [...shares].map(([person, share]): Credit => ({ person, share }))
  return given < wholeShare ? [...people, { person: null, share: wholeShare - given }] : people
}

/**
 * Splits each amount of a line by its credits, so that every amount sums to the line's: largest remainder,
 * ties by id, the house last. An amount that the line lacks (null) is lacking in every part.
 */
export function splitCredit<K extends string>(
  amounts: Readonly<Record<K, Minor | null>>,
  credits: readonly Credit[],
): { person: string | null; amounts: Record<K, Minor | null> }[] {
  const parts = credits.map(({ person, share }) => ({ id: person ?? houseLast, weight: share }))
  const split = credits.map(({ person }) => ({ person, amounts: { ...amounts } as Record<K, Minor | null> }))
  if (credits.length === 1) return split
  for (const key of Object.keys(amounts) as K[]) {
    const whole = amounts[key]
    if (whole === null) continue
    for (const [index, part] of splitById(whole, parts).entries()) split[index]!.amounts[key] = part
  }
  return split
}

const houseLast = '\uffff'
