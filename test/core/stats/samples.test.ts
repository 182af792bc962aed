import { minimiseBetween, nelderMead, quantile, seeded, shuffled, wilson } from '#core/stats/index.ts'
import fc from 'fast-check'
import { expect, test } from 'vitest'

test('quantiles are those of R', () => {
  const values = [3, 1, 4, 1, 5, 9, 2, 6]
  expect(quantile(values, 0.1)).toBeCloseTo(1, 12)
  expect(quantile(values, 0.5)).toBeCloseTo(3.5, 12)
  expect(quantile(values, 0.93)).toBeCloseTo(7.53, 12)
  expect(quantile([], 0.5)).toBeUndefined()
})

test('Wilson’s interval of 7 in 10 and of none in 10, as R’s prop.test has them', () => {
  const most = wilson(7, 10)
  if ('none' in most) throw new Error(most.none)
  expect(most.low).toBeCloseTo(0.3967781, 6)
  expect(most.high).toBeCloseTo(0.8922087, 6)
  const none = wilson(0, 10)
  if ('none' in none) throw new Error(none.none)
  expect(none.low).toBe(0)
  expect(none.high).toBeCloseTo(0.2775328, 6)
  expect(wilson(0, 0)).toEqual({ none: 'nothing_tried' })
})

test('Nelder and Mead find the bottom of Rosenbrock’s valley and of a bowl in eight dimensions', () => {
  const valley = nelderMead(([x, y]) => (1 - x!) ** 2 + 100 * (y! - x! * x!) ** 2, {
    start: [-1.2, 1],
    step: 0.5,
    until: 1e-14,
    atMost: 2000,
  })
  expect(valley.at[0]).toBeCloseTo(1, 4)
  expect(valley.at[1]).toBeCloseTo(1, 4)
  const bowl = nelderMead(x => x.reduce((sum, value, i) => sum + (i + 1) * (value - i) ** 2, 0), {
    start: new Float64Array(8),
    step: 1,
    until: 1e-14,
    atMost: 20_000,
  })
  for (const [i, value] of bowl.at.entries()) expect(value).toBeCloseTo(i, 3)
})

test('a point that is not allowed is never the answer', () => {
  const edge = nelderMead(([x]) => (x! < 2 ? Infinity : x!), { start: [5], step: 1 })
  expect(edge.at[0]).toBeGreaterThanOrEqual(2)
  expect(edge.at[0]).toBeLessThan(2.01)
})

test('between two bounds Brent finds the least value, at a bound too', () => {
  expect(minimiseBetween(x => (x - 0.3) ** 2, { low: -1, high: 2 }).at).toBeCloseTo(0.3, 6)
  expect(minimiseBetween(x => x, { low: -1, high: 2 }).at).toBeCloseTo(-1, 6)
  expect(minimiseBetween(x => Math.cos(x), { low: 0, high: 6 }).at).toBeCloseTo(Math.PI, 6)
})

test('the same seed gives the same chance, another seed another', () => {
  const draws = (seed: number) => Array.from({ length: 5 }, seeded(seed).normal)
  expect(draws(7)).toEqual(draws(7))
  expect(draws(7)).not.toEqual(draws(8))
})

test('normal draws have the mean and spread of the normal', () => {
  const chance = seeded(1)
  const draws = Array.from({ length: 20_000 }, () => chance.normal())
  const average = draws.reduce((sum, x) => sum + x, 0) / draws.length
  const spread = Math.sqrt(draws.reduce((sum, x) => sum + x * x, 0) / draws.length)
  expect(Math.abs(average)).toBeLessThan(0.03)
  expect(Math.abs(spread - 1)).toBeLessThan(0.02)
})

test('the first draws of seeds beside each other are as different as any', () => {
  const first = Array.from({ length: 1000 }, (_, seed) => seeded(seed).normal())
  const average = first.reduce((sum, x) => sum + x, 0) / first.length
  const spread = Math.sqrt(first.reduce((sum, x) => sum + x * x, 0) / first.length)
  const together = first.slice(1).reduce((sum, x, i) => sum + x * first[i]!, 0) / first.length
  expect(Math.abs(average)).toBeLessThan(0.12)
  expect(Math.abs(spread - 1)).toBeLessThan(0.08)
  expect(Math.abs(together)).toBeLessThan(0.12)
})

test('shuffling keeps every value', () => {
  fc.assert(
    fc.property(fc.array(fc.integer()), fc.integer(), (values, seed) => {
      expect(shuffled(values, seeded(seed)).toSorted((a, b) => a - b)).toEqual(
        values.toSorted((a, b) => a - b),
      )
    }),
  )
})
