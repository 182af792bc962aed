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
/** Where one outcome has its amount written down less than half as often as the other, sizes tell of the writing. */
const leastAlike = 0.5

export type NoSizes = { readonly none: 'few' | 'one_sided' }

/** How many of the closed deals were won, with the Wilson score interval; null where none closed. */
export function wonShare(deals: readonly ClosedDeal[]): Interval | null {
  const share = wilson(deals.filter(deal => deal.won).length, deals.length)
  return 'none' in share ? null : share
}

/**
 * Win rate by size of deal, in quarters of the closed deals that have an amount, each with its Wilson interval.
 * @returns why there is none: below 20 such deals, or one outcome hardly ever has an amount (lost deals are often left
 *   without, and would make every size look won)
 * @see Wilson 1927, J. Am. Stat. Assoc. 22
 */
export function winBySize(deals: readonly ClosedDeal[]): readonly SizeBand[] | NoSizes {
  const sized = deals.flatMap(({ amount, won }) => (amount === null ? [] : [{ amount, won }]))
  if (sized.length < 4 * fewestPerBand) return { none: 'few' }
  if (oneSided(deals)) return { none: 'one_sided' }
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

function oneSided(deals: readonly ClosedDeal[]): boolean {
  const written = [true, false].map(won => {
    const of = deals.filter(deal => deal.won === won)
    return of.length === 0 ? null : of.filter(({ amount }) => amount !== null).length / of.length
  })
  const [one, other] = written
  if (one === null || other === null || one === undefined || other === undefined) return false
  return Math.min(one, other) < leastAlike * Math.max(one, other)
}

/** Why deals were lost, the reason named most often first; without a reason last. An amount that nobody wrote is null. */
export function lossReasons(
  deals: readonly ClosedDeal[],
): { reason: string | null; deals: number; amount: number | null }[] {
  const lost = Map.groupBy(
    deals.filter(({ won }) => !won),
    ({ lossReason }) => lossReason,
  )
  return [...lost]
    .map(([reason, of]) => ({
      reason,
      deals: of.length,
      amount: of.every(({ amount }) => amount === null)
        ? null
        : of.reduce((sum, { amount }) => sum + (amount ?? 0), 0),
    }))
    .toSorted(
      (a, b) =>
        Number(a.reason === null) - Number(b.reason === null) ||
        b.deals - a.deals ||
        (b.amount ?? 0) - (a.amount ?? 0),
    )
}
