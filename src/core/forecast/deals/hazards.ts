import type { Day } from '#core/calendar/index.ts'
import { ageOf, type Deal, livedFrom, livedTo } from './deal.ts'
import { shrunk } from './shrunk.ts'

/** Ages are counted in weeks: finer says more than the data of most organisations can hold. */
export const binDays = 7
/**
 * Deal-weeks that a week's own rate is weighed against. Where five deals in a hundred end a week, twenty deal-weeks hold
 * one end, and a rate from less than one is nothing but luck. It decides little: with 5 or 80 instead Brier's score on
 * Maven's deals moves by .0001 (docs/benchmarks.md).
 */
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
 *      Breslow 1974, Biometrics 30 (rates by age beside factors);
 *      Keiding 1992, J. R. Stat. Soc. B 54 (delayed entry); Clayton & Kaldor 1987, Biometrics 43 (shrinkage of seen
 *      over expected)
 */
export function learnHazards(deals: readonly Deal[], day: Day): Hazards | NoHazards {
  const closed = deals.filter(deal => deal.closed !== null)
  if (closed.length < fewestClosed) return { none: 'too_few_closed' }
  const oldest = closed.reduce((most, deal) => Math.max(most, ageOf(deal, day)), 0) + 1
  const bins = Math.ceil(oldest / binDays)
  const lives = deals.map(deal => ({ deal, from: livedFrom(deal, day), to: livedTo(deal, day) }))
  const plain = ratesOf(lives, { bins, factors: new Map() })
  const rough = factorsOf(lives, plain)
  // those who close readily leave early: rates by age are those of a deal with factor 1, not of who is left
  const rates = ratesOf(lives, { bins, factors: rough })
  return { ...rates, oldest, factors: factorsOf(lives, rates) }
}

/** Ends over weeks at risk, by week of age, each life counted as often as its factor makes it close. */
function ratesOf(
  lives: readonly Life[],
  { bins, factors }: { bins: number; factors: Hazards['factors'] },
): Pick<Hazards, 'won' | 'lost'> {
  const empty = () => ({ counts: new Float64Array(bins), atRisk: new Float64Array(bins) })
  const [won, lost] = [empty(), empty()]
  for (const { deal, from, to } of lives) {
    const factor = factorOf({ factors }, deal)
    for (let bin = Math.floor(from / binDays); bin < bins && bin * binDays < to; bin++) {
      const weeks = (Math.min(to, (bin + 1) * binDays) - Math.max(from, bin * binDays)) / binDays
      won.atRisk[bin]! += factor.won * weeks
      lost.atRisk[bin]! += factor.lost * weeks
    }
    if (deal.closed !== null) (deal.won ? won : lost).counts[Math.floor(to / binDays)]! += 1
  }
  return { won: smoothed(won), lost: smoothed(lost) }
}

/** A week's own rate and its neighbours', weighed by how many deals lived through it. */
function smoothed({ counts, atRisk }: { counts: Float64Array; atRisk: Float64Array }): Float64Array {
  const sum = (values: Float64Array) => values.reduce((all, value) => all + value, 0)
  const all = sum(counts) / Math.max(sum(atRisk), 1)
  return counts.map((count, bin) => {
    const near = [bin - 1, bin + 1].filter(other => other >= 0 && other < counts.length)
    const risk = near.reduce((total, other) => total + atRisk[other]!, 0)
    const around = risk > 0 ? near.reduce((total, other) => total + counts[other]!, 0) / risk : all
    return (count + smoothing * around) / (atRisk[bin]! + smoothing)
  })
}

/** A deal, and between which ages in days it was watched. */
type Life = { readonly deal: Deal; readonly from: number; readonly to: number }

/**
 * The segment's factor first, then the person's on what is expected with it: where each person works one segment, as in
 * territories, what the segment explains is not counted once more as the person's.
 */
function factorsOf(
  lives: readonly Life[],
  rates: { won: Float64Array; lost: Float64Array },
): Map<string, Factor> {
  const [won, lost] = [summedRate(rates.won), summedRate(rates.lost)]
  const watched = lives.map(({ deal, from, to }) => ({
    deal,
    expected: { won: won(to) - won(from), lost: lost(to) - lost(from) },
  }))
  const segments = groupFactors(watched, 'segment')
  const within = watched.map(({ deal, expected }) => {
    const factor = segments.get(deal.segment)!
    return { deal, expected: { won: expected.won * factor.won, lost: expected.lost * factor.lost } }
  })
  const named = (kind: string, factors: ReadonlyMap<string, Factor>) =>
    [...factors].map(([name, factor]) => [`${kind} ${name}`, factor] as const)
  return new Map([...named('segment', segments), ...named('person', groupFactors(within, 'person'))])
}

function groupFactors(
  lives: readonly { deal: Deal; expected: Factor }[],
  kind: 'segment' | 'person',
): Map<string, Factor> {
  const tallies = new Map<string, { won: Tally; lost: Tally }>()
  for (const { deal, expected } of lives) {
    const tally = tallies.get(deal[kind]) ?? { won: { seen: 0, expected: 0 }, lost: { seen: 0, expected: 0 } }
    tally.won.expected += expected.won
    tally.lost.expected += expected.lost
    if (deal.closed !== null) tally[deal.won ? 'won' : 'lost'].seen += 1
    tallies.set(deal[kind], tally)
  }
  const won = shrunk(Array.from(tallies.values(), tally => tally.won))
  const lost = shrunk(Array.from(tallies.values(), tally => tally.lost))
  return new Map(Array.from(tallies.keys(), (name, at) => [name, { won: won[at]!, lost: lost[at]! }]))
}
type Tally = { seen: number; expected: number }

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
export function factorOf(
  { factors }: Pick<Hazards, 'factors'>,
  deal: Pick<Deal, 'segment' | 'person'>,
): Factor {
  const [segment, person] = [factors.get(`segment ${deal.segment}`), factors.get(`person ${deal.person}`)]
  return {
    won: (segment?.won ?? 1) * (person?.won ?? 1),
    lost: (segment?.lost ?? 1) * (person?.lost ?? 1),
  }
}
