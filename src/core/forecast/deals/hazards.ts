import type { Day } from '#core/calendar/index.ts'
import { ageOf, type Deal, livedFrom, livedTo } from './deal.ts'
import { shrunk } from './shrunk.ts'

/** Ages are counted in weeks: finer says more than the data of most organisations can hold. */
export const binDays = 7
/** Weeks at risk that a week's own rate is weighed against. */
const smoothing = 20

/** Rates a week, by week of age, at which open deals are won, or lost. */
export type Hazards = {
  readonly won: Float64Array
  readonly lost: Float64Array
  /** Factors on both by segment and person, shrunk towards 1. */
  readonly factors: ReadonlyMap<string, Factor>
  /** No deal ever closed at this age in days or later: those older are stale. */
  readonly oldest: number
}
export type Factor = { readonly won: number; readonly lost: number }

export type NoHazards = { readonly none: 'too_few_closed' }

/** Fewer closed deals than this tell nothing of open ones. */
export const fewestClosed = 10

/**
 * How deals close by age, learnt from all of them, with a factor for each segment and person that is drawn towards 1 by
 * how little it stands on: small segments do not lie. Each counts from the age at which it came under watch, so that
 * deals which ended before the ledger begins are not taken for deals that lived on.
 * @param deals  as known on `day`
 * @returns refused below 10 closed deals
 * @see Holford 1980, Biometrics 36 (rates constant within each week); Cox 1972 (proportional hazards);
 *      Keiding 1992, J. R. Stat. Soc. B 54 (delayed entry); Clayton & Kaldor 1987, Biometrics 43 (shrinkage of seen
 *      over expected)
 */
export function learnHazards(deals: readonly Deal[], day: Day): Hazards | NoHazards {
  const closed = deals.filter(deal => deal.closed !== null)
  if (closed.length < fewestClosed) return { none: 'too_few_closed' }
  const oldest = closed.reduce((most, deal) => Math.max(most, ageOf(deal, day)), 0) + 1
  const bins = Math.ceil(oldest / binDays)
  const atRisk = new Float64Array(bins)
  const counts = { won: new Float64Array(bins), lost: new Float64Array(bins) }
  const lives = deals.map(deal => ({ deal, from: livedFrom(deal, day), to: livedTo(deal, day) }))
  for (const { deal, from, to } of lives) {
    for (let bin = Math.floor(from / binDays); bin < bins && bin * binDays < to; bin++)
      atRisk[bin]! += (Math.min(to, (bin + 1) * binDays) - Math.max(from, bin * binDays)) / binDays
    if (deal.closed !== null) counts[deal.won ? 'won' : 'lost'][Math.floor(to / binDays)]! += 1
  }
  const won = smoothed(counts.won, atRisk)
  const lost = smoothed(counts.lost, atRisk)
  return { won, lost, oldest, factors: factorsOf(lives, { won, lost }) }
}

/** A week's own rate and its neighbours', weighed by how many deals lived through it. */
function smoothed(counts: Float64Array, atRisk: Float64Array): Float64Array {
  const sum = (values: Float64Array) => values.reduce((all, value) => all + value, 0)
  const all = sum(counts) / Math.max(sum(atRisk), 1)
  return counts.map((count, bin) => {
    const near = [bin - 1, bin + 1].filter(other => other >= 0 && other < counts.length)
    const risk = near.reduce((total, other) => total + atRisk[other]!, 0)
    const around = risk > 0 ? near.reduce((total, other) => total + counts[other]!, 0) / risk : all
    return (count + smoothing * around) / (atRisk[bin]! + smoothing)
  })
}

type Tally = { won: number; lost: number; expectedWon: number; expectedLost: number }

/** A deal, and between which ages in days it was watched. */
type Life = { readonly deal: Deal; readonly from: number; readonly to: number }

function factorsOf(
  lives: readonly Life[],
  rates: { won: Float64Array; lost: Float64Array },
): Map<string, Factor> {
  const [won, lost] = [summedRate(rates.won), summedRate(rates.lost)]
  const groups = { segment: new Map<string, Tally>(), person: new Map<string, Tally>() }
  for (const { deal, from, to } of lives) {
    const [wins, losses] = [won(to) - won(from), lost(to) - lost(from)]
    for (const kind of ['segment', 'person'] as const) {
      const tally = groups[kind].get(deal[kind]) ?? { won: 0, lost: 0, expectedWon: 0, expectedLost: 0 }
      tally.expectedWon += wins
      tally.expectedLost += losses
      if (deal.closed !== null) tally[deal.won ? 'won' : 'lost'] += 1
      groups[kind].set(deal[kind], tally)
    }
  }
  const factors = new Map<string, Factor>()
  for (const [kind, tallies] of Object.entries(groups)) {
    const own = [...tallies.values()]
    const wins = shrunk(own.map(tally => ({ seen: tally.won, expected: tally.expectedWon })))
    const losses = shrunk(own.map(tally => ({ seen: tally.lost, expected: tally.expectedLost })))
    for (const [i, name] of [...tallies.keys()].entries())
      factors.set(`${kind} ${name}`, { won: wins[i]!, lost: losses[i]! })
  }
  return factors
}

/** What a rate sums up to from birth to an age in days; flat after its last week. */
export function summedRate(rate: Float64Array): (age: number) => number {
  const upTo = new Float64Array(rate.length + 1)
  for (const [bin, value] of rate.entries()) upTo[bin + 1] = upTo[bin]! + value
  return age => {
    const bin = Math.min(Math.floor(age / binDays), rate.length)
    return upTo[bin]! + (bin < rate.length ? (age / binDays - bin) * rate[bin]! : 0)
  }
}

/** A deal's own factor; 1 for what nobody has seen. */
export function factorOf({ factors }: Hazards, deal: Pick<Deal, 'segment' | 'person'>): Factor {
  const [segment, person] = [factors.get(`segment ${deal.segment}`), factors.get(`person ${deal.person}`)]
  return {
    won: (segment?.won ?? 1) * (person?.won ?? 1),
    lost: (segment?.lost ?? 1) * (person?.lost ?? 1),
  }
}
