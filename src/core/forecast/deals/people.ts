import { addDays, type Day, toNumber } from '#core/calendar/index.ts'
import type { DealModel } from './chances.ts'
import type { Deal } from './deal.ts'
import { dealOutlook, type DealOutlook } from './outlook.ts'
import { simulateDeals } from './simulate.ts'

/** Single draws of deals that an outlook may take: about a second's work. */
const work = 1_000_000
const [fewestDraws, mostDraws] = [200, 1000]

/** Some people's deals: what they may bring together, and what of it is left out as stale. */
export type PeoplesDeals = {
  readonly outlook: DealOutlook
  readonly open: number
  readonly stale: readonly string[]
  readonly staleAmount: number
}

/**
 * @param of.deals    of everybody, as known on `of.day`
 * @param of.people   whose deals are summed up
 * @param of.arising  with whom new deals go on arising; those beside `people` are what they are compared with
 */
export function peoplesDeals(of: {
  model: DealModel
  deals: readonly Deal[]
  people: readonly string[]
  arising: readonly string[]
  day: Day
  ends: readonly Day[]
}): PeoplesDeals {
  const inside = new Set(of.people)
  const own = of.deals.filter(({ person }) => inside.has(person))
  const yearAgo = addDays(of.day, -365)
  const load = own.filter(({ closed, created }) => closed === null || created > yearAgo).length
  const draws = Math.round(Math.max(fewestDraws, Math.min(mostDraws, work / Math.max(1, load))))
  const simulation = simulateDeals({ ...of, people: of.arising, draws })
  const stale = simulation.stale.filter(({ person }) => inside.has(person))
  return {
    outlook: dealOutlook({
      simulation,
      people: of.people,
      periods: of.ends.length,
      draws,
      sums: [3, 6, 9, 12].filter(count => count <= of.ends.length),
      seed: toNumber(of.day),
    }),
    open: own.filter(({ closed }) => closed === null).length,
    stale: stale.map(({ id }) => id),
    staleAmount: stale.reduce((sum, { amount }) => sum + (amount ?? 0), 0),
  }
}
