import { Failure } from '#core/failure.ts'
import type { Minor } from './minor.ts'

/**
 * Largest-remainder split (Hamilton's method): the parts are whole minor units, each within one of its
 * exact share, and always sum to `total`; a tie goes to the earlier index. A negative total is the mirror
 * of the positive one, so that a credit note takes back exactly what the invoice gave.
 * @param weights finite, none below zero, not all zero
 */
export function split(total: Minor, weights: readonly number[]): Minor[] {
  const exact = asWhole(weights)
  const whole = exact.reduce((a, b) => a + b, 0n)
  if (whole === 0n) throw new Failure('invalid', 'A split needs at least one weight above zero.')
  const size = BigInt(Math.abs(total))
  const parts = exact.map(weight => (size * weight) / whole)
  const rests = exact.map((weight, index) => ({ index, rest: (size * weight) % whole }))
  rests.sort((a, b) => (a.rest === b.rest ? a.index - b.index : a.rest > b.rest ? -1 : 1))
  const missing = Number(size - parts.reduce((a, b) => a + b, 0n))
  for (const { index } of rests.slice(0, missing)) parts[index]! += 1n
  return parts.map(part => (total < 0 && part !== 0n ? -Number(part) : Number(part)) as Minor)
}

/** The same with ties by id, in whatever order the parts are handed in. The answer keeps that order. */
export function splitById(total: Minor, parts: readonly { id: string; weight: number }[]): Minor[] {
  const order = parts.map((_, index) => index).toSorted((a, b) => (parts[a]!.id < parts[b]!.id ? -1 : 1))
  const amounts = split(
    total,
    order.map(index => parts[index]!.weight),
  )
  const answer: Minor[] = []
  for (const [place, index] of order.entries()) answer[index] = amounts[place]!
  return answer
}

/** Doubles are whole numbers over a power of two; brought to one denominator, nothing is rounded. */
function asWhole(weights: readonly number[]): bigint[] {
  const parts = weights.map(weight => {
    if (!Number.isFinite(weight) || weight < 0) {
      throw new Failure('invalid', `${weight} is not a weight: weights are numbers from zero up.`)
    }
    let units = weight
    let halvings = 0
    for (; !Number.isInteger(units); halvings++) units *= 2
    return { units: BigInt(units), halvings }
  })
  const most = Math.max(0, ...parts.map(part => part.halvings))
  return parts.map(part => part.units << BigInt(most - part.halvings))
}
