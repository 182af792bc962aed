import type { Day, Period } from '#core/calendar/index.ts'
import { type Deal, learnDeals, simulateDeals } from '../deals/index.ts'
import type { Billed, HouseNode, Seller } from '../house/facts.ts'
import type { HouseForecast } from '../house/run.ts'
import { type Earned, earnWeights } from './earn.ts'
import { joinHouse, type NodeParts } from './join.ts'
import { pastParts, type PublishedPart } from './past.ts'
import { placesOf } from './places.ts'

/** A forecast with its parts, and whether it is the three joined: then people who have deals and never billed are in it. */
export type JoinedDeals = {
  readonly nodes: readonly HouseNode[]
  readonly forecast: HouseForecast
  readonly parts: readonly NodeParts[]
  readonly joined: { readonly near: Earned; readonly far: Earned } | null
}

/**
 * Joins a forecast of billing with deals as they were known on its day, by weights from forecasts published before.
 * @param of.deals    as known on `of.day`
 * @param of.line     everybody, by the line of the day
 * @param of.people   with whom deals go on arising
 * @param of.ends     last days of the months ahead
 * @param of.cuts     past month ends, at which chances are tried
 * @param of.soon     days within which such chances come due
 * @param of.past     parts of forecasts published at month ends before `of.day`
 * @returns the forecast as it was and no parts where too few deals have closed to learn from
 */
export function joinDeals(of: {
  nodes: readonly HouseNode[]
  forecast: HouseForecast
  deals: readonly Deal[]
  line: readonly Seller[]
  people: readonly string[]
  day: Day
  ends: readonly Day[]
  cuts: readonly Day[]
  soon: number
  past: readonly PublishedPart[]
  known: readonly Period[]
  billed: ReadonlyMap<string, Billed>
  seed: number
}): JoinedDeals {
  const learnt = learnDeals({ deals: of.deals, day: of.day, cuts: of.cuts, days: of.soon })
  if ('none' in learnt) return { nodes: of.nodes, forecast: of.forecast, parts: [], joined: null }
  const past = pastParts(of.past, of)
  const joined = { near: earnWeights(past, 'near'), far: earnWeights(past, 'far') }
  const simulation = (draws: number) => simulateDeals({ ...of, model: learnt.model, draws })
  return { ...joinHouse({ ...of, ...joined, places: placesOf(of), simulation }), joined }
}
