import { decimal } from '#core/money/index.ts'
import { type Compiled, shortest, Unfit } from '../expression/values.ts'
import { readNumber } from '../read/numbers.ts'

type Quantities = readonly { readonly code: string; readonly quantity: string }[]

/** `P1`, one of each in `P1|P2`, or `P1:2|P2:0.5`; the same product twice is one of the sum. */
export function readQuantities(text: string, from: Compiled): Quantities | undefined {
  const pieces = text
    .split('|')
    .map(piece => piece.trim())
    .filter(Boolean)
  if (pieces.length === 0) return undefined
  const sums = new Map<string, decimal.Decimal>()
  for (const piece of pieces) {
    const [, name, amount] = /^(.*\S)\s*:\s*(\S+)$/.exec(piece) ?? [undefined, piece, '1']
    const read = readNumber(amount!, from.mark()) ?? readNumber(amount!, '.')
    const quantity = read === undefined ? undefined : decimal.parseDecimal(read)
    if (!quantity || quantity.units < 0n)
      throw new Unfit(from.label, text, 'wanted products such as P1, or P1:2|P2:0.5')
    const code = name!.normalize('NFC')
    const before = sums.get(code)
    sums.set(code, before ? decimal.add(before, quantity) : quantity)
  }
  return [...sums].map(([code, quantity]) => ({ code, quantity: shortest(quantity) }))
}
