import { addDays, type Day } from '#core/calendar/index.ts'
import type { Foretold } from '#core/stats/index.ts'
import { chances } from './chances.ts'
import { asOf, type Deal } from './deal.ts'
import { learnHazards } from './hazards.ts'
import { type Lean, leanOf, uncorrected } from './recalibrate.ts'
import { learnStages } from './stages.ts'

/** A chance said at a past month end, by age and, where its stage was known, by stage; and what came. */
export type Said = {
  readonly id: string
  readonly byAge: number
  readonly byStage: number | null
  readonly came: boolean
}
export type Cut = {
  readonly day: Day
  /** From this day on it is known what came. */
  readonly due: Day
  readonly said: readonly Said[]
  /** How what was said leaned: every later month end learns from it. */
  readonly leans: { readonly byAge: Lean | undefined; readonly byStage: Lean | undefined }
  /** What saying the usual rate of all would have been. */
  readonly usual: number
}

/**
 * The chances of open deals as they would have been said at past month ends from what was known then, against what came
 * within `days` days. Cuts after which the days are not yet over are left out, and those at which nothing was learnt.
 * @param of.day   up to which the outcome is known
 * @param of.cuts  ascending
 */
export function cutsOf(of: { deals: readonly Deal[]; day: Day; cuts: readonly Day[]; days: number }): Cut[] {
  const now = new Map(of.deals.map(deal => [deal.id, deal]))
  return of.cuts.flatMap(day => {
    const due = addDays(day, of.days)
    if (due > of.day) return []
    const then = asOf(of.deals, day)
    const hazards = learnHazards(then, day)
    if ('none' in hazards) return []
    const learnt = learnStages(then, { day, hazards })
    const byAge = { hazards, stages: null, recalibration: uncorrected }
    const byStage = 'none' in learnt ? null : { ...byAge, stages: learnt }
    const said = then.flatMap((deal): Said[] => {
      if (deal.closed !== null) return []
      const later = now.get(deal.id)!
      const when = { day, ends: [due] }
      return [
        {
          id: deal.id,
          byAge: chances(byAge, deal, when).won[0]!,
          byStage: byStage && deal.stays.length > 0 ? chances(byStage, deal, when).won[0]! : null,
          came: later.won === true && later.closed !== null && later.closed <= due,
        },
      ]
    })
    return [{ day, due, said, leans: leansOf(said), usual: usualRate(then, day, of.days) }]
  })
}

function leansOf(said: readonly Said[]): Cut['leans'] {
  const byAge = leanOf(foretoldOf({ said }, false))
  const told = said.some(({ byStage }) => byStage !== null)
  return { byAge, byStage: told ? leanOf(foretoldOf({ said }, true)) : byAge }
}

/** Of the deals that were open `days` before the cut, the share won by the cut. */
function usualRate(deals: readonly Deal[], cut: Day, days: number): number {
  const before = addDays(cut, -days)
  const open = deals.filter(
    ({ created, closed }) => created <= before && (closed === null || closed > before),
  )
  return open.length === 0 ? 0.5 : open.filter(({ won }) => won === true).length / open.length
}

/** What a cut said, by the stage where that is wanted and known. */
export function foretoldOf({ said }: Pick<Cut, 'said'>, byStage: boolean): Foretold[] {
  return said.map(one => ({ chance: (byStage ? one.byStage : null) ?? one.byAge, came: one.came }))
}
