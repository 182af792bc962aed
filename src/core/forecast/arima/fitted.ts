import type { Fitted } from '../method.ts'
import { differenceLags, stationarySeries } from './difference.ts'
import { coefficients, type Model } from './estimate.ts'
import { type Filter, makeFilter, run, traceOf } from './filter.ts'
import { orderName } from './order.ts'

/** A model run over values: its errors there and its forecasts from their end. */
export function fitted(model: Model, values: Float64Array): Fitted {
  const { order } = model
  const { errors, filter } = filtered(model, values)
  const lags = differenceLags(order)
  const past = lastValues(values, lags.length)
  return {
    method: orderName(order),
    residuals: errors,
    mean: horizon => integrated({ lags, past, differences: continued(filter, horizon), mean: model.mean }),
    aicc: model.aicc,
    apply: others => fitted(model, others),
  }
}

function filtered(model: Model, values: Float64Array) {
  const { order, mean } = model
  const { p, q, P, Q, season } = order
  const filter = makeFilter(p + P * season, q + Q * season)
  const sign = (x: number) => -x
  coefficients(filter, {
    ar: model.ar,
    ma: model.ma.map(sign),
    sar: model.seasonalAr,
    sma: model.seasonalMa.map(sign),
    season,
  })
  const raw = stationarySeries(values, order)
  const size = Math.max(Math.abs(mean), Math.sqrt(model.variance)) || 1
  const series = raw.map(x => (x - mean) / size)
  const trace = traceOf(series.length)
  const sums = { vv: 0, vu: 0, uu: 0, logVariances: 0, variance: 1 }
  run(filter, { values: series, constant: false, sums, trace })
  const errors = trace.errors.map(error => error * size)
  for (let i = 0; i < filter.size; i++) filter.state[i]! *= size
  return { errors, filter }
}

/** The differenced series, its mean taken out, after the last value. */
function continued({ phi, size, state: from }: Filter, horizon: number): Float64Array {
  const state = from.slice()
  const out = new Float64Array(horizon)
  for (let h = 0; h < horizon; h++) {
    const first = state[0]!
    out[h] = first
    for (let i = 0; i < size; i++) state[i] = (phi[i] ?? 0) * first + (i + 1 < size ? state[i + 1]! : 0)
  }
  return out
}

/** Undoes the differencing, from the values that came before. */
function integrated(of: {
  lags: Float64Array
  past: Float64Array
  differences: Float64Array
  mean: number
}): Float64Array {
  const { lags, past, differences, mean } = of
  const long = new Float64Array(past.length + differences.length)
  long.set(past)
  for (let h = 0; h < differences.length; h++) {
    const t = past.length + h
    let value = mean + differences[h]!
    for (let i = 0; i < lags.length; i++) value += lags[i]! * long[t - i - 1]!
    long[t] = value
  }
  return long.subarray(past.length)
}

/** Where a model is applied to fewer values than it differences, the first stands for those before it. */
function lastValues(values: Float64Array, count: number): Float64Array {
  const first = values.length - count
  return Float64Array.from({ length: count }, (_, i) => values[Math.max(0, first + i)] ?? 0)
}
