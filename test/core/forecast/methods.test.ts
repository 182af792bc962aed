import { dynamicTheta } from '#core/forecast/methods/dynamic-theta.ts'
import { croston, gaps, intermittent, tsb } from '#core/forecast/methods/intermittent.ts'
import { seasonalNaive, withPattern } from '#core/forecast/methods/naive.ts'
import { bestSmoothing } from '#core/forecast/methods/smoothing.ts'
import { theta } from '#core/forecast/methods/theta.ts'
import { classical } from '#core/forecast/seasonal/classical.ts'
import { seeded } from '#core/stats/index.ts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { airPassengers, nile } from './known-series.ts'

/** Values agree to so many parts of a hundred thousand. */
function agree(actual: ArrayLike<number>, expected: readonly number[], parts = 1) {
  expected.forEach((value, i) => expect(Math.abs(actual[i]! / value - 1)).toBeLessThan(parts * 1e-5))
}

test('simple smoothing of the Nile is R’s ses()', () => {
  const { alpha, first } = bestSmoothing(nile)
  expect(alpha).toBeCloseTo(0.24567, 3)
  expect(first).toBeCloseTo(1110.73, 0)
})

test('Theta is R’s thetaf(): the Nile without a season, airline passengers with one', () => {
  agree(theta(nile).mean(3), [799.8119962, 798.4548435, 797.0976908], 5)
  const pattern = classical(airPassengers, { season: 12, multiplies: true })!
  const seasonal = withPattern(airPassengers, { pattern, fit: theta })
  agree(seasonal.mean(6), [440.0781911, 428.3842806, 489.7070987, 475.7046277, 479.6703887, 545.3662722], 1)
})

test('dynamic Theta follows a straight line to its end, and the error of every step is what was foretold less what came', () => {
  const line = Float64Array.from({ length: 40 }, (_, t) => 100 + 3 * t)
  agree(dynamicTheta(line).mean(4), [220, 223, 226, 229], 300)
  const fit = dynamicTheta(nile)
  const before = fit.apply(nile.slice(0, -1))
  expect(nile.at(-1)! - before.mean(1)[0]!).toBeCloseTo(fit.residuals.at(-1)!, 8)
})

test('seasonal naive repeats the last season', () => {
  const fit = seasonalNaive({ values: airPassengers, season: 12 })!
  expect([...fit.mean(14)]).toEqual([417, 391, 419, 461, 472, 535, 622, 606, 508, 461, 390, 432, 417, 391])
  expect(seasonalNaive({ values: Float64Array.of(1, 2), season: 12 })).toBeUndefined()
})

test('Croston by hand: sizes 3, 2, 4, 1 after waits of 3, 2, 4, 1', () => {
  const values = [0, 0, 3, 0, 2, 0, 0, 0, 4, 1, 0, 0]
  // sizes 3 → 2.9 → 3.01 → 2.809; waits 3 → 2.9 → 3.01 → 2.809
  expect(croston(values, { alpha: 0.1, corrected: false })).toBeCloseTo(1, 12)
  expect(croston(values, { alpha: 0.1, corrected: true })).toBeCloseTo(0.95, 12)
})

test('Teunter, Syntetos and Babai by hand: the chance fades while nothing comes', () => {
  const { chance, size } = tsb([4, 0, 4, 0, 0, 0], { chance: 0.5, size: 0.1 })
  // from 1/3: 2/3, 1/3, 2/3, 1/3, 1/6, 1/12
  expect(chance).toBeCloseTo(1 / 12, 12)
  expect(size).toBeCloseTo(4, 12)
})

test('a customer who stopped fades out, one who comes and goes does not', () => {
  const steady = Float64Array.from({ length: 48 }, (_, t) => (t % 4 === 3 ? 100 : 0))
  expect(gaps(steady)).toEqual({ interval: 4, unevenness: 0, demands: 12 })
  expect(intermittent(steady).mean(1)[0]).toBeCloseTo(25 * 0.95, 6)
  const gone = steady.map((value, t) => (t < 24 ? value : 0))
  const fit = intermittent(gone)
  expect(fit.method).toBe('Teunter–Syntetos–Babai')
  expect(fit.mean(1)[0]!).toBeLessThan(15)
})

test('ten times the values are ten times the forecast, whatever the method', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 10, max: 1000 }), { minLength: 12, maxLength: 40 }), list => {
      const values = Float64Array.from(list)
      for (const fit of [theta, (v: Float64Array) => seasonalNaive({ values: v, season: 4 })!]) {
        const [once] = fit(values).mean(1)
        const [tenfold] = fit(values.map(value => value * 10)).mean(1)
        expect(Math.abs(tenfold! / 10 - once!)).toBeLessThan(1e-3 * Math.abs(once!) + 1e-3)
      }
    }),
    { numRuns: 50 },
  )
})

test('paths of one seed are the same paths, and surround the mean', () => {
  const fit = theta(nile)
  expect(fit.path(3, seeded(7))).toEqual(fit.path(3, seeded(7)))
  const random = seeded(1)
  const mean = Array.from({ length: 2000 }, () => fit.path(2, random)[1]!).reduce((a, b) => a + b / 2000, 0)
  expect(Math.abs(mean / fit.mean(2)[1]! - 1)).toBeLessThan(0.03)
})
