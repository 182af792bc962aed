import { autocorrelations } from '#core/forecast/seasonal/autocorrelation.ts'
import { adjusted, classical, patterned } from '#core/forecast/seasonal/classical.ts'
import { isSeasonal } from '#core/forecast/seasonal/is-seasonal.ts'
import { isStable } from '#core/forecast/seasonal/stable.ts'
import { stl } from '#core/forecast/seasonal/stl.ts'
import { type Random, seeded } from '#core/stats/index.ts'
import { expect, test } from 'vitest'
import { airPassengers, nile } from './known-series.ts'

const close = (actual: ArrayLike<number>, expected: readonly number[], digits: number) =>
  expected.forEach((value, i) => expect(actual[i]).toBeCloseTo(value, digits))

test('classical decomposition is R’s decompose()', () => {
  const times = classical(airPassengers, { season: 12, multiplies: true })!
  close(times.figure, [0.9102303674, 0.8836253207, 1.007366288], 9)
  const plus = classical(airPassengers, { season: 12, multiplies: false })!
  close(plus.figure, [-24.74873737, -36.18813131, -2.241161616], 7)
  expect(patterned(adjusted(airPassengers, times)[13]!, 13, times)).toBeCloseTo(airPassengers[13]!, 9)
})

test('decomposition by loess is R’s stl() with every point computed, plain and robust', () => {
  const logs = airPassengers.map(Math.log)
  const plain = stl(logs, { season: 12 })
  close(plain.seasonal, [-0.09166381564, -0.1141884969, 0.01584245853], 6)
  close([plain.trend[0]!, plain.trend[49]!, plain.trend[143]!], [4.829552041, 5.382835664, 6.204588623], 6)
  const robust = stl(logs, { season: 12, robust: 3 })
  close(robust.seasonal, [-0.08712188715, -0.129132973, 0.024044153], 6)
  close([robust.trend[0]!, robust.trend[49]!, robust.trend[143]!], [4.82215635, 5.374885063, 6.203340252], 6)
})

test('the parts of a decomposition add up to the values', () => {
  const { seasonal, trend, remainder } = stl(nile, { season: 4, robust: 2 })
  nile.forEach((value, t) => expect(seasonal[t]! + trend[t]! + remainder[t]!).toBeCloseTo(value, 9))
})

test('a season is found where there is one, and in noise about as often as the test allows', () => {
  expect(isSeasonal(airPassengers, 12)).toBe(true)
  expect(isSeasonal(nile, 12)).toBe(false)
  expect(isSeasonal(airPassengers.slice(0, 24), 12)).toBe(false)
  const random = seeded(3)
  const found = Array.from({ length: 300 }, () =>
    isSeasonal(Float64Array.from({ length: 72 }, random.normal), 12),
  ).filter(Boolean)
  expect(found.length / 300).toBeLessThan(0.09)
})

/** Share of two hundred made-up series in which a season is found. */
function found(length: number, value: (random: Random, t: number) => number): number {
  const random = seeded(8)
  const all = Array.from({ length: 200 }, () => Float64Array.from({ length }, (_, t) => value(random, t)))
  return all.filter(values => isSeasonal(values, 12)).length / 200
}

test('three years of a year that rises and falls are seasonal, though autocorrelations cannot tell it from a wave', () => {
  const smooth = (random: Random, t: number) =>
    1000 * (1 + 0.3 * Math.sin((t * Math.PI) / 6)) * Math.exp(0.1 * random.normal())
  expect(found(36, smooth)).toBeGreaterThan(0.85)
  // what stays from month to month makes waves, too, and they are no season
  let level = 0
  expect(found(36, random => (level = 0.9 * level + random.normal()))).toBeLessThan(0.03)
  expect(found(60, random => (level = 0.9 * level + random.normal()))).toBeLessThan(0.06)
})

test('what repeats to the last unit is a season; what never changes is none', () => {
  expect(isStable([1, 5, 2, 9, 1, 5, 2, 9, 1, 5, 2, 9], 4)).toBe(true)
  expect(isStable([3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3], 4)).toBe(false)
})

test('autocorrelations of a known series; none where nothing changes', () => {
  close(autocorrelations([1, 2, 3, 4, 5], 2), [0.4, -0.1], 12)
  expect([...autocorrelations([3, 3, 3], 2)]).toEqual([0, 0])
})
