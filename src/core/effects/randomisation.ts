import { type Random, shuffled } from '#core/stats/index.ts'
import { type Cohort, cohorts, type Unit } from './panel.ts'
import { each, mapped, type Summary, valueOf, type Weighted } from './summary.ts'
import { draws, type Estimate, level, type Sure } from './sure.ts'

/**
 * How sure estimates are by dealing the beginnings out anew among the people: an interval holds the effects that would
 * not be rejected. What happened before is judged with the estimated effects taken out: to whom a later beginning than
 * their own is dealt, they have an effect in what is then before.
 * @see Rosenbaum 2002, Observational Studies, 2.6 (inverting a randomisation test of a constant effect)
 */
export function byRandomisation(units: readonly Unit[], found: Summary<Weighted>, random: Random): Sure {
  const { since } = mapped(found, valueOf)
  const treated = ({ treatedFrom }: Unit, t: number) => treatedFrom !== null && t >= treatedFrom
  const dealt = mapped(
    dealtOut(units, found, {
      random,
      outcome: (unit, t) => unit.outcome[t]!,
      constant: (unit, t) => (treated(unit, t) ? 1 : 0),
      untouched: (unit, t) =>
        unit.outcome[t]! - (treated(unit, t) ? (since.get(t - unit.treatedFrom!) ?? 0) : 0),
    }),
    one => ({ ...one, ...inverted(one) }),
  )
  const estimate = ({ estimate, low, high, p }: Estimate): Estimate => ({ estimate, low, high, p })
  return {
    overall: estimate(dealt.overall),
    since: [...dealt.since].map(([key, one]) => ({ since: key, ...estimate(one) })),
    drift: dealt.drift && estimate(dealt.drift),
    changes: [...dealt.since]
      .filter(([key]) => key < 0)
      .map(([, one]) => ({ value: one.value, drawn: one.drawn })),
  }
}

/** An estimate, what it is under every dealing, and what that would be if everybody's effect were one. */
type Dealt = { readonly value: number; readonly drawn: Float64Array; readonly constant: Float64Array }
type Side = (unit: Unit, t: number) => number

/** As cohorts keep their sizes an estimate keeps its weights: it is a product of them with the cohorts' sums. */
function dealtOut(
  units: readonly Unit[],
  found: Summary<Weighted>,
  of: { random: Random; outcome: Side; constant: Side; untouched: Side },
): Summary<Dealt> {
  const all = cohorts(units)
  const dealt = mapped(found, (one, before) => ({
    before,
    weights: weightsOf(one, all),
    value: valueOf(one),
    drawn: new Float64Array(draws),
    // what was before is judged as it is: an effect adds nothing to it
    constant: new Float64Array(draws),
  }))
  const [outcome, constant, untouched] = [of.outcome, of.constant, of.untouched].map(side =>
    dealer(units, all, side),
  ) as [Dealer, Dealer, Dealer]
  const places = new Map(all.map(({ from }, place) => [from, place]))
  const own = units.map(({ treatedFrom }) => places.get(treatedFrom ?? Infinity)!)
  const estimates = each(dealt)
  for (let i = 0; i < draws; i++) {
    const order = shuffled(own, of.random)
    const [whole, ones, still] = [outcome(order), constant(order), untouched(order)]
    for (const one of estimates) {
      one.drawn[i] = product(one.weights, one.before ? still : whole)
      if (!one.before) one.constant[i] = product(one.weights, ones)
    }
  }
  return dealt
}

/** What each cohort's sum counts for in each period. */
function weightsOf(of: Weighted, all: readonly Cohort[]): Float64Array {
  const periods = all[0]!.sums.length
  const weights = new Float64Array(all.length * periods)
  const places = new Map(all.map((cohort, place) => [cohort.from, place * periods]))
  const add = (cohort: Cohort, { period, base }: { period: number; base: number }, weight: number) => {
    weights[places.get(cohort.from)! + period]! += weight
    weights[places.get(cohort.from)! + base]! -= weight
  }
  for (const { cell, weight } of of) {
    add(cell.cohort, cell, weight / cell.cohort.size)
    const others = cell.controls.reduce((sum, { size }) => sum + size, 0)
    for (const other of cell.controls) add(other, cell, -weight / others)
  }
  return weights
}

/** Gives cohorts' sums under an order, in a place that the next order writes over. */
type Dealer = (order: readonly number[]) => Float64Array

/** The largest cohort's sums are what the others leave: four people of a thousand cost four. */
function dealer(units: readonly Unit[], all: readonly Cohort[], side: Side): Dealer {
  const periods = all[0]!.sums.length
  const values = units.map(unit => Float64Array.from(unit.outcome, (_, t) => side(unit, t)))
  const total = new Float64Array(periods)
  for (const own of values) for (let t = 0; t < periods; t++) total[t]! += own[t]!
  const largest = all.reduce((most, { size }, place) => (size > all[most]!.size ? place : most), 0)
  const sums = new Float64Array(all.length * periods)
  return order => {
    sums.fill(0)
    sums.set(total, largest * periods)
    for (let i = 0; i < order.length; i++) {
      const place = order[i]!
      if (place === largest) continue
      const own = values[i]!
      for (let t = 0; t < periods; t++) {
        sums[place * periods + t]! += own[t]!
        sums[largest * periods + t]! -= own[t]!
      }
    }
    return sums
  }
}

function product(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!
  return sum
}

/** Sums in another order differ by rounding. */
const rounding = 1e-9

/**
 * A dealing rejects the effect τ less than the truth does where |outcome − τ·constant| ≥ |estimate − τ|: between two
 * points. The interval holds the τ that more than 5 % of the dealings, the true one among them, do not reject.
 */
function inverted({ value, drawn, constant }: Dealt): Estimate {
  const lows = new Float64Array(draws)
  const highs = new Float64Array(draws)
  let far = 0
  for (let i = 0; i < draws; i++) {
    const outcome = drawn[i]!
    const share = constant[i]!
    const a = (value - outcome) / (1 - share)
    const b = (value + outcome) / (1 + share)
    lows[i] = share >= 1 - rounding ? -Infinity : share <= rounding - 1 ? a : Math.min(a, b)
    highs[i] = share <= rounding - 1 ? Infinity : share >= 1 - rounding ? b : Math.max(a, b)
    if (Math.abs(outcome) >= Math.abs(value) * (1 - rounding)) far++
  }
  const reaching = Math.floor((1 - level) * (draws + 1)) - 1
  return {
    estimate: value,
    low: Math.min(lows.sort()[reaching]!, value),
    high: Math.max(highs.sort().at(-1 - reaching)!, value),
    p: (far + 1) / (draws + 1),
  }
}
