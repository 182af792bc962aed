import { fill } from '#core/forecast/clean/gaps.ts'
import { capOutliers } from '#core/forecast/clean/outliers.ts'
import { dayFactors } from '#core/forecast/clean/selling-days.ts'
import { alignShift } from '#core/forecast/clean/shifts.ts'
import { nowcast } from '#core/forecast/index.ts'
import { seeded } from '#core/stats/index.ts'
import { expect, test } from 'vitest'
import { airPassengers } from './known-series.ts'

const noisy = (length: number, level: (t: number) => number, seed = 1) => {
  const random = seeded(seed)
  return Float64Array.from({ length }, (_, t) => level(t) * Math.exp(0.05 * random.normal()))
}

test('a planted outlier is capped at the fence, not dropped, and named; the rest is left alone', () => {
  const values = airPassengers.slice()
  values[70] = 1500
  const { values: clean, capped } = capOutliers(values, 12)
  expect(capped.map(({ at }) => at)).toEqual([70])
  expect(capped[0]!.now).toBeLessThan(500)
  expect(capped[0]!.now).toBeGreaterThan(airPassengers[70]!)
  expect(clean.filter((value, t) => value !== values[t])).toHaveLength(1)
  expect(capOutliers(airPassengers, 12).capped.length).toBeLessThanOrEqual(2)
})

test('a lasting jump is found, and the history before it is brought to the new level', () => {
  const values = noisy(48, t => (t < 30 ? 100 : 180))
  const { values: level, shift } = alignShift(values, 12)
  expect(shift?.at).toBe(30)
  expect(shift?.by).toBeCloseTo(1.8, 1)
  expect(level[0]).toBeCloseTo(values[0]! * shift!.by, 9)
  expect(level[40]).toBe(values[40])
})

test('growth, seasons and wandering are no jumps', () => {
  expect(alignShift(airPassengers, 12).shift).toBeUndefined()
  const random = seeded(5)
  const jumps = Array.from({ length: 100 }, () => {
    let at = 1000
    return alignShift(
      Float64Array.from({ length: 60 }, () => (at += 20 * random.normal())),
      12,
    ).shift
  }).filter(shift => shift !== undefined)
  expect(jumps.length).toBeLessThan(5)
})

test('selling days are used where the values follow them, and only there', () => {
  const random = seeded(2)
  const days = Array.from({ length: 72 }, () => 19 + random.below(5))
  const follows = dayFactors({ values: noisy(60, t => 10 * days[t]!), days, season: 12 })
  expect(follows).toHaveLength(72)
  expect(dayFactors({ values: noisy(60, () => 200), days, season: 12 })).toBeUndefined()
})

test('holes are filled by their neighbours and the season; zeros before the first demand are no history', () => {
  const { values, why } = fill([10, null, 30, 10, 20, 30], 1)
  expect([...values]).toEqual([10, 20, 30, 10, 20, 30])
  expect(why).toEqual([{ why: 'filled', periods: 1 }])
  const late = fill([0, 0, 0, 0, 0, 5, 6, 7], 1)
  expect([...late.values]).toEqual([5, 6, 7])
  expect(late.why).toEqual([{ why: 'begun', at: 5 }])
  expect([...fill([0, 0, 5, 0, 0, 6, 0], 1).values]).toEqual([0, 0, 5, 0, 0, 6, 0])
  expect(fill([null, null], 1).values).toHaveLength(0)
})

test('the current month: early the forecast rules, late the days do, by hand in between', () => {
  const before = { mean: 1000, spread: 100 }
  // 600 at a share of .5 ± .05 foretells 1200 ± 120: weights 1/120² and 1/100², so 1082
  const middle = nowcast({ soFar: 600, share: { mean: 0.5, spread: 0.05 }, before, billing: true })
  expect(middle.mean).toBeCloseTo(1000 + 200 * (1 / 1.44 / (1 / 1.44 + 1)), 6)
  expect(middle.spread).toBeCloseTo(1 / Math.sqrt(1 / 120 ** 2 + 1 / 100 ** 2), 6)
  const first = nowcast({ soFar: 5, share: { mean: 0.02, spread: 0.02 }, before, billing: true })
  expect(first.mean).toBeGreaterThan(980)
  expect(nowcast({ soFar: 900, share: { mean: 1, spread: 0 }, before, billing: true })).toEqual({
    mean: 900,
    spread: 0,
    fromDays: 1,
  })
  const over = nowcast({ soFar: 1500, share: { mean: 0.9, spread: 0.3 }, before, billing: true })
  expect(over.mean).toBeGreaterThanOrEqual(1500)
})
