import { type Lasting, medianLasting, shareDifference, survival } from '#core/stats/index.ts'
import fc from 'fast-check'
import { expect, test } from 'vitest'

const lasting = (pairs: string): Lasting[] =>
  pairs.split(' ').map(pair => {
    const [days, ended, from] = pair.split(':').map(Number)
    return { days: days!, ended: ended === 1, from: from ?? 0 }
  })

// Remission of leukaemia on 6-MP and on placebo: Freireich et al. 1963, as in Klein & Moeschberger 2003, table 1.1.
// The expected values were printed by R's survival 3.5-3: survfit(Surv(t, d) ~ 1, conf.type = "log-log")
const treated = lasting(
  '6:1 6:1 6:1 6:0 7:1 9:0 10:1 10:0 11:0 13:1 16:1 17:0 19:0 20:0 22:1 23:1 25:0 32:0 32:0 34:0 35:0',
)
const placebo = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23].map(days => ({
  days,
  ended: true,
}))

test('the share that lasts, and its band, as R’s survival has them', () => {
  const steps = survival(treated)
  expect(steps.map(({ days, atRisk, ended }) => [days, atRisk, ended])).toEqual([
    [6, 21, 3],
    [7, 17, 1],
    [10, 15, 1],
    [13, 12, 1],
    [16, 11, 1],
    [22, 7, 1],
    [23, 6, 1],
  ])
  const rounded = (of: (number | null)[]) => of.map(value => value && Math.round(value * 1000) / 1000)
  expect(rounded(steps.map(step => step.lasting))).toEqual([0.857, 0.807, 0.753, 0.69, 0.627, 0.538, 0.448])
  expect(rounded(steps.map(step => step.low))).toEqual([0.62, 0.563, 0.503, 0.432, 0.368, 0.268, 0.188])
  expect(rounded(steps.map(step => step.high))).toEqual([0.952, 0.923, 0.889, 0.849, 0.805, 0.747, 0.68])
})

test('the median and its interval; without an upper end while too many still last', () => {
  expect(medianLasting(treated)).toEqual({ median: 23, low: 13, high: null, of: 21, ended: 9 })
  expect(medianLasting(placebo)).toEqual({ median: 8, low: 4, high: 11, of: 21, ended: 21 })
  // a curve that lies on one half: in the middle
  const four = [2, 4, 7, 9].map(days => ({ days, ended: true }))
  expect(medianLasting(four)).toMatchObject({ median: 5.5, low: 2, high: null })
  expect(medianLasting([{ days: 3, ended: false }])).toMatchObject({ median: null, low: null, high: null })
  expect(medianLasting([])).toMatchObject({ median: null, of: 0 })
})

test('those first seen late count from then on, as R’s Surv(from, days, ended)', () => {
  const late = lasting(
    '27:0:10 33:1:18 14:1:2 23:0:6 27:0:11 27:1:18 35:1:20 25:1:18 15:1:5 14:1:1 19:1:0 33:1:19 21:0:10 16:0:2 24:0:12 24:1:15 28:1:15 21:1:4 20:1:1 24:1:14 26:1:11 22:0:4 27:1:14 17:1:4 25:1:15 26:0:16 22:0:10 28:1:15 28:1:13 27:1:20',
  )
  const steps = survival(late)
  expect(steps.map(({ atRisk }) => atRisk)).toEqual([17, 17, 20, 22, 22, 23, 18, 15, 13, 11, 6, 3, 1])
  expect(steps[6]!.lasting).toBeCloseTo(0.61118481, 8)
  expect(steps[6]!.low).toBeCloseTo(0.386120671, 6)
  expect(steps[6]!.high).toBeCloseTo(0.7751161, 6)
  expect(medianLasting(late)).toMatchObject({ median: 26, low: 20, high: 28 })
})

const some = fc.array(
  fc.record({ days: fc.nat(60), ended: fc.boolean(), times: fc.integer({ min: 1, max: 4 }) }),
  { maxLength: 40 },
)

test('the curve falls, its band holds it, and alike ones told together are the same as one by one', () => {
  fc.assert(
    fc.property(some, all => {
      const steps = survival(all)
      let before = 1
      for (const { lasting: share, low, high, atRisk, ended } of steps) {
        expect(share).toBeLessThan(before)
        expect(ended).toBeLessThanOrEqual(atRisk)
        expect(low ?? 0).toBeLessThanOrEqual(share)
        expect(high ?? 1).toBeGreaterThanOrEqual(share)
        before = share
      }
      const apart = all.flatMap(({ times, ...one }) => Array.from({ length: times }, () => one))
      expect(survival(apart)).toEqual(steps)
      const { median, low, high } = medianLasting(all)
      expect(low ?? 0).toBeLessThanOrEqual(median ?? Infinity)
      expect(median ?? 0).toBeLessThanOrEqual(high ?? Infinity)
    }),
  )
})

test('with all ends seen it is the share that is longer', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(30), { minLength: 1, maxLength: 30 }), days => {
      for (const step of survival(days.map(each => ({ days: each, ended: true }))))
        expect(step.lasting).toBeCloseTo(days.filter(each => each > step.days).length / days.length, 10)
    }),
  )
})

test('two shares apart, as Newcombe works them by hand', () => {
  // 56/70 against 48/80: Newcombe 1998, table II (a), method 10: .0524 to .3339
  const found = shareDifference({ hits: 56, of: 70 }, { hits: 48, of: 80 })
  if ('none' in found) throw new Error(found.none)
  expect(found.estimate).toBeCloseTo(0.2, 10)
  expect(found.low).toBeCloseTo(0.0524, 4)
  expect(found.high).toBeCloseTo(0.3339, 4)
  expect(shareDifference({ hits: 0, of: 0 }, { hits: 1, of: 2 })).toEqual({ none: 'nothing_tried' })
})
