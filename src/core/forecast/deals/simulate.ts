import { type Day, toNumber } from '#core/calendar/index.ts'
import type { Random } from '#core/stats/index.ts'
import { amountDraw } from './amounts.ts'
import { arrivals, drawRate, poisson } from './arrivals.ts'
import { chances, chancesOfNew, type DealModel } from './chances.ts'
import type { Deal } from './deal.ts'
import { binDays, type Hazards } from './hazards.ts'

/** What deals may bring one person: one value a draw and period, draw after draw, minor units. */
export type DealDraws = { readonly open: Float64Array; readonly notYetSeen: Float64Array }

export type DealSimulation = {
  /** Open deals older than any that ever closed; they bring nothing in any draw. */
  readonly stale: readonly Deal[]
  /** Draw i of all people belongs together: teams are sums of their people's. */
  of(person: string, random: Random): DealDraws
}

/**
 * Open deals and those not yet seen, played through many times: whether each is won, in which period and for how
 * much; how many arise and what becomes of them.
 * @param of.model   learnt from all deals as known on `of.day`
 * @param of.ends    last day of each period, ascending, all after `of.day`
 */
export function simulateDeals(of: {
  model: DealModel
  deals: readonly Deal[]
  people: readonly string[]
  day: Day
  ends: readonly Day[]
  draws: number
}): DealSimulation {
  const { hazards } = of.model
  const open = of.deals
    .filter(({ closed }) => closed === null)
    .map(deal => ({ deal, ...chances(of.model, deal, of) }))
  const byPerson = Map.groupBy(
    open.filter(({ stale }) => !stale),
    ({ deal }) => deal.person,
  )
  const amount = amountDraw(of.deals)
  const rates = arrivals(of.deals, of.people, of.day)
  const segments = Map.groupBy(of.deals, ({ person }) => person)
  const ends = of.ends.map(end => toNumber(end) - toNumber(of.day))
  const periods = ends.length

  return {
    stale: open.filter(({ stale }) => stale).map(({ deal }) => deal),
    of(person, random) {
      const answer = {
        open: new Float64Array(of.draws * periods),
        notYetSeen: new Float64Array(of.draws * periods),
      }
      const own = segments.get(person) ?? []
      const unseen = wonOfNew(hazards, { person, segments: own.map(({ segment }) => segment), ends })
      for (let draw = 0; draw < of.draws; draw++) {
        for (const { deal, won } of byPerson.get(person) ?? []) {
          const period = drawPeriod(won, random)
          if (period >= 0) answer.open[draw * periods + period]! += deal.amount ?? amount(person, random)
        }
        const rate = rates.get(person)
        if (!rate) continue
        const arising = drawRate(rate, random) * ends.at(-1)!
        for (let period = 0; period < periods; period++) {
          const wins = poisson(arising * unseen[period]!, random)
          for (let i = 0; i < wins; i++) answer.notYetSeen[draw * periods + period]! += amount(person, random)
        }
      }
      return answer
    },
  }
}

/**
 * Share of the deals arising until the last end that is won in each period: they arise evenly, in segments as before.
 * What is won of Poisson arrivals is Poisson again, so that deals which bring nothing need not be drawn.
 * @see Kingman 1993, Poisson Processes (colouring)
 */
function wonOfNew(
  hazards: Hazards,
  of: { person: string; segments: readonly string[]; ends: readonly number[] },
): Float64Array {
  const { person, ends } = of
  const counts = [...Map.groupBy(of.segments.length > 0 ? of.segments : [''], segment => segment)]
  const all = Math.max(1, of.segments.length)
  const weeks = Math.ceil(ends.at(-1)! / binDays)
  const shares = new Float64Array(ends.length)
  for (let week = 0; week < weeks; week++) {
    const from = Math.min((week + 0.5) * binDays, ends.at(-1)!)
    for (const [segment, alike] of counts) {
      const won = chancesOfNew(hazards, { person, segment }, { from, ends })
      for (let period = 0; period < ends.length; period++)
        shares[period]! += (won[period]! * alike.length) / (all * weeks)
    }
  }
  return shares
}

/** The period in which it is won, or −1: not within them. */
function drawPeriod(won: Float64Array, random: Random): number {
  let left = random.uniform()
  for (let period = 0; period < won.length; period++) {
    left -= won[period]!
    if (left < 0) return period
  }
  return -1
}
