import { type Day, toNumber } from '#core/calendar/index.ts'
import type { Random } from '#core/stats/index.ts'
import { amountDraw } from './amounts.ts'
import { arrivals, drawArrivals } from './arrivals.ts'
import { chances, chancesOfNew } from './chances.ts'
import type { Deal } from './deal.ts'
import { binDays, type Hazards, learnHazards, type NoHazards } from './hazards.ts'

/** What deals may bring one person: one value a draw and period, draw after draw, minor units. */
export type DealDraws = { readonly open: Float64Array; readonly notYetSeen: Float64Array }

export type DealSimulation = {
  readonly hazards: Hazards
  /** Open deals older than any that ever closed; they bring nothing in any draw. */
  readonly stale: readonly Deal[]
  /** Draw i of all people belongs together: teams are sums of their people's. */
  of(person: string, random: Random): DealDraws
}

/**
 * Open deals and those not yet seen, played through many times: whether each is won, in which period and for how
 * much; how many arise and what becomes of them.
 * @param of.deals   as known on `of.day`
 * @param of.ends    last day of each period, ascending, all after `of.day`
 * @returns refused where too few deals have closed to learn from
 */
export function simulateDeals(of: {
  deals: readonly Deal[]
  people: readonly string[]
  day: Day
  ends: readonly Day[]
  draws: number
}): DealSimulation | NoHazards {
  const hazards = learnHazards(of.deals, of.day)
  if ('none' in hazards) return hazards
  const open = of.deals
    .filter(({ closed }) => closed === null)
    .map(deal => ({ deal, ...chances(hazards, deal, of) }))
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
    hazards,
    stale: open.filter(({ stale }) => stale).map(({ deal }) => deal),
    of(person, random) {
      const answer = {
        open: new Float64Array(of.draws * periods),
        notYetSeen: new Float64Array(of.draws * periods),
      }
      const own = segments.get(person) ?? []
      const unseen = chancesByWeek(hazards, { person, ends })
      for (let draw = 0; draw < of.draws; draw++) {
        for (const { deal, won } of byPerson.get(person) ?? []) {
          const period = drawPeriod(won, random)
          if (period >= 0) answer.open[draw * periods + period]! += deal.amount ?? amount(person, random)
        }
        const rate = rates.get(person)
        const arising = rate ? drawArrivals(rate, ends.at(-1) ?? 0, random) : 0
        for (let i = 0; i < arising; i++) {
          const from = random.uniform() * ends.at(-1)!
          const segment = own.length > 0 ? own[random.below(own.length)]!.segment : ''
          const period = drawPeriod(unseen(segment, from), random)
          if (period >= 0) answer.notYetSeen[draw * periods + period]! += amount(person, random)
        }
      }
      return answer
    },
  }
}

/** Chances of deals that begin in the same week are alike, and reckoned once: draws ask for them by the million. */
function chancesByWeek(hazards: Hazards, { person, ends }: { person: string; ends: readonly number[] }) {
  const known = new Map<string, Float64Array[]>()
  return (segment: string, from: number): Float64Array => {
    const weeks = known.get(segment) ?? known.set(segment, []).get(segment)!
    const week = Math.floor(from / binDays)
    const middle = (week + 0.5) * binDays
    return (weeks[week] ??= chancesOfNew(hazards, { person, segment }, { from: middle, ends }))
  }
}

/** The period in which it is won, or −1: not within them. */
function drawPeriod(won: Float64Array, random: Random): number {
  let left = random.uniform()
  for (const [period, chance] of won.entries()) {
    left -= chance
    if (left < 0) return period
  }
  return -1
}
