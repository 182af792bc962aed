import type { DealFacts } from '#db/forecast/deals.ts'
import {
  addDays,
  type Day,
  lastDayOf,
  monthOf,
  addMonths,
  type Period,
  toNumber,
} from '#core/calendar/index.ts'
import {
  asOf,
  backtestDeals,
  type Deal,
  dealOutlook,
  fewestClosed,
  type DealRecord,
  simulateDeals,
} from '#core/forecast/deals/index.ts'

/** What “soon” is, ahead and in the backtest. */
export const soonDays = 91
/** So many past month ends are cut at, where the ledger of deals reaches back so far. */
const cutsBack = 24
/** Single draws of deals a read may take: about a second's work. */
const work = 1_000_000
const [fewestDraws, mostDraws] = [200, 1000]

/**
 * Each deal once, as its largest owner's. A stage is not told: where a closed deal stood before it closed is not
 * known for those that closed before the first export, and today's stages would make the past look foreseen.
 */
export function dealsOf({ deals }: DealFacts, today: Day): Deal[] {
  const all = deals.map(({ owners, ...deal }) => ({ ...deal, person: owners[0]?.person ?? '', stage: null }))
  return asOf(all, today)
}

/** Open deals as the subject's: its people's share of each, as one of its people's. */
function subjectsDeals(facts: DealFacts, deals: readonly Deal[]): { deals: Deal[]; people: string[] } {
  const inside = new Set(facts.people.map(({ id }) => id))
  const owners = new Map(facts.deals.map(deal => [deal.id, deal.owners]))
  const own = deals.map(deal => {
    const parts =
      deal.closed === null ? (owners.get(deal.id) ?? []).filter(({ person }) => inside.has(person)) : []
    if (parts.length === 0) return deal
    const amount = deal.amount === null ? null : parts.reduce((sum, part) => sum + (part.amount ?? 0), 0)
    return { ...deal, person: parts[0]!.person, amount }
  })
  return { deals: own, people: [...inside] }
}

export function simulated(facts: DealFacts, of: { today: Day; months: readonly Period[] }) {
  const deals = dealsOf(facts, of.today)
  const own = subjectsDeals(facts, deals)
  const inside = new Set(own.people)
  // others' rates are what the subject's people are compared with; who has left begins nothing any more
  const arising = new Set([
    ...facts.people.filter(({ employed }) => employed).map(({ id }) => id),
    ...deals.map(({ person }) => person).filter(person => person !== '' && !inside.has(person)),
  ])
  const yearAgo = addDays(of.today, -365)
  const load = own.deals.filter(
    ({ closed, created, person }) => inside.has(person) && (closed === null || created > yearAgo),
  ).length
  const draws = Math.round(Math.max(fewestDraws, Math.min(mostDraws, work / Math.max(1, load))))
  const simulation = simulateDeals({
    deals: own.deals,
    people: [...arising],
    day: of.today,
    ends: of.months.map(({ to }) => to),
    draws,
  })
  if ('none' in simulation) return null
  const periods = of.months.length
  const sums = [3, 6, 9, 12].filter(count => count <= periods)
  const outlook = dealOutlook({
    simulation,
    people: own.people,
    periods,
    draws,
    sums,
    seed: toNumber(of.today),
  })
  const open = own.deals.filter(({ closed, person }) => closed === null && inside.has(person))
  const stale = simulation.stale.filter(({ person }) => inside.has(person))
  return { hazards: simulation.hazards, outlook, sums, open, stale }
}

/** How true chances were that would have been said at past month ends. */
export function recordUpTo(deals: readonly Deal[], today: Day): DealRecord | null {
  const cuts = Array.from({ length: cutsBack }, (_, back) =>
    lastDayOf(monthOf(addMonths(today, back - cutsBack))),
  ).filter(cut => cut < today)
  const record = backtestDeals({ deals, day: today, cuts, days: soonDays })
  return 'none' in record ? null : record
}

export const closedIn = (deals: readonly Deal[]) => ({
  closed: deals.filter(({ closed }) => closed !== null).length,
  needed: fewestClosed,
})
