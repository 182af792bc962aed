import { neededPerWeek, shrunkRates, shrunkSize, wonInTime } from '#core/recipe/index.ts'
import { seeded } from '#core/stats/index.ts'
import fc from 'fast-check'
import { expect, test } from 'vitest'

test('a target is turned round through the rates', () => {
  const need = neededPerWeek({
    missing: 120_000,
    weeks: 12,
    dealSize: 5_000,
    steps: [
      { step: 'meeting', rate: 0.5 },
      { step: 'proposal', rate: 0.25 },
    ],
  })
  // two wins a week, so eight proposals, so sixteen meetings
  expect(need).toEqual([
    { step: 'meeting', perWeek: 16 },
    { step: 'proposal', perWeek: 8 },
  ])
  expect(
    neededPerWeek({ missing: -5, weeks: 4, dealSize: 10, steps: [{ step: 'meeting', rate: 0.5 }] }),
  ).toEqual([{ step: 'meeting', perWeek: 0 }])
})

test('three wins of three are no certainty, and few tries lean on everybody else', () => {
  const many = Array.from({ length: 20 }, (_, i) => ({ tried: 100, went: 40 + (i % 5) }))
  const { own, usual } = shrunkRates([{ tried: 3, went: 3 }, ...many])!
  expect(own[0]!.estimate).toBeLessThan(0.55)
  expect(own[0]!.high).toBeLessThan(1)
  expect(usual.estimate).toBeCloseTo(0.42, 1)
})

test('where people truly differ, an own record counts', () => {
  const people = Array.from({ length: 20 }, (_, i) => ({ tried: 200, went: i < 10 ? 40 : 140 }))
  const { own } = shrunkRates(people)!
  expect(own[0]!.estimate).toBeCloseTo(0.2, 1)
  expect(own[19]!.estimate).toBeCloseTo(0.7, 1)
})

test('a rate stays between its bounds and inside 0 and 1', () => {
  const step = fc
    .record({ tried: fc.integer({ min: 0, max: 300 }), share: fc.double({ min: 0, max: 1, noNaN: true }) })
    .map(({ tried, share }) => ({ tried, went: Math.round(tried * share) }))
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 12 }), people => {
      const rates = shrunkRates(people)
      if (!rates) return
      for (const { estimate, low, high } of [...rates.own, rates.usual]) {
        expect(low).toBeGreaterThanOrEqual(0)
        expect(low).toBeLessThanOrEqual(estimate)
        expect(high).toBeGreaterThanOrEqual(estimate)
        expect(high).toBeLessThanOrEqual(1)
      }
    }),
  )
})

test('a deal’s size leans on comparable people where own deals are few, and knows its own where they are many', () => {
  const others = Array.from({ length: 10 }, (_, i) =>
    Array.from({ length: 40 }, (__, j) => 1000 + 50 * ((i + j) % 7)),
  )
  const few = shrunkSize([5000], others)!
  expect(few.estimate).toBeLessThan(5000)
  const many = shrunkSize(
    Array.from({ length: 200 }, (_, i) => 5000 + (i % 10)),
    others,
  )!
  expect(many.estimate).toBeCloseTo(5000, -3)
  expect(many.low).toBeLessThan(many.estimate)
  expect(shrunkSize([], [])).toBeUndefined()
})

test('a range of nine in ten of a deal’s size holds about nine in ten, with few own deals, many and none', () => {
  const random = seeded(4)
  const within = 0.6
  for (const count of [0, 3, 20]) {
    const held = Array.from({ length: 300 }, () => {
      const usual = () => 8 + 0.4 * random.normal()
      const deals = (middle: number, of: number) =>
        Array.from({ length: of }, () => Math.exp(middle + within * random.normal()))
      const middle = usual()
      const others = Array.from({ length: 25 }, () => deals(usual(), 15))
      const { low, high } = shrunkSize(deals(middle, count), others)!
      const truth = Math.exp(middle + within ** 2 / 2)
      return low <= truth && truth <= high
    }).filter(Boolean).length
    expect(held / 300, `${count} own deals`).toBeGreaterThan(0.84)
    expect(held / 300, `${count} own deals`).toBeLessThan(0.95)
  }
})

test('who begins late wins too late: deals that take 50 to 150 days, with 25, 100 and 1000 days left', () => {
  const cycle = [60, 70, 80, 90, 100, 110, 120, 130, 140]
  // within 25 days the share grows to 25/60 of a tenth: half of that on average
  expect(wonInTime(cycle, 25)).toBeCloseTo((25 / 60 / 10) * 0.5, 6)
  // to 60 days half a tenth, then from one tenth to five, by hand: (60 × .05 + 40 × .3) / 100
  expect(wonInTime(cycle, 100)).toBeCloseTo(0.15, 3)
  expect(wonInTime(cycle, 1000)).toBeGreaterThan(0.8)
  expect(wonInTime(cycle, 0)).toBe(0)
})
