import { actualsOf, recordOf, type Scored, seasonalNaive } from '#core/forecast/house/index.ts'
import { expect, test } from 'vitest'

const scored = (mean: number, actual: number, naive: number | null = null): Scored => ({
  mean,
  actual,
  naive,
  range50: [mean - 5, mean + 5],
  range80: [mean - 10, mean + 10],
  range95: [mean - 20, mean + 20],
})

test('errors weigh by what was billed, and skill is over the same months of the year before', () => {
  const record = recordOf([scored(110, 100, 80), scored(290, 300, 340)])
  expect(record.error).toBeCloseTo(20 / 400, 12)
  expect(record.skill).toBeCloseTo(1 - 20 / 60, 12)
  expect(record.hits).toEqual([
    { level: 50, within: 0, of: 2 },
    { level: 80, within: 2, of: 2 },
    { level: 95, within: 2, of: 2 },
  ])
})

test('a lean to one side is not said before six periods, and then only as surely as it is known', () => {
  expect(recordOf([1, 2, 3, 4, 5].map(() => scored(110, 100))).bias).toEqual({ none: 'too_few', need: 6 })
  const high = recordOf([8, 9, 10, 11, 12, 10].map(off => scored(100 + off, 100))).bias
  expect(high).toMatchObject({ sure: true })
  // mean 0.1; Student's 97.5 % quantile of 5 degrees is 2.5706, the standard error 0.0141421 / √6
  expect(high).toMatchObject({ share: expect.closeTo(0.1, 9), low: expect.closeTo(0.1 - 0.014841, 5) })
  const mixed = recordOf([-20, 20, -10, 10, 5, -4].map(off => scored(100 + off, 100))).bias
  expect(mixed).toMatchObject({ sure: false })
})

test('nothing billed has no record to speak of', () => {
  expect(recordOf([])).toMatchObject({ count: 0, error: null, skill: null, hits: [] })
})

test('a team came to what its members of the forecast’s day billed, the company to everything', () => {
  const nodes = [
    { kind: 'team', id: 'org', parent: -1 },
    { kind: 'team', id: 'anna', parent: 0 },
    { kind: 'person', id: 'anna', parent: 1 },
    { kind: 'person', id: 'bo', parent: 1 },
    { kind: 'person', id: 'house', parent: 0 },
    { kind: 'product_line', id: 'Bikes', parent: 0 },
  ] as const
  const billed = new Map([
    ['person/anna', 10],
    ['person/bo', 5],
    ['person/house', 2],
    ['product_line/Bikes', 20],
  ])
  const of = (kind: string, id: string) => billed.get(`${kind}/${id}`) ?? 0
  // a newcomer billed three
  expect(actualsOf(nodes, { total: 20, of })).toEqual([20, 15, 10, 5, 2, 20])
})

test('the forecast to beat repeats the last year, where there is one', () => {
  const year = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]
  expect(seasonalNaive(year, { from: 1, to: 3 })).toBe(6)
  expect(seasonalNaive(year, { from: 12, to: 12 })).toBe(12)
  expect(seasonalNaive(year.slice(4), { from: 1, to: 1 })).toBeUndefined()
})
