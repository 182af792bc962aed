import { minor, split } from '#core/money/index.ts'

/**
 * What a document bills besides its lines, after both are rounded. A difference below the threshold is a
 * discount that the lines do not show: it is spread over them by what they bill, to the last minor unit.
 * Everything else is a difference of its own.
 */
export function settle(of: { total: number; lines: readonly number[]; discountBelow: number | undefined }): {
  /** What to take off each line, or nothing. */
  readonly off: readonly number[] | undefined
  readonly difference: number
} {
  const difference = minor(of.total - of.lines.reduce((sum, line) => minor(sum + line), 0))
  const weights = of.lines.map(line => Math.max(0, line))
  const isDiscount =
    of.discountBelow !== undefined && difference < of.discountBelow && weights.some(weight => weight > 0)
  if (!isDiscount) return { off: undefined, difference }
  return { off: split(minor(-difference), weights), difference: 0 }
}
