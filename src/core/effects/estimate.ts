import { normalCdf, normalQuantile, type Random, shuffled } from '#core/stats/index.ts'
import type { Unit } from './panel.ts'
import { standardErrors, type Summary, summary } from './summary.ts'

export type Estimate = {
  readonly estimate: number
  readonly low: number
  readonly high: number
  /** The chance of an estimate at least as far from zero where there is no effect. */
  readonly p: number
}

export type Effect = {
  readonly overall: Estimate
  /** Periods since the beginning, −1 being the last before; in order. */
  readonly since: readonly (Estimate & { readonly since: number })[]
  /** Whether both ran alike before; null where nothing was before but the base. */
  readonly before: { readonly p: number; readonly alike: boolean } | null
  readonly treated: number
  readonly untreated: number
  readonly by: 'randomisation' | 'influence'
}

export type NoEffect = { readonly none: 'too_few_treated' | 'too_few_untreated' | 'nothing_before' }

/** Below this, intervals come from randomisation: errors that lean on many people would be too small. */
const manyPeople = 40
/** Three on a side have 20 assignments with three others: fewer can't be told from chance at 5 %. */
const fewest = 3
const draws = 999
const level = 0.95

/**
 * What an intervention changed: its effect on those it reached against those it had not reached yet, with 95 %
 * intervals, by time since it began, and whether both ran alike before. Below 40 people an interval is made of the
 * effects that would not be rejected when the beginnings are dealt out anew among the people; else of influence
 * functions. Intervals are for each estimate by itself.
 * @param random  for the dealing; the same seed gives the same answer
 * @see Callaway & Sant'Anna 2021, J. Econometrics 225; Rosenbaum 2002, Observational Studies, 2.6 (inverting a
 *      randomisation test of a constant effect)
 */
export function interventionEffect(units: readonly Unit[], random: Random): Effect | NoEffect {
  const counted = units.filter(({ treatedFrom }) => treatedFrom !== 0)
  const last = units[0]?.outcome.length ?? 0
  const reached = ({ treatedFrom }: Unit) => treatedFrom !== null && treatedFrom < last
  const treated = counted.filter(reached).length
  const untreated = counted.length - treated
  if (treated === 0 && units.some(reached)) return { none: 'nothing_before' }
  if (treated < fewest) return { none: 'too_few_treated' }
  const found = summary(counted)
  if (!found || mostCompared(counted, last) < fewest) return { none: 'too_few_untreated' }
  const numbers = { treated, untreated }
  return counted.length < manyPeople
    ? { ...byRandomisation(counted, found, random), ...numbers, by: 'randomisation' }
    : { ...byInfluence(counted, found, random), ...numbers, by: 'influence' }
}

/** People who are not yet treated when the first cohort begins. */
function mostCompared(units: readonly Unit[], last: number): number {
  const first = Math.min(...units.map(({ treatedFrom }) => treatedFrom ?? last))
  return units.filter(({ treatedFrom }) => treatedFrom === null || treatedFrom > first).length
}

type Dealt = { readonly outcome: number; readonly share: number }

function byRandomisation(units: readonly Unit[], found: Summary, random: Random) {
  const periods = units[0]!.outcome.length
  // what a constant effect of one would have added, to be taken out of the outcome under each hypothesis
  const ones = units.map(unit => ({
    ...unit,
    outcome: Array.from({ length: periods }, (_, t) =>
      unit.treatedFrom !== null && t >= unit.treatedFrom ? 1 : 0,
    ),
  }))
  const overall: Dealt[] = []
  const since = new Map<number, Dealt[]>([...found.since.keys()].map(key => [key, []]))
  const beginnings = units.map(({ treatedFrom }) => treatedFrom)
  for (let i = 0; i < draws; i++) {
    const dealt = shuffled(beginnings, random)
    const redealt = (of: readonly Unit[]) =>
      summary(of.map((unit, j) => ({ ...unit, treatedFrom: dealt[j]! })))!
    const [outcome, share] = [redealt(units), redealt(ones)]
    overall.push({ outcome: outcome.overall, share: share.overall })
    for (const [key, own] of since) {
      own.push({ outcome: outcome.since.get(key)!, share: key < 0 ? 0 : share.since.get(key)! })
    }
  }
  const estimates = [...found.since].map(([key, value]) => ({
    since: key,
    ...inverted(value, since.get(key)!),
  }))
  const before = [...found.since]
    .filter(([key]) => key < 0)
    .map(([key, value]) => {
      const own = since.get(key)!.map(({ outcome }) => outcome)
      return { value, own, spread: Math.sqrt(own.reduce((sum, x) => sum + x * x, 0) / draws) }
    })
  return { overall: inverted(found.overall, overall), since: estimates, before: largest(before) }
}

/**
 * A dealing rejects the effect τ less than the truth does where |outcome − τ·share| ≥ |estimate − τ|: between two
 * points. The interval holds the τ that more than 5 % of the dealings, the true one among them, do not reject.
 */
function inverted(estimate: number, dealt: readonly Dealt[]): Estimate {
  const ends = dealt.map(({ outcome, share }) => {
    const [a, b] = [(estimate - outcome) / (1 - share), (estimate + outcome) / (1 + share)]
    if (share >= 1) return [-Infinity, b]
    return share <= -1 ? [a, Infinity] : [Math.min(a, b), Math.max(a, b)]
  })
  const reaching = Math.floor((1 - level) * (draws + 1)) - 1
  const low = ends.map(([from]) => from!).sort((a, b) => a - b)[reaching]!
  const high = ends.map(([, to]) => to!).sort((a, b) => b - a)[reaching]!
  const far = dealt.filter(({ outcome }) => Math.abs(outcome) >= Math.abs(estimate) * (1 - 1e-12)).length
  return {
    estimate,
    low: Math.min(low, estimate),
    high: Math.max(high, estimate),
    p: (far + 1) / (draws + 1),
  }
}

type Before = { readonly value: number; readonly own: readonly number[]; readonly spread: number }

/** One test of all periods before: the largest of them in its spread, against the same of every draw. */
function largest(before: readonly Before[]): Effect['before'] {
  const usable = before.filter(({ spread }) => spread > 0)
  if (usable.length === 0) return null
  const seen = Math.max(...usable.map(({ value, spread }) => Math.abs(value) / spread))
  let far = 0
  for (let i = 0; i < draws; i++) {
    if (Math.max(...usable.map(({ own, spread }) => Math.abs(own[i]!) / spread)) >= seen) far++
  }
  const p = (far + 1) / (draws + 1)
  return { p, alike: p > 1 - level }
}

function byInfluence(units: readonly Unit[], found: Summary, random: Random) {
  const errors = standardErrors(units)!
  const z = normalQuantile(0.5 + level / 2)
  const estimate = (value: number, error: number): Estimate => ({
    estimate: value,
    low: value - z * error,
    high: value + z * error,
    p: error === 0 ? 1 : 2 * normalCdf(-Math.abs(value) / error),
  })
  const before = [...found.since]
    .filter(([key]) => key < 0)
    .map(([key, value]) => ({ value, spread: errors.since.get(key)! }))
  return {
    overall: estimate(found.overall, errors.overall),
    since: [...found.since].map(([key, value]) => ({
      since: key,
      ...estimate(value, errors.since.get(key)!),
    })),
    before: largest(
      // periods before share a unit's changes only with their neighbours: taken as independent, which is cautious
      before.map(each => ({
        ...each,
        own: Array.from({ length: draws }, () => each.spread * random.normal()),
      })),
    ),
  }
}
