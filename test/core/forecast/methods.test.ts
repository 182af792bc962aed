import { dynamicTheta } from '#core/forecast/methods/dynamic-theta.ts'
import { croston, gaps, intermittent, tsb } from '#core/forecast/methods/intermittent.ts'
import { seasonalNaive, withPattern } from '#core/forecast/methods/naive.ts'
import { classical } from '#core/forecast/seasonal/classical.ts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { airPassengers, nile } from './known-series.ts'

/** Values agree to so many parts of a hundred thousand. */
function agree(actual: ArrayLike<number>, expected: readonly number[], parts = 1) {
  expected.forEach((value, i) => expect(Math.abs(actual[i]! / value - 1)).toBeLessThan(parts * 1e-5))
}

/**
 * In R, the paper's equations 17 to 21 written down once more and their squares from the fourth period on minimised by
 * optim(L-BFGS-B) over the first level, α and θ from twenty starts: they take no first value for the first level, which
 * moves ours by two in ten thousand.
 */
test('dynamic Theta is what R finds from the paper: the Nile without a season, airline passengers with one', () => {
  agree(dynamicTheta(nile).mean(3), [798.321409, 798.321409, 798.321409], 10)
  const pattern = classical(airPassengers, { season: 12, multiplies: true })!
  const seasonal = withPattern(airPassengers, { pattern, fit: dynamicTheta })
  agree(seasonal.mean(6), [442.9097219, 432.2603537, 495.4149916, 482.4865975, 487.7531758, 555.9668617], 20)
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
  // sizes 3 → 2.9 → 3.01 → 2.809; waits 3 → 2.9 → 3.01 → 2.809: one a period, and a twentieth less
  expect(croston(values, 0.1)).toBeCloseTo(0.95, 12)
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
      for (const fit of [dynamicTheta, (v: Float64Array) => seasonalNaive({ values: v, season: 4 })!]) {
        const [once] = fit(values).mean(1)
        const [tenfold] = fit(values.map(value => value * 10)).mean(1)
        expect(Math.abs(tenfold! / 10 - once!)).toBeLessThan(1e-3 * Math.abs(once!) + 1e-3)
      }
    }),
    { numRuns: 50 },
  )
})
