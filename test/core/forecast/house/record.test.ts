import { addMonths } from '#core/calendar/index.ts'
import { actualsOf, recordOf, type Scored, seasonalNaive } from '#core/forecast/house/index.ts'
import { seeded } from '#core/stats/index.ts'
import { expect, test } from 'vitest'

/** The month so many months after January 2024. */
const month = (at: number) => addMonths('2024-01-01', at)

const scored = (mean: number, actual: number, of: { naive?: number; at?: number } = {}): Scored => ({
  from: month(of.at ?? 0),
  mean,
  actual,
  naive: of.naive ?? null,
  range50: [mean - 5, mean + 5],
  range80: [mean - 10, mean + 10],
  range95: [mean - 20, mean + 20],
})

test('errors weigh by what was billed, and skill is over the same months of the year before', () => {
  const record = recordOf([scored(110, 100, { naive: 80 }), scored(290, 300, { naive: 340 })])
  expect(record.error).toBeCloseTo(20 / 400, 12)
  expect(record.skill).toBeCloseTo(1 - 20 / 60, 12)
  expect(record.hits).toEqual([
    { level: 50, within: 0, of: 2 },
    { level: 80, within: 2, of: 2 },
    { level: 95, within: 2, of: 2 },
  ])
})

test('a lean to one side is not said before six periods, and then only as surely as it is known', () => {
  expect(recordOf([1, 2, 3, 4, 5].map(at => scored(110, 100, { at }))).bias).toEqual({
    none: 'too_few',
    need: 6,
  })
  const high = recordOf([8, 9, 10, 11, 12, 10].map((off, at) => scored(100 + off, 100, { at }))).bias
  expect(high).toMatchObject({ sure: true })
  // mean 0.1; Student's 97.5 % quantile of 5 degrees is 2.5706, the standard error 0.0141421 / √6
  expect(high).toMatchObject({ share: expect.closeTo(0.1, 9), low: expect.closeTo(0.1 - 0.014841, 5) })
  const mixed = recordOf([-20, 20, -10, 10, 5, -4].map((off, at) => scored(100 + off, 100, { at }))).bias
  expect(mixed).toMatchObject({ sure: false })
})

test('sums that overlap lean less surely than so many months would, and one period told six times is one', () => {
  const offs = [8, 9, 10, 11, 12, 10]
  const sums = offs.map((off, at) => scored(100 + off, 100, { at }))
  const [alone, overlapping] = [recordOf(sums, 1).bias, recordOf(sums, 3).bias]
  expect(alone).toMatchObject({ share: expect.closeTo(0.1, 9) })
  expect(overlapping).toMatchObject({ share: expect.closeTo(0.1, 9) })
  const width = (bias: object) => ('low' in bias && 'high' in bias ? Number(bias.high) - Number(bias.low) : 0)
  expect(width(overlapping)).toBeGreaterThan(2 * width(alone))
  expect(recordOf(offs.map(off => scored(100 + off, 100))).bias).toEqual({ none: 'too_few', need: 6 })
})

/** Share of unbiased worlds of so many months on record in which a lean is called sure. */
function called(of: { months: number; reach: number; weight: (back: number) => number }): number {
  const chance = seeded(of.months * 100 + of.reach)
  const worlds = 300
  let sure = 0
  for (let world = 0; world < worlds; world++) {
    const shocks = Array.from({ length: of.months + of.reach }, () => chance.normal())
    const record = Array.from({ length: of.months }, (_, at) => {
      let off = 0
      for (let back = 0; back < of.reach; back++) off += of.weight(back) * shocks[at + back]!
      return scored(1000 + off, 1000, { at })
    })
    const { bias } = recordOf(record, of.reach)
    if ('sure' in bias && bias.sure) sure++
  }
  return sure / worlds
}

test('where forecasts do not lean it is called sure in one world of twenty at most, however far they look ahead', () => {
  // two standard errors of 5 % in 300 worlds are 2.5 %
  for (const months of [9, 24]) {
    expect(called({ months, reach: 1, weight: () => 1 })).toBeCloseTo(0.05, 1)
    // sums of independent months, and months that a random walk reaches: the errors of either overlap alike
    for (const reach of [3, 6, 12]) expect(called({ months, reach, weight: () => 1 })).toBeLessThan(0.075)
    // sums over a random walk
    expect(called({ months, reach: 6, weight: back => 6 - back })).toBeLessThan(0.075)
  }
  expect(called({ months: 24, reach: 3, weight: () => 1 })).toBeGreaterThan(0.02)
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
