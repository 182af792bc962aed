import { seeded } from '#core/stats/index.ts'
import { type Effect, interventionEffect, type NoEffect } from './estimate.ts'

/** A person's figure by month, and the month (from 0) in which the intervention reached them. */
export type Reached = {
  readonly id: string
  /** Null where the figure has no value. */
  readonly values: readonly (number | null)[]
  readonly from: number | null
}

export type PeopleEffect =
  | (Effect & { readonly base: { readonly from: number; readonly to: number } })
  | { readonly none: NoEffect['none'] | 'nobody_reached' | 'nothing_after' }

/** A side of fewer people would tell somebody's own figures to others. */
const fewestASide = 4
/** What happened longer before says little of how both ran. */
const monthsBefore = 12
const seed = 1

/**
 * What changed in a monthly figure for those whom an intervention reached, in shares of each person's own mean over the
 * months before it reached anybody: so a large territory weighs no more than a small one. People whose figure lacks a
 * value in some month, or had any in fewer than half of the months before, are left out: a newcomer's mean is no measure.
 */
export function effectOnPeople(people: readonly Reached[]): PeopleEffect {
  const span = spanOf(people)
  if ('none' in span) return span
  const { start, first } = span
  const units = people.flatMap(({ id, values, from }) => {
    const own = usualOf(values.slice(start), first - start)
    if ('none' in own) return []
    const outcome = Float64Array.from(own.known, value => value / own.usual)
    return [{ id, outcome, treatedFrom: from === null ? null : from - start }]
  })
  const reached = units.filter(({ treatedFrom }) => treatedFrom !== null).length
  if (reached < fewestASide) return { none: 'too_few_treated' }
  if (
    units.filter(({ treatedFrom }) => treatedFrom === null || treatedFrom > first - start).length <
    fewestASide
  )
    return { none: 'too_few_untreated' }
  const effect = interventionEffect(units, seeded(seed))
  return 'none' in effect ? effect : { ...effect, base: { from: start, to: first - 1 } }
}

/** The months looked at, and the one in which it first reached somebody. */
function spanOf(
  people: readonly Reached[],
): { start: number; first: number } | { none: 'nobody_reached' | 'nothing_after' | 'nothing_before' } {
  const months = people[0]?.values.length ?? 0
  const begins = people.flatMap(({ from }) => from ?? [])
  if (begins.length === 0) return { none: 'nobody_reached' }
  const first = Math.min(...begins)
  if (first >= months) return { none: 'nothing_after' }
  const start = Math.max(first - monthsBefore, 0)
  return first - start < 1 ? { none: 'nothing_before' } : { start, first }
}

export type LeftOut = 'value_missing' | 'newcomer'

/** What was usual for somebody, or why they are no measure. */
export function usualOf(
  values: readonly (number | null)[],
  before: number,
): { usual: number; known: readonly number[] } | { none: LeftOut } {
  const known = values.filter(value => value !== null)
  if (known.length < values.length) return { none: 'value_missing' }
  const earlier = known.slice(0, before)
  const usual = earlier.reduce((sum, value) => sum + value, 0) / before
  const there = earlier.filter(value => value !== 0).length
  return usual > 0 && 2 * there >= before ? { usual, known } : { none: 'newcomer' }
}
