import { type Interval, quantileOfSorted, shareDifference, wilson } from '#core/stats/index.ts'

/** A deal that was decided: whether it was won, in which quarter, and whether in that quarter's last month. */
export type Decided = { readonly won: boolean; readonly quarter: string; readonly inLastMonth: boolean }

export type QuarterEnd = {
  readonly atEnd: Interval & { readonly of: number }
  readonly before: Interval & { readonly of: number }
  /** The share won in last months less that in the others, with its 95 % interval. */
  readonly difference: Interval
  /** Quarters with both, and in how many of them the last month won more. */
  readonly quarters: { readonly higher: number; readonly of: number }
}

/** Fewer decided on a side say nothing of a rate. */
const fewest = 10

/** Whether more of the decided deals are won in the last month of a quarter than in its other months. */
export function quarterEndEffect(deals: readonly Decided[]): QuarterEnd | { none: 'too_few' } {
  const [late, early] = [deals.filter(deal => deal.inLastMonth), deals.filter(deal => !deal.inLastMonth)]
  if (late.length < fewest || early.length < fewest) return { none: 'too_few' }
  const quarters = [...Map.groupBy(deals, deal => deal.quarter).values()]
    .map(own => [own.filter(deal => deal.inLastMonth), own.filter(deal => !deal.inLastMonth)] as const)
    .filter(([last, others]) => last.length > 0 && others.length > 0)
  // no side is empty, and so none of these is refused
  const difference = shareDifference(won(late), won(early)) as Interval
  return {
    atEnd: { ...rate(late), of: late.length },
    before: { ...rate(early), of: early.length },
    difference,
    quarters: {
      higher: quarters.filter(([last, others]) => rate(last).estimate > rate(others).estimate).length,
      of: quarters.length,
    },
  }
}

const won = (deals: readonly Decided[]) => ({ hits: deals.filter(deal => deal.won).length, of: deals.length })

function rate(deals: readonly Decided[]): Interval {
  const { hits, of } = won(deals)
  return wilson(hits, of) as Interval
}

export type Lag = {
  readonly count: number
  /** 10th, 25th, 50th, 75th and 90th percentile. */
  readonly low: number
  readonly lower: number
  readonly middle: number
  readonly upper: number
  readonly high: number
  /** How many took up to so many days: each bin 14 days wide, the first from 0. */
  readonly fortnights: number[]
}

/** Days from a deal's creation to its decision. Open deals are not in it. */
export function closingLag(days: readonly number[]): Lag | { none: 'too_few' } {
  if (days.length < fewest) return { none: 'too_few' }
  const sorted = days.toSorted((a, b) => a - b)
  const at = (p: number) => quantileOfSorted(sorted, p)
  const bin = (value: number) => Math.floor(Math.max(value, 0) / 14)
  const fortnights = Array.from({ length: bin(sorted.at(-1)!) + 1 }, () => 0)
  for (const value of days) fortnights[bin(value)]!++
  return {
    count: days.length,
    low: at(0.1),
    lower: at(0.25),
    middle: at(0.5),
    upper: at(0.75),
    high: at(0.9),
    fortnights,
  }
}
