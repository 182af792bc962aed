import { type Effect, interventionEffect, type Unit } from '#core/effects/index.ts'
import { cohortEffects, cohorts } from '#core/effects/panel.ts'
import { mapped, summary, valueOf } from '#core/effects/summary.ts'
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
  const all = mapped(summary(units)!, valueOf)
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
        const [before, after] = [units, moved].map(of => valueOf(summary(of)!.overall))
        expect(after).toBeCloseTo(before!, 8)
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

/** The first `reached` of them from month 6 on, the others never. */
const once = (reached: number) => (person: number) => (person < reached ? 6 : null)

// of 4 among 60 errors taken from the four alone found something in 13 of 100 such worlds
test.each([
  { people: 60, reached: 4, by: 'randomisation', worlds: 120 },
  { people: 60, reached: 30, by: 'influence', worlds: 80 },
])(
  'where there is none, none is found: $reached reached of $people',
  ({ people, reached, by, worlds }) => {
    const found = Array.from({ length: worlds }, (_, i) =>
      effect(draw({ seed: i + 1, people, begins: once(reached) }), i),
    )
    expect(found.every(each => each.by === by)).toBe(true)
    const wrong = found.filter(({ overall }) => overall.low > 0 || overall.high < 0).length
    expect(wrong / worlds).toBeLessThanOrEqual(0.085)
    expect(wrong / worlds).toBeGreaterThanOrEqual(0.01)
    const apart = found.filter(({ before }) => before?.apart).length
    expect(apart / worlds).toBeLessThanOrEqual(0.085)
  },
  60_000,
)

/** Those who are reached rise by so much more a month, long before they are. */
const drifting = (slope: number) =>
  Array.from({ length: 12 }, (_, i) => {
    const drift = (person: number, month: number) => (staggered(person) === null ? 0 : slope * month)
    return effect(draw({ seed: i + 1, people: 36, begins: staggered, drift }), i)
  })

test('people who were already rising are seen to have run apart, a third of the spread a month and more', () => {
  expect(drifting(0.6).filter(({ before }) => before?.apart).length).toBe(12)
  expect(drifting(0.3).filter(({ before }) => before?.apart).length).toBeGreaterThanOrEqual(9)
})

test('a drift too slow to be seen lies inside the range that is told', () => {
  const slow = drifting(0.05)
  expect(slow.filter(({ before }) => before?.apart).length).toBeLessThanOrEqual(4)
  const told = slow.filter(({ before }) => before!.drift!.low <= 0.05 && 0.05 <= before!.drift!.high)
  expect(told.length).toBeGreaterThanOrEqual(10)
})

test('the drift before is the difference of two straight lines', () => {
  const units: Unit[] = Array.from({ length: 12 }, (_, i) => ({
    id: `${i}`,
    outcome: Array.from({ length: 10 }, (_month, t) => i + (i < 5 ? 3 : 1) * t),
    treatedFrom: i < 5 ? 6 : null,
  }))
  expect(effect(units).before).toMatchObject({ apart: true, drift: { estimate: expect.closeTo(2, 10) } })
})

test('months in which fewer than four are left on a side are not told', () => {
  const begins = (person: number) => (person < 3 ? 3 : person < 10 ? 6 : null)
  const { since } = effect(draw({ seed: 1, people: 20, begins }))
  // the three of month 3 alone would tell of months 6 to 8
  expect(since.map(each => each.since)).toEqual([-5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5])
})

test('too few to say is said', () => {
  const three = draw({ seed: 1, people: 12, begins: person => (person < 3 ? 5 : null) })
  expect(interventionEffect(three, seeded(1))).toEqual({ none: 'too_few_treated' })
  const all = draw({ seed: 1, people: 12, begins: person => (person < 9 ? 5 : null) })
  expect(interventionEffect(all, seeded(1))).toEqual({ none: 'too_few_untreated' })
  const always = draw({ seed: 1, people: 12, begins: person => (person < 6 ? 0 : null) })
  expect(interventionEffect(always, seeded(1))).toEqual({ none: 'nothing_before' })
})
