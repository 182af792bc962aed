import { type Day, toNumber } from '#core/calendar/index.ts'
import { type Deal, livedTo } from './deal.ts'
import { factorOf, type Hazards } from './hazards.ts'
import { corrected, type Recalibration } from './recalibrate.ts'
import type { StageModel } from './stages.ts'
import { walkStages } from './walk-stages.ts'
import { walk } from './walk.ts'

/** Everything chances are said from. */
export type DealModel = {
  readonly hazards: Hazards
  /** Absent where stages are not known, or did not prove to tell more than age. */
  readonly stages: StageModel | null
  readonly recalibration: Recalibration
}

/** What may become of one open deal. */
export type Chances = {
  /** Chance of being won in each of the periods. */
  readonly won: Float64Array
  /** Chance of ever being won, after the last period too. */
  readonly ever: number
  /** Older than any deal that ever closed: nothing can be learnt for it, and it counts for nothing. */
  readonly stale: boolean
}

/**
 * When an open deal is won, period by period.
 * @param of.day   up to which the deal is known
 * @param of.ends  last day of each period, ascending, all after `day`
 */
export function chances(model: DealModel, deal: Deal, of: { day: Day; ends: readonly Day[] }): Chances {
  const { hazards, stages } = model
  const age = livedTo({ created: deal.created, closed: null }, of.day)
  if (age > hazards.oldest) return { won: new Float64Array(of.ends.length), ever: 0, stale: true }
  const today = toNumber(of.day)
  const from = { age, factor: factorOf(hazards, deal), ends: of.ends.map(end => toNumber(end) - today) }
  const told = (stages && walkStages(stages, { hazards, deal, ...of, ...from })) ?? walk(hazards, from)
  const by = told.by.map(chance => corrected(chance, model.recalibration))
  return {
    won: by.map((chance, period) => chance - (period === 0 ? 0 : by[period - 1]!)),
    ever: corrected(told.ever, model.recalibration),
    stale: false,
  }
}

/** The same for a deal that begins `from` days from now (0 or more): nothing is known of it but whose it will be. */
export function chancesOfNew(
  hazards: Hazards,
  deal: Pick<Deal, 'segment' | 'person'>,
  of: { from: number; ends: readonly number[] },
): Float64Array {
  const { by } = walk(hazards, { age: -of.from, factor: factorOf(hazards, deal), ends: of.ends })
  return by.map((chance, period) => chance - (period === 0 ? 0 : by[period - 1]!))
}
