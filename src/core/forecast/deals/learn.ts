import type { Day } from '#core/calendar/index.ts'
import { type Foretold, reliability, type ReliabilityBin } from '#core/stats/index.ts'
import { type Cut, cutsOf, foretoldOf } from './backtest.ts'
import type { DealModel } from './chances.ts'
import type { Deal } from './deal.ts'
import { learnHazards, type NoHazards } from './hazards.ts'
import { type StageProof, proveStages } from './prove-stages.ts'
import { corrected, type Fared, type Recalibration, recalibration, scoreOf } from './recalibrate.ts'
import { learnStages, seenInStages } from './stages.ts'

/** How true chances were that would have been said at past month ends, each corrected by what was known by then. */
export type DealRecord = Fared & {
  /** Month ends at which the past was cut off. */
  readonly cuts: number
  readonly foretold: number
  /** What saying the usual rate of all would have scored. */
  readonly brierOfUsual: number
  readonly bins: readonly ReliabilityBin[]
  /** Month ends by which earlier ones had come due, so that a correction could be learnt: with it and without it. */
  readonly correction: {
    readonly cuts: number
    readonly foretold: number
    readonly before: Fared
    readonly after: Fared
  } | null
}

/** How many deals were seen in a stage and then decided, and how many stages were seen. */
export type SeenInStages = { readonly decided: number; readonly names: number }

export type LearntDeals = {
  readonly model: DealModel
  readonly stages: StageProof & SeenInStages
  readonly record: DealRecord | null
}

/**
 * Everything chances are said from, and how it would have fared: age, segment and person; stages where they proved to
 * tell more; and a correction. What a past month end would have used is learnt from month ends that were due by then,
 * so that nothing is scored on what it was learnt from (Dawid 1984, J. R. Stat. Soc. A 147).
 * @param of.deals  as known on `of.day`
 * @param of.cuts   past month ends, ascending
 * @param of.days   what "soon" is: chances to be won within so many days are scored
 */
export function learnDeals(of: {
  deals: readonly Deal[]
  day: Day
  cuts: readonly Day[]
  days: number
}): LearntDeals | NoHazards {
  const hazards = learnHazards(of.deals, of.day)
  if ('none' in hazards) return hazards
  const cuts = cutsOf(of)
  const stages = proveStages(cuts)
  const seen = seenInStages(of.deals)
  const learnt = stages.used ? learnStages(of.deals, { day: of.day, hazards }) : null
  return {
    model: {
      hazards,
      stages: learnt === null || 'none' in learnt ? null : learnt,
      recalibration: correctionFrom(cuts, stages.used),
    },
    stages: { ...stages, decided: seen.decided, names: seen.names.length },
    record: cuts.length === 0 ? null : recordOf(cuts),
  }
}

function correctionFrom(cuts: readonly Cut[], byStage: boolean): Recalibration {
  return recalibration(cuts.map(({ leans }) => (byStage ? leans.byStage : leans.byAge)))
}

function recordOf(cuts: readonly Cut[]): DealRecord {
  const told = cuts.map(cut => {
    const past = cuts.filter(({ due }) => due <= cut.day)
    const byStage = proveStages(past).used
    const correction = correctionFrom(past, byStage)
    const before = foretoldOf(cut, byStage)
    const after = before.map(({ chance, came }) => ({ chance: corrected(chance, correction), came }))
    return { before, after, correctable: correction.cuts > 0 }
  })
  const after = told.flatMap(one => one.after)
  const could = told.filter(({ correctable }) => correctable)
  const usual = cuts.flatMap((cut): Foretold[] => cut.said.map(({ came }) => ({ chance: cut.usual, came })))
  return {
    ...scoreOf(after),
    cuts: cuts.length,
    foretold: after.length,
    brierOfUsual: scoreOf(usual).brier,
    bins: reliability(after),
    correction:
      could.length === 0
        ? null
        : {
            cuts: could.length,
            foretold: could.reduce((sum, one) => sum + one.after.length, 0),
            before: scoreOf(could.flatMap(one => one.before)),
            after: scoreOf(could.flatMap(one => one.after)),
          },
  }
}
