import { addDays, type Day } from '#core/calendar/index.ts'
import { brier, type Foretold, reliability, type ReliabilityBin } from '#core/stats/index.ts'
import { chances } from './chances.ts'
import { asOf, type Deal } from './deal.ts'
import { learnHazards } from './hazards.ts'

export type DealRecord = {
  /** Month ends at which the past was cut off. */
  readonly cuts: number
  readonly foretold: number
  readonly brier: number
  /** What saying the usual rate of all would have scored. */
  readonly brierOfUsual: number
  readonly bins: readonly ReliabilityBin[]
}

/**
 * The chances of open deals as they would have been said at past month ends, against what came within `days` days.
 * Cuts after which the days are not yet over are left out.
 * @param of.day   up to which the outcome is known
 * @param of.cuts  ascending
 */
export function backtestDeals(of: {
  deals: readonly Deal[]
  day: Day
  cuts: readonly Day[]
  days: number
}): DealRecord | { none: 'too_few_closed' } {
  const foretold: Foretold[] = []
  const usual: Foretold[] = []
  let cuts = 0
  for (const cut of of.cuts) {
    const end = addDays(cut, of.days)
    if (end > of.day) continue
    const then = asOf(of.deals, cut)
    const hazards = learnHazards(then, cut)
    if ('none' in hazards) continue
    cuts++
    const now = new Map(of.deals.map(deal => [deal.id, deal]))
    const open = then.filter(({ closed }) => closed === null)
    const own = open.map(deal => {
      const later = now.get(deal.id)!
      const came = later.won === true && later.closed !== null && later.closed <= end
      return { chance: chances(hazards, deal, { day: cut, ends: [end] }).won[0]!, came }
    })
    foretold.push(...own)
    const rate = usualRate(then, cut, of.days)
    usual.push(...own.map(({ came }) => ({ chance: rate, came })))
  }
  const score = brier(foretold)
  if (score === undefined) return { none: 'too_few_closed' }
  return {
    cuts,
    foretold: foretold.length,
    brier: score,
    brierOfUsual: brier(usual)!,
    bins: reliability(foretold),
  }
}

/** Of the deals that were open `days` before the cut, the share won by the cut. */
function usualRate(deals: readonly Deal[], cut: Day, days: number): number {
  const before = addDays(cut, -days)
  const open = deals.filter(
    ({ created, closed }) => created <= before && (closed === null || closed > before),
  )
  return open.length === 0 ? 0.5 : open.filter(({ won }) => won === true).length / open.length
}
