import { expect, test } from 'vitest'
import { arima, autoArima, estimate, type Order } from '#core/forecast/arima/index.ts'
import type { Fitted, Refused } from '#core/forecast/method.ts'
import {
  accidentalDeaths,
  airPassengers,
  lakeHuron,
  lynx,
  nile,
  serverUsers,
  ukGas,
} from '../known-series.ts'

// The literals are R 4's arima(method = "ML", reltol 1e-14) and forecast 8.20's auto.arima(approximation = FALSE). R
// starts the differenced part of the state from a very large variance instead of differencing: hence four digits.

const noSeason = { P: 0, D: 0, Q: 0, season: 1 }
const plain = (p: number, d: number, q: number, constant = false): Order => ({
  ...noSeason,
  p,
  d,
  q,
  constant,
})
const airline = { ...plain(0, 1, 1), D: 1, Q: 1, season: 12 }

function modelOf(values: Float64Array, order: Order) {
  const model = estimate(values, order)
  if (model === undefined) throw new Error('no model')
  return { ...model, all: [...model.ar, ...model.ma, ...model.seasonalAr, ...model.seasonalMa] }
}

function fitOf(fit: Fitted | Refused): Fitted {
  if ('none' in fit) throw new Error(fit.none)
  return fit
}

function near(found: ArrayLike<number>, known: readonly number[], share = 2e-4) {
  expect(found.length).toBe(known.length)
  for (const [i, value] of known.entries()) {
    expect(Math.abs(found[i]! - value), `${found[i]} is ${value}`).toBeLessThan(share * Math.abs(value))
  }
}

test('Box and Jenkins’s airline model of the passengers', () => {
  const logs = airPassengers.map(Math.log)
  const model = modelOf(logs, airline)
  expect(model.ma[0]).toBeCloseTo(-0.4018, 4)
  expect(model.seasonalMa[0]).toBeCloseTo(-0.5569, 4)
  expect(model.logLikelihood).toBeCloseTo(244.7, 2)
  expect(model.variance).toBeCloseTo(0.001348, 6)
  expect(model.aicc).toBeCloseTo(-483.21, 1)
  const foretold = [6.11018575, 6.05377529, 6.17171492, 6.19930045, 6.23255597, 6.36877869]
  near(fitOf(arima(logs, airline)).mean(6), foretold, 1e-5)
})

type Known = {
  coefficients: number[]
  mean?: number
  logLikelihood: number
  variance: number
  foretold: number[]
}

test.each<[string, Float64Array, Order, Known]>([
  [
    'lynx, log',
    lynx.map(Math.log),
    plain(2, 0, 0, true),
    {
      coefficients: [1.3776059, -0.73987669],
      mean: 6.6862913,
      logLikelihood: -88.575039,
      variance: 0.27076978,
      foretold: [7.78877819, 7.13665576, 6.49101169, 6.08405878],
    },
  ],
  [
    'lynx',
    lynx,
    plain(2, 0, 2, true),
    {
      coefficients: [1.3419512, -0.67369652, -0.20255217, -0.25640992],
      mean: 1544.4002,
      logLikelihood: -932.08372,
      variance: 728547.27,
      foretold: [2989.880767, 2093.45041, 1307.383547, 856.442214],
    },
  ],
  [
    'accidental deaths',
    accidentalDeaths,
    airline,
    {
      coefficients: [-0.43026869, -0.55279071],
      logLikelihood: -425.43999,
      variance: 99346.909,
      foretold: [8336.0614, 7531.82914, 8314.64383, 8616.86899],
    },
  ],
  [
    'server',
    serverUsers,
    plain(1, 1, 1),
    {
      coefficients: [0.65037686, 0.52559151],
      logLikelihood: -254.14974,
      variance: 9.793322,
      foretold: [218.880503, 218.152407, 217.678871, 217.370894],
    },
  ],
  [
    'Nile, differenced',
    nile,
    plain(1, 1, 1),
    {
      coefficients: [0.2543763, -0.87413685],
      logLikelihood: -630.62738,
      variance: 19769.289,
      foretold: [816.180794, 835.559382, 840.488835, 841.742771],
    },
  ],
  [
    'Nile, level',
    nile,
    plain(1, 0, 1, true),
    {
      coefficients: [0.86103303, -0.51767884],
      mean: 920.69454,
      logLikelihood: -637.03878,
      variance: 19891.693,
      foretold: [800.364992, 817.086825, 831.484875, 843.882072],
    },
  ],
  [
    'Lake Huron, level',
    lakeHuron,
    plain(1, 0, 1, true),
    {
      coefficients: [0.74489858, 0.3205894],
      mean: 579.05545,
      logLikelihood: -103.24526,
      variance: 0.47493985,
      foretold: [579.733371, 579.560433, 579.431611, 579.335652],
    },
  ],
  [
    'Lake Huron, drift',
    lakeHuron,
    plain(0, 1, 2, true),
    {
      coefficients: [0.081772901, -0.24465686],
      mean: -0.0063811339,
      logLikelihood: -106.30837,
      variance: 0.52343307,
      foretold: [579.70678, 579.72981, 579.723429, 579.717048],
    },
  ],
  [
    'gas by quarter, log, drift over a year',
    ukGas.map(Math.log),
    { ...plain(1, 0, 0, true), P: 1, D: 1, season: 4 },
    {
      coefficients: [-0.12766962, -0.15159672],
      mean: 4 * 0.016489266,
      logLikelihood: 88.810142,
      variance: 0.010600905,
      foretold: [7.13413313, 6.47259217, 5.89485357, 6.73974116],
    },
  ],
])('%s: coefficients, mean, likelihood, variance and forecasts as R’s', (_, values, order, known) => {
  const model = modelOf(values, order)
  near(model.all, known.coefficients)
  if (known.mean === undefined) expect(model.mean).toBe(0)
  else near([model.mean], [known.mean])
  near([model.logLikelihood], [known.logLikelihood], 1e-5)
  near([model.variance], [known.variance], 1e-4)
  near(fitOf(arima(values, order)).mean(4), known.foretold, 2e-5)
})

test.each<[Float64Array, number, string, number]>([
  [airPassengers.map(Math.log), 12, 'ARIMA(0,1,1)(0,1,1)[12]', -483.210085],
  [lynx, 1, 'ARIMA(2,0,2) with mean', 1876.9525],
  [accidentalDeaths, 12, 'ARIMA(0,1,1)(0,1,1)[12]', 857.316351],
  [serverUsers, 1, 'ARIMA(1,1,1)', 514.552103],
  [nile, 1, 'ARIMA(1,1,1)', 1267.5074],
])('the order that R’s auto.arima finds (%#)', (values, season, name, aicc) => {
  const fit = fitOf(autoArima({ values, season }))
  expect(fit.method).toBe(name)
  expect(fit.aicc).toBeCloseTo(aicc, 1)
})

test('a better order of Lake Huron’s, whose first candidate R’s search fails to estimate', () => {
  const fit = fitOf(autoArima({ values: lakeHuron, season: 1 }))
  expect(fit.method).toBe('ARIMA(2,1,1)')
  expect(fit.aicc).toBeCloseTo(213.51, 2) // R's Arima() of this order; its auto.arima() stops at 220.26.
})
