import { quantileOfSorted, seeded } from '#core/stats/index.ts'
import type { DealSimulation } from './simulate.ts'

/** What a span of periods may bring: means of the two parts, and the range of their sum that holds four of five draws. */
export type OutlookSpan = {
  readonly open: number
  readonly notYetSeen: number
  readonly mean: number
  readonly low80: number
  readonly high80: number
}
export type DealOutlook = { readonly periods: readonly OutlookSpan[]; readonly sums: readonly OutlookSpan[] }

/**
 * Sums the draws of some people, draw by draw, so that the range of a team is that of its people together and not of
 * each alone; whole minor units.
 * @param of.people  in an order that does not change: each has random numbers of their own by their place
 * @param of.sums    so many first periods to sum up
 */
export function dealOutlook(of: {
  simulation: DealSimulation
  people: readonly string[]
  periods: number
  draws: number
  sums: readonly number[]
  seed: number
}): DealOutlook {
  const { periods, draws } = of
  const open = new Float64Array(draws * periods)
  const notYetSeen = new Float64Array(draws * periods)
  for (const [place, person] of of.people.entries()) {
    const own = of.simulation.of(person, seeded(of.seed * 100_003 + place))
    for (const [at, value] of own.open.entries()) open[at]! += value
    for (const [at, value] of own.notYetSeen.entries()) notYetSeen[at]! += value
  }
  const span = (from: number, to: number) => spanOf({ open, notYetSeen, draws, periods, from, to })
  return {
    periods: Array.from({ length: periods }, (_, at) => span(at, at + 1)),
    sums: of.sums.map(count => span(0, count)),
  }
}

type Draws = { open: Float64Array; notYetSeen: Float64Array; draws: number; periods: number }

function spanOf({ open, notYetSeen, draws, periods, from, to }: Draws & { from: number; to: number }) {
  const totals = new Float64Array(draws)
  let [seen, unseen] = [0, 0]
  for (let draw = 0; draw < draws; draw++) {
    for (let at = draw * periods + from; at < draw * periods + to; at++) {
      seen += open[at]!
      unseen += notYetSeen[at]!
      totals[draw]! += open[at]! + notYetSeen[at]!
    }
  }
  totals.sort()
  const [openMean, unseenMean] = [Math.round(seen / draws), Math.round(unseen / draws)]
  return {
    open: openMean,
    notYetSeen: unseenMean,
    mean: openMean + unseenMean,
    low80: Math.round(quantileOfSorted(totals, 0.1)),
    high80: Math.round(quantileOfSorted(totals, 0.9)),
  }
}
