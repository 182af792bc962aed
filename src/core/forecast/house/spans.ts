import type { Span } from '../history.ts'

/** Months that a house's forecast says anything of. */
export const monthsAhead = 12

/** Every month, then the sums over the next 3, 6, 9 and 12 and over what is left of the fiscal year. */
export function spansOf(rest: number | null): Span[] {
  const months = Array.from({ length: monthsAhead }, (_, at) => ({ from: at + 1, to: at + 1 }))
  const sums = [3, 6, 9, 12, ...(rest === null || rest < 2 ? [] : [rest])]
  return [...months, ...[...new Set(sums)].map(to => ({ from: 1, to }))]
}

export function sumOver(values: Float64Array, { from, to }: Span): number {
  let sum = 0
  for (let h = from - 1; h < to; h++) sum += values[h]!
  return sum
}
