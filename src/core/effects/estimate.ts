import type { Random } from '#core/stats/index.ts'
import { byInfluence } from './influence.ts'
import type { Unit } from './panel.ts'
import { byRandomisation } from './randomisation.ts'
import { each, smallerSide, summary, type Summary, type Weighted } from './summary.ts'
import { type RanBefore, ranBefore, type Sure } from './sure.ts'

export type Effect = Pick<Sure, 'overall' | 'since'> & {
  /** How both ran before; null where nothing was before but the base. */
  readonly before: RanBefore | null
  readonly treated: number
  readonly untreated: number
  readonly by: 'randomisation' | 'influence'
}

export type NoEffect = { readonly none: 'too_few_treated' | 'too_few_untreated' | 'nothing_before' }

/**
 * Where the smaller side has fewer, errors are taken from too few people to be trusted, however many the others are:
 * of 4 reached among 60 one in eight was found to differ where nothing did.
 */
const fewForErrors = 20
/** Four on a side have 70 assignments with four others; of three and three one in ten is as far out by chance. */
const fewest = 4

/**
 * What an intervention changed: its effect on those it reached against those it had not reached yet, with 95 %
 * intervals, by time since it began, and whether both were seen to run apart before. Where an estimate rests on fewer
 * than 20 people on a side, intervals are made of the constant effects that would not be rejected when the beginnings are
 * dealt out anew among the people; else of influence functions, which let effects differ from one to the other. Intervals are for each estimate by itself; months in which
 * fewer than four are left on a side are not told.
 * @param random  for the dealing; the same seed gives the same answer
 * @see Callaway & Sant'Anna 2021, J. Econometrics 225; MacKinnon & Webb 2020, J. Econometrics 218 (randomisation
 *      where few are treated)
 */
export function interventionEffect(units: readonly Unit[], random: Random): Effect | NoEffect {
  const counted = units.filter(({ treatedFrom }) => treatedFrom !== 0)
  const last = units[0]?.outcome.length ?? 0
  const reached = ({ treatedFrom }: Unit) => treatedFrom !== null && treatedFrom < last
  const treated = counted.filter(reached).length
  const untreated = counted.length - treated
  if (treated === 0 && units.some(reached)) return { none: 'nothing_before' }
  if (treated < fewest) return { none: 'too_few_treated' }
  const all = summary(counted)
  if (!all || mostCompared(counted, last) < fewest) return { none: 'too_few_untreated' }
  const found = told(all)
  const few = each(found).some(of => smallerSide(of) < fewForErrors)
  const dealt = byRandomisation(counted, found, random)
  const { overall, since } = few ? dealt : byInfluence(counted, found)
  return {
    overall,
    since,
    // before it there is no effect that could differ from one to the other: dealing is exact, however many they are
    before: ranBefore(dealt),
    treated,
    untreated,
    by: few ? 'randomisation' : 'influence',
  }
}

/** People who are not yet treated when the first cohort begins. */
function mostCompared(units: readonly Unit[], last: number): number {
  const first = Math.min(...units.map(({ treatedFrom }) => treatedFrom ?? last))
  return units.filter(({ treatedFrom }) => treatedFrom === null || treatedFrom > first).length
}

function told(all: Summary<Weighted>): Summary<Weighted> {
  return { ...all, since: new Map([...all.since].filter(([, of]) => smallerSide(of) >= fewest)) }
}
