import fc from 'fast-check'
import { expect, test } from 'vitest'
import { differenceLags, stationarySeries } from '#core/forecast/arima/difference.ts'
import { kpss } from '#core/forecast/arima/kpss.ts'
import { rootsBeyond, stationary } from '#core/forecast/arima/polynomial.ts'
import { seasonalStrength } from '#core/forecast/arima/strength.ts'
import {
  accidentalDeaths,
  airPassengers,
  lakeHuron,
  lynx,
  nile,
  serverUsers,
  ukGas,
} from '../known-series.ts'

test.each([
  [lynx, 0.0694650821],
  [accidentalDeaths, 0.291233804],
  [serverUsers, 0.721974318],
  [lakeHuron, 1.22121857],
  [nile, 1.31522646],
])('KPSS as R’s urca::ur.kpss (%#)', (values, known) => {
  expect(kpss(values)).toBeCloseTo(known, 7)
})

test.each([
  [airPassengers.map(Math.log), 12, 0.9646565],
  [accidentalDeaths, 12, 0.9458571],
  [ukGas.map(Math.log), 4, 0.9740698],
])('seasonal strength from R’s stl(s.window = 11) (%#)', (values, season, known) => {
  expect(seasonalStrength(values, season)).toBeCloseTo(known, 6)
})

test('any numbers make a stationary autoregression', () => {
  const free = fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: 1, maxLength: 5 })
  fc.assert(
    fc.property(free, numbers => {
      const out = new Float64Array(numbers.length)
      stationary(numbers, { from: 0, count: numbers.length, out })
      expect(rootsBeyond(out, 1)).toBe(true)
    }),
  )
})

test('roots are told apart at the radius', () => {
  // (1 − z/2)(1 − z/3): roots 2 and 3.
  const coefficients = [5 / 6, -1 / 6]
  expect(rootsBeyond(coefficients, 1.99)).toBe(true)
  expect(rootsBeyond(coefficients, 2.01)).toBe(false)
})

test('differencing is undone by its lags', () => {
  const order = { p: 0, d: 1, q: 0, P: 0, D: 1, Q: 0, season: 4, constant: false }
  const lags = differenceLags(order)
  const series = stationarySeries(ukGas, order)
  const t = 20
  let value = series[t - lags.length]!
  for (const [i, lag] of lags.entries()) value += lag * ukGas[t - i - 1]!
  expect(value).toBeCloseTo(ukGas[t]!, 9)
})
