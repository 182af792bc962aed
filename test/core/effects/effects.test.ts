import { type Effect, interventionEffect, type Unit } from '#core/effects/index.ts'
import { cohortEffects, cohorts } from '#core/effects/panel.ts'
import { summary } from '#core/effects/summary.ts'
import { seeded } from '#core/stats/index.ts'
import fc from 'fast-check'
import { expect, test } from 'vitest'

/** People over twelve months with levels of their own, a common course, and noise; `effect` by months since. */
function draw(of: {
  seed: number
  people: number
  begins: (person: number) => number | null
  effect?: (since: number, person: number) => number
  drift?: (person: number, month: number) => number
}): Unit[] {
  const chance = seeded(of.seed)
  const common = Array.from({ length: 12 }, (_, month) => Math.sin(month) + 0.3 * chance.normal())
  return Array.from({ length: of.people }, (_, person) => {
    const level = 10 + 2 * chance.normal()
    const treatedFrom = of.begins(person)
    const outcome = common.map((course, month) => {
      const since = treatedFrom === null ? -1 : month - treatedFrom
      const added = since >= 0 ? (of.effect?.(since, person) ?? 0) : 0
      return level + course + added + (of.drift?.(person, month) ?? 0) + chance.normal()
    })
    return { id: `${person}`, outcome, treatedFrom }
  })
}

function effect(units: readonly Unit[], seed = 1): Effect {
  const found = interventionEffect(units, seeded(seed))
  if ('none' in found) throw new Error(found.none)
  return found
}

test('two cohorts and one never treated, worked by hand', () => {
  const units: Unit[] = [
    { id: 'a', outcome: [1, 2, 6, 8], treatedFrom: 2 },
    { id: 'b', outcome: [3, 4, 6, 8], treatedFrom: 2 },
    { id: 'c', outcome: [5, 6, 7, 11], treatedFrom: 3 },
    { id: 'd', outcome: [2, 3, 4, 5], treatedFrom: null },
  ]
  const cells = cohortEffects(cohorts(units)).map(cell => [cell.cohort.from, cell.period, cell.effect])
  expect(cells).toEqual([
    [2, 1, 0], // all rise by one
    [2, 2, 2], // a and b by 3 on average; c and d, both not yet treated, by 1
    [2, 3, 3], // a and b by 5 since period 1; d alone by 2
    [3, 1, 0],
    [3, 2, 0], // c by 1 against d's 1: a and b are treated by then
    [3, 3, 3], // c by 4; d by 1
  ])
  const all = summary(units)!
  expect(all.overall).toBeCloseTo((2 * 2 + 2 * 3 + 1 * 3) / 5, 12)
  expect(all.since.get(0)).toBeCloseTo((2 * 2 + 1 * 3) / 3, 12)
  expect(all.since.get(1)).toBeCloseTo(3, 12)
})

test('levels of people and a course common to all change nothing', () => {
  const begins = (person: number) => (person % 3 === 0 ? null : 4 + (person % 3))
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 1e6 }),
      fc.array(fc.double({ min: -50, max: 50, noNaN: true }), { minLength: 12, maxLength: 12 }),
      (seed, course) => {
        const units = draw({ seed, people: 12, begins })
        const moved = units.map((unit, i) => ({
          ...unit,
          outcome: Array.from(unit.outcome, (value, t) => value + course[t]! + 7 * i),
        }))
        expect(summary(moved)!.overall).toBeCloseTo(summary(units)!.overall, 8)
      },
    ),
    { numRuns: 30 },
  )
})

/** Cohorts at months 4 and 7, and never: growing effects, where a regression on two ways goes wrong. */
const staggered = (person: number) => [4, 7, null][person % 3]!

test('planted effects are found, and the interval holds the truth, with 24 people', () => {
  const truth = (since: number) => 1.5 + 0.25 * since
  // cohort 4 has eight months after, cohort 7 five: the mean of their truths, each month once
  const months = [...Array(8).keys(), ...Array(5).keys()]
  const expected = months.reduce((sum, since) => sum + truth(since), 0) / months.length
  let found = 0
  let held = 0
  for (let seed = 1; seed <= 20; seed++) {
    const { overall } = effect(draw({ seed, people: 24, begins: staggered, effect: truth }), seed)
    if (overall.low > 0) found++
    if (overall.low <= expected && expected <= overall.high) held++
  }
  expect(found).toBeGreaterThanOrEqual(18)
  expect(held).toBeGreaterThanOrEqual(17)
})

test('where there is none, none is found: as rarely as the level says, for few people and for many', () => {
  const wrong = (people: number, runs: number) =>
    Array.from({ length: runs }, (_, i) =>
      effect(draw({ seed: i + 1, people, begins: staggered }), i),
    ).filter(({ overall }) => overall.low > 0 || overall.high < 0).length / runs
  expect(wrong(18, 50)).toBeLessThanOrEqual(0.1)
  expect(wrong(60, 100)).toBeLessThanOrEqual(0.1)
})

test('people who were already rising are not taken for an effect without a word', () => {
  const drift = (person: number, month: number) => (staggered(person) === null ? 0 : 0.9 * month)
  const noticed = Array.from({ length: 10 }, (_, i) =>
    effect(draw({ seed: i + 1, people: 36, begins: staggered, drift }), i),
  ).filter(({ before }) => before?.alike === false)
  expect(noticed.length).toBeGreaterThanOrEqual(6)
  const alike = Array.from({ length: 10 }, (_, i) =>
    effect(draw({ seed: i + 1, people: 36, begins: staggered }), i),
  )
  expect(alike.filter(({ before }) => before?.alike === false).length).toBeLessThanOrEqual(2)
})

test('too few to say is said', () => {
  const two = draw({ seed: 1, people: 12, begins: person => (person < 2 ? 5 : null) })
  expect(interventionEffect(two, seeded(1))).toEqual({ none: 'too_few_treated' })
  const all = draw({ seed: 1, people: 12, begins: person => (person < 10 ? 5 : null) })
  expect(interventionEffect(all, seeded(1))).toEqual({ none: 'too_few_untreated' })
  const always = draw({ seed: 1, people: 12, begins: person => (person < 6 ? 0 : null) })
  expect(interventionEffect(always, seeded(1))).toEqual({ none: 'nothing_before' })
})
