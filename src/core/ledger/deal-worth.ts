import { type Day, addDays, daysBetween } from '#core/calendar/index.ts'
import { type Minor, minor } from '#core/money/index.ts'
import { credibility, type Group } from '#core/stats/index.ts'

/** Amount over list value of a product's won deals (or billing lines), as sums weighted by list value. */
export type Realised = Group & { readonly product: string }

/** Days from a stage, as it was first seen in it, to the close; `stage: null` from the beginning. */
export type Waits = { readonly stage: string | null; readonly days: readonly number[] }

/** What closed deals tell of open ones. */
export type DealNorms = {
  /** Share of the list price that is really paid; null: nothing was sold yet that has a list price. */
  readonly ratioOf: (product: string) => number | null
  /**
   * Median days from a stage, or from the beginning (null), to the close, of deals that waited longer than so many days;
   * null where too few did.
   */
  readonly waitOf: (stage: string | null, waited: number) => number | null
  /** Age at which the oldest deal closed that ever did. */
  readonly oldest: number | null
}

export type OpenDeal = {
  readonly amount: Minor | null
  /** List value of one each in minor units, null where nobody knows it. */
  readonly products: readonly {
    readonly product: string
    readonly quantity: number
    readonly list: number | null
  }[]
  readonly stage: string
  readonly created: Day | null
  readonly expected: Day | null
  readonly firstSeen: Day
  /** Day on which it was seen to reach its stage; null if it stood there when it was first seen. */
  readonly reached: Day | null
}

export type Worth = {
  readonly amount: Minor | null
  readonly amountBy: 'said' | 'list' | 'unknown'
  readonly likely: Day | null
  readonly likelyBy: 'said' | 'stage' | 'all' | 'unknown'
  /** From this day on it is older than any that ever closed. */
  readonly staleFrom: Day | null
}

/** Fewer deals than this that waited as long tell nothing of a stage; all together do. */
export const fewestWaits = 5

/**
 * The price really paid is that of the product's own won deals, drawn to that of all products where they are few
 * (Bühlmann & Straub 1970); waiting is the median, which one deal that dragged on does not move.
 */
export function dealNorms(facts: {
  realised: readonly Realised[]
  waits: readonly Waits[]
  oldest: number | null
}): DealNorms {
  const believed = credibility(facts.realised)
  const ratios = new Map(
    facts.realised.map(({ product }, index) => [product, believed!.groups[index]!.estimate]),
  )
  const waits = new Map(facts.waits.map(({ stage, days }) => [stage, days.toSorted((a, b) => a - b)]))
  return {
    ratioOf: product => ratios.get(product) ?? believed?.overall ?? null,
    waitOf: (stage, waited) => {
      const days = waits.get(stage) ?? []
      const first = placeAbove(days, waited)
      const longer = days.length - first
      if (longer < (stage === null ? 1 : fewestWaits)) return null
      return (days[first + Math.floor((longer - 1) / 2)]! + days[first + Math.floor(longer / 2)]!) / 2
    },
    oldest: facts.oldest,
  }
}

/** Place of the first value above a bound, of ascending ones; there are as many questions as open deals. */
function placeAbove(ascending: readonly number[], bound: number): number {
  let [low, high] = [0, ascending.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (ascending[middle]! > bound) high = middle
    else low = middle + 1
  }
  return low
}

/**
 * What an open deal is taken to be worth, by when, and from when on it is stale; each marked as said or assumed. It is
 * still open today, so that it is compared with deals that were still open after as long: an assumed day is never past.
 */
export function worthOf(deal: OpenDeal, { norms, today }: { norms: DealNorms; today: Day }): Worth {
  const begun = deal.created ?? deal.firstSeen
  return {
    ...amountOf(deal, norms),
    ...likelyOf(deal, { norms, today }),
    staleFrom: norms.oldest === null ? null : addDays(begun, norms.oldest + 1),
  }
}

function amountOf(deal: OpenDeal, norms: DealNorms): Pick<Worth, 'amount' | 'amountBy'> {
  if (deal.amount !== null) return { amount: deal.amount, amountBy: 'said' }
  const parts = deal.products.map(({ product, quantity, list }) => {
    const ratio = norms.ratioOf(product)
    return ratio === null || list === null ? null : quantity * list * ratio
  })
  if (parts.length === 0 || parts.includes(null)) return { amount: null, amountBy: 'unknown' }
  return { amount: minor(Math.round(parts.reduce<number>((sum, part) => sum + part!, 0))), amountBy: 'list' }
}

function likelyOf(
  deal: OpenDeal,
  { norms, today }: { norms: DealNorms; today: Day },
): Pick<Worth, 'likely' | 'likelyBy'> {
  if (deal.expected !== null) return { likely: deal.expected, likelyBy: 'said' }
  const after = (stage: string | null, since: Day): Day | null => {
    const wait = norms.waitOf(stage, daysBetween(since, today))
    return wait === null ? null : addDays(since, Math.round(wait))
  }
  const ofStage = after(deal.stage, deal.reached ?? deal.firstSeen)
  if (ofStage !== null) return { likely: ofStage, likelyBy: 'stage' }
  const ofAll = after(null, deal.created ?? deal.firstSeen)
  return ofAll === null ? { likely: null, likelyBy: 'unknown' } : { likely: ofAll, likelyBy: 'all' }
}
