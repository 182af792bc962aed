import type { Minor } from '#core/money/index.ts'
import { type Interval, quantile, wilson } from '#core/stats/index.ts'

export type ClosedDeal = {
  readonly won: boolean
  readonly amount: Minor | null
  readonly lossReason: string | null
}

export type SizeBand = {
  readonly from: number
  readonly to: number
  readonly deals: number
  readonly won: Interval
}

/** Fewer deals than this to a quarter tell nothing of the quarter. */
const fewestPerBand = 5

/**
 * Win rate by size of deal, in quarters of the closed deals that have an amount, each with its Wilson interval.
 * @returns empty below 20 such deals
 * @see Wilson 1927, J. Am. Stat. Assoc. 22
 */
export function winBySize(deals: readonly ClosedDeal[]): SizeBand[] {
  const sized = deals.flatMap(({ amount, won }) => (amount === null ? [] : [{ amount, won }]))
  if (sized.length < 4 * fewestPerBand) return []
  const amounts = sized.map(({ amount }) => amount)
  const edges = [0.25, 0.5, 0.75].map(p => quantile(amounts, p)!)
  const bandOf = (amount: number) => edges.filter(edge => amount > edge).length
  return [0, 1, 2, 3].flatMap(band => {
    const inside = sized.filter(({ amount }) => bandOf(amount) === band)
    const won = wilson(inside.filter(deal => deal.won).length, inside.length)
    if ('none' in won) return []
    const sizes = inside.map(({ amount }) => amount)
    return [{ from: Math.min(...sizes), to: Math.max(...sizes), deals: inside.length, won }]
  })
}

/** Why deals were lost, the reason named most often first; without a reason last. */
export function lossReasons(
  deals: readonly ClosedDeal[],
): { reason: string | null; deals: number; amount: number }[] {
  const lost = Map.groupBy(
    deals.filter(({ won }) => !won),
    ({ lossReason }) => lossReason,
  )
  return [...lost]
    .map(([reason, of]) => ({
      reason,
      deals: of.length,
      amount: of.reduce((sum, { amount }) => sum + (amount ?? 0), 0),
    }))
    .toSorted(
      (a, b) =>
        Number(a.reason === null) - Number(b.reason === null) || b.deals - a.deals || b.amount - a.amount,
    )
}
