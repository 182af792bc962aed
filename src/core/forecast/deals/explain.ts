import { type Day, toNumber } from '#core/calendar/index.ts'
import { chances, type DealModel } from './chances.ts'
import { ageOf, type Deal } from './deal.ts'
import { factorOf } from './hazards.ts'
import { uncorrected } from './recalibrate.ts'

/** How a deal's chance to be won by a day comes about, step by step; each is the chance with all before it. */
export type Explained = {
  readonly age: number
  readonly usual: number
  readonly withSegment: number
  readonly withPerson: number
  /** Absent where stages are not used, or its stage was never seen. */
  readonly withStage: number | null
  readonly corrected: number
}

/** @returns undefined for a deal that is stale */
export function explain(model: DealModel, deal: Deal, of: { day: Day; end: Day }): Explained | undefined {
  const when = { day: of.day, ends: [of.end] }
  const said = chances(model, deal, when)
  if (said.stale || toNumber(of.end) <= toNumber(of.day)) return undefined
  const plain = { ...model, stages: null, recalibration: uncorrected }
  const nobody = { ...deal, person: '', segment: '' }
  const { hazards } = model
  const noGroups = { ...plain, hazards: { ...hazards, factors: new Map() } }
  const segmentOnly = new Map([[`segment ${deal.segment}`, factorOf(hazards, { ...deal, person: '\0' })]])
  const known = model.stages?.names.includes(deal.stays.at(-1)?.stage ?? '\0') ?? false
  const chance = (by: DealModel, whose: Deal) => chances(by, whose, when).won[0]!
  return {
    age: ageOf({ ...deal, closed: null }, of.day),
    usual: chance(noGroups, nobody),
    withSegment: chance({ ...plain, hazards: { ...hazards, factors: segmentOnly } }, deal),
    withPerson: chance(plain, deal),
    withStage: known ? chance({ ...model, recalibration: uncorrected }, deal) : null,
    corrected: said.won[0]!,
  }
}
