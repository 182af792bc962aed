import type { Day } from '#core/calendar/index.ts'
import { ageOf, type Deal } from './deal.ts'

/** Ages are counted in weeks: finer says more than the data of most organisations can hold. */
export const binDays = 7
/** Deals at risk that a week's own hazard is weighed against. */
const smoothing = 20

/** Chances a week of age that an open deal is won, or lost, in it, given that it reached it. */
export type Hazards = {
  readonly won: Float64Array
  readonly lost: Float64Array
  /** Factors on both by segment, stage and person, shrunk towards 1. */
  readonly factors: ReadonlyMap<string, Factor>
  /** No deal ever closed at this age in days or later: those older are stale. */
  readonly oldest: number
}
export type Factor = { readonly won: number; readonly lost: number }

export type NoHazards = { readonly none: 'too_few_closed' }

/** Fewer closed deals than this tell nothing of open ones. */
export const fewestClosed = 10

/**
 * How deals close by age, learnt from all of them, with a factor for each segment, stage and person that is drawn
 * towards 1 by how little it stands on: small segments do not lie.
 * @param deals  as known on `day`
 * @returns refused below 10 closed deals
 * @see Cox 1972 (proportional hazards, in discrete time); Clayton & Kaldor 1987, Biometrics 43 (gamma–Poisson
 *      shrinkage of observed over expected)
 */
export function learnHazards(deals: readonly Deal[], day: Day): Hazards | NoHazards {
  const closed = deals.filter(deal => deal.closed !== null)
  if (closed.length < fewestClosed) return { none: 'too_few_closed' }
  const oldest = closed.reduce((most, deal) => Math.max(most, ageOf(deal, day)), 0) + 1
  const bins = Math.ceil(oldest / binDays)
  const atRisk = new Float64Array(bins)
  const counts = { won: new Float64Array(bins), lost: new Float64Array(bins) }
  for (const deal of deals) {
    const last = Math.min(Math.floor(ageOf(deal, day) / binDays), bins - 1)
    for (let bin = 0; bin <= last; bin++) atRisk[bin]! += 1
    if (deal.closed !== null) counts[deal.won ? 'won' : 'lost'][last]! += 1
  }
  const won = smoothed(counts.won, atRisk)
  const lost = smoothed(counts.lost, atRisk)
  return { won, lost, oldest, factors: factorsOf(deals, day, { won, lost }) }
}

/** A week's own rate and its neighbours', weighed by how many deals reached it. */
function smoothed(counts: Float64Array, atRisk: Float64Array): Float64Array {
  const all = counts.reduce((sum, count) => sum + count, 0) / atRisk.reduce((sum, risk) => sum + risk, 0)
  return counts.map((count, bin) => {
    const near = [bin - 1, bin + 1].filter(other => other >= 0 && other < counts.length)
    const risk = near.reduce((sum, other) => sum + atRisk[other]!, 0)
    const around = risk > 0 ? near.reduce((sum, other) => sum + counts[other]!, 0) / risk : all
    return Math.min(1, (count + smoothing * around) / (atRisk[bin]! + smoothing))
  })
}

type Tally = { won: number; lost: number; expectedWon: number; expectedLost: number }

function factorsOf(
  deals: readonly Deal[],
  day: Day,
  { won, lost }: { won: Float64Array; lost: Float64Array },
): Map<string, Factor> {
  const upTo = { won: cumulative(won), lost: cumulative(lost) }
  const groups = {
    segment: new Map<string, Tally>(),
    stage: new Map<string, Tally>(),
    person: new Map<string, Tally>(),
  }
  for (const deal of deals) {
    const last = Math.min(Math.floor(ageOf(deal, day) / binDays), won.length - 1)
    for (const kind of ['segment', 'stage', 'person'] as const) {
      const name = deal[kind]
      if (name === null) continue
      const tally = groups[kind].get(name) ?? { won: 0, lost: 0, expectedWon: 0, expectedLost: 0 }
      tally.expectedWon += upTo.won[last]!
      tally.expectedLost += upTo.lost[last]!
      if (deal.closed !== null) tally[deal.won ? 'won' : 'lost'] += 1
      groups[kind].set(name, tally)
    }
  }
  const factors = new Map<string, Factor>()
  for (const [kind, tallies] of Object.entries(groups)) {
    const names = [...tallies.keys()]
    const own = [...tallies.values()]
    const wins = shrunk(own.map(tally => ({ seen: tally.won, expected: tally.expectedWon })))
    const losses = shrunk(own.map(tally => ({ seen: tally.lost, expected: tally.expectedLost })))
    for (const [i, name] of names.entries())
      factors.set(`${kind} ${name}`, { won: wins[i]!, lost: losses[i]! })
  }
  return factors
}

function cumulative(hazard: Float64Array): Float64Array {
  let sum = 0
  return hazard.map(value => (sum += value))
}

/** Seen over expected, drawn towards 1; how much groups truly differ is measured on them (by moments). */
function shrunk(groups: readonly { seen: number; expected: number }[]): number[] {
  const known = groups.filter(({ expected }) => expected > 0)
  const all = known.reduce((sum, { expected }) => sum + expected, 0)
  const squares = known.reduce((sum, { seen, expected }) => sum + (seen - expected) ** 2 / expected, 0)
  const second = known.reduce((sum, { expected }) => sum + expected * expected, 0)
  const between = all > 0 ? Math.max(0, (squares - (known.length - 1)) / (all - second / all || Infinity)) : 0
  // a gamma with mean 1 and this variance; none where groups differ no more than chance
  const strength = between > 1e-6 ? 1 / between : 1e6
  return groups.map(({ seen, expected }) => (seen + strength) / (expected + strength))
}
