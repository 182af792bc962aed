import type { Minor } from '#core/money/index.ts'
import { type Interval, quantile, wilson } from '#core/stats/index.ts'

export type ClosedDeal = {
  readonly won: boolean
  readonly amount: Minor | null
  /** What its products cost at list. */
  readonly list: Minor | null
  readonly lossReason: string | null
  readonly competitor: string | null
}

export type SizeBand = {
  readonly from: number
  readonly to: number
  readonly deals: number
  readonly won: Interval
}
/** Sizes are amounts; where these tell of the writing, what the products cost at list. */
export type Sized = { readonly by: 'amount' | 'list'; readonly bands: readonly SizeBand[] }

/** Fewer deals than this to a quarter tell nothing of the quarter. */
const fewestPerBand = 5
/** Where one outcome has something written down less than half as often as the other, it tells of the writing. */
const leastAlike = 0.5

export type NoSizes = { readonly none: 'few' | 'one_sided' }

/** How many of the closed deals were won, with the Wilson score interval; null where none closed. */
export function wonShare(deals: readonly ClosedDeal[]): Interval | null {
  const share = wilson(deals.filter(deal => deal.won).length, deals.length)
  return 'none' in share ? null : share
}

/**
 * Win rate by size of deal, in quarters of the closed deals that have one, each with its Wilson interval.
 * @returns why there is none: below 20 such deals, or one outcome hardly ever has an amount (lost deals are often left
 *   without, and would make every size look won) and products do not say a size either
 * @see Wilson 1927, J. Am. Stat. Assoc. 22
 */
export function winBySize(deals: readonly ClosedDeal[]): Sized | NoSizes {
  const byAmount = bandsOf(deals, ({ amount }) => amount)
  if (!('none' in byAmount)) return { by: 'amount', bands: byAmount }
  const byList = bandsOf(deals, ({ list }) => list)
  return 'none' in byList ? byAmount : { by: 'list', bands: byList }
}

function bandsOf(
  deals: readonly ClosedDeal[],
  sizeOf: (deal: ClosedDeal) => number | null,
): SizeBand[] | NoSizes {
  const sized = deals.flatMap(deal => {
    const size = sizeOf(deal)
    return size === null ? [] : [{ size, won: deal.won }]
  })
  if (sized.length < 4 * fewestPerBand) return { none: 'few' }
  if (oneSided(deals, deal => sizeOf(deal) !== null)) return { none: 'one_sided' }
  const all = sized.map(({ size }) => size)
  const edges = [0.25, 0.5, 0.75].map(p => quantile(all, p)!)
  const bandOf = (size: number) => edges.filter(edge => size > edge).length
  return [0, 1, 2, 3].flatMap(band => {
    const inside = sized.filter(({ size }) => bandOf(size) === band)
    const won = wilson(inside.filter(deal => deal.won).length, inside.length)
    if ('none' in won) return []
    const sizes = inside.map(({ size }) => size)
    return [{ from: Math.min(...sizes), to: Math.max(...sizes), deals: inside.length, won }]
  })
}

export type Against = { readonly competitor: string | null; readonly deals: number; readonly won: Interval }

/**
 * Win rate by the competitor named, the one met most often first, deals without one last.
 * @returns why there is none: nobody names one, or they are named on lost deals alone, say, and would seem to win all
 */
export function winByCompetitor(deals: readonly ClosedDeal[]): Against[] | { none: 'unnamed' | 'one_sided' } {
  if (deals.every(({ competitor }) => competitor === null)) return { none: 'unnamed' }
  if (oneSided(deals, ({ competitor }) => competitor !== null)) return { none: 'one_sided' }
  return [...Map.groupBy(deals, ({ competitor }) => competitor)]
    .map(([competitor, met]) => ({ competitor, deals: met.length, won: wonShare(met)! }))
    .toSorted((a, b) => Number(a.competitor === null) - Number(b.competitor === null) || b.deals - a.deals)
}

function oneSided(deals: readonly ClosedDeal[], isWritten: (deal: ClosedDeal) => boolean): boolean {
  const shareOf = (won: boolean) => {
    const of = deals.filter(deal => deal.won === won)
    return of.length === 0 ? null : of.filter(isWritten).length / of.length
  }
  const [one, other] = [shareOf(true), shareOf(false)]
  if (one === null || other === null) return false
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
