import { neededPerWeek, shrunkRates, shrunkSize } from '#core/recipe/index.ts'
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
