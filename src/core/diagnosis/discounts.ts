import { type Minor, minor } from '#core/money/index.ts'
import { type Interval, median, wilson } from '#core/stats/index.ts'

/** What an account bought of a product line, in the period and a year before; list and quantity above zero. */
export type PricePair = {
  readonly account: string
  readonly productLine: string
  readonly now: { readonly net: Minor; readonly list: Minor; readonly quantity: number }
  readonly then: { readonly net: Minor; readonly list: Minor; readonly quantity: number }
}

export type Discounted = {
  readonly account: string
  readonly productLine: string
  /** Share of list price held, then and now. */
  readonly heldThen: number
  readonly heldNow: number
  /** Quantity now over quantity then. */
  readonly growth: number
  /** What this period's list value would have billed more at the price held then. */
  readonly given: Minor
  readonly boughtNothing: boolean
}

export type Discounts = {
  /** Where less of the list price was held than a year before, largest amount first. */
  readonly deeper: readonly Discounted[]
  /** Of these, the share that bought more pieces; of the others, whose price held: is the first higher? */
  readonly grewOfDeeper: Interval | null
  readonly grewOfHeld: Interval | null
  readonly growthOfDeeper: number | null
  readonly growthOfHeld: number | null
  /** Too few on either side to say that discounts bought, or did not buy, anything. */
  readonly few: boolean
}

/** Below this the price counts as held: rounding, and another product within the line. */
const leastDrop = 0.02
/** Shares of fewer than these on either side have intervals too wide to be told apart. */
const fewest = 10

/**
 * Discounts that bought nothing: accounts and product lines where less of the list price was held than a year before
 * while no more was bought, beside those whose price held. It shows what went together, never what caused what.
 * @see Wilson 1927, J. Am. Stat. Assoc. 22 (shares)
 */
export function discounts(pairs: readonly PricePair[]): Discounts {
  const judged = pairs.map(({ account, productLine, now, then }) => {
    const [heldThen, heldNow] = [then.net / then.list, now.net / now.list]
    const growth = now.quantity / then.quantity
    const given = minor(Math.round((heldThen - heldNow) * now.list))
    return { account, productLine, heldThen, heldNow, growth, given, boughtNothing: growth <= 1 }
  })
  const deeper = judged.filter(({ heldThen, heldNow }) => heldThen - heldNow >= leastDrop)
  const held = judged.filter(({ heldThen, heldNow }) => heldThen - heldNow < leastDrop)
  return {
    deeper: deeper.toSorted((a, b) => b.given - a.given || (a.account < b.account ? -1 : 1)),
    grewOfDeeper: grew(deeper),
    grewOfHeld: grew(held),
    growthOfDeeper: median(deeper.map(({ growth }) => growth)) ?? null,
    growthOfHeld: median(held.map(({ growth }) => growth)) ?? null,
    few: deeper.length < fewest || held.length < fewest,
  }
}

function grew(of: readonly Discounted[]): Interval | null {
  const share = wilson(of.filter(({ boughtNothing }) => !boughtNothing).length, of.length)
  return 'none' in share ? null : share
}
