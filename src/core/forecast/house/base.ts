import type { FittedSeries } from '../fit.ts'
import type { ForecastOptions, NoForecast, SeriesForecast, SeriesHistory } from '../history.ts'
import type { HouseNode } from './facts.ts'

/** Before coherence: what a node's own history foretells. */
export type Base = {
  readonly mean: Float64Array
  /** Possible futures, as many as asked for. */
  readonly paths: Float64Array[]
  /** One-step errors in amounts, the newest last: how a forecast erred, and with whose errors together. */
  readonly errors: Float64Array
}

/** What series are fitted: fiscal months have a season of twelve. Nodes learn from their like. */
export function historyOf({ kind, id, billed }: HouseNode): SeriesHistory {
  return { key: `${kind}:${id}`, values: billed.months, season: 12, kind: kind === 'gone' ? 'team' : kind }
}

/** Persons, of whom there are thousands, are fitted fast; the rest as asked. */
export function optionsOf({ kind }: HouseNode, procedure: ForecastOptions['procedure']): ForecastOptions {
  return { horizon: 12, levels: [], spans: [], procedure: kind === 'person' ? 'fast' : procedure }
}

/** A node without a forecast of its own (it only just began) is expected to go on as it did so far. */
export function baseOf(of: {
  node: HouseNode
  fitted: FittedSeries | NoForecast
  forecast: SeriesForecast
  draws: number
  seed: number
}): Base {
  const { fitted, forecast, draws } = of
  if ('none' in fitted || 'none' in forecast) {
    const { months } = of.node.billed
    const usual = months.slice(-3).reduce((sum, value) => sum + value / 3, 0)
    const mean = new Float64Array(12).fill(Math.max(0, usual))
    return { mean, paths: Array.from({ length: draws }, () => mean.slice()), errors: aroundMean(months) }
  }
  return { mean: forecast.mean, paths: forecast.paths(draws, of.seed), errors: errorsOf(of.node, fitted) }
}

function errorsOf({ billed }: HouseNode, { future }: FittedSeries): Float64Array {
  if (future.nature !== 'regular') return aroundMean(billed.months)
  const { sigma, relative, shocks } = future.spread
  const unit = sigma * (relative ? Math.abs(future.mean[0]!) : 1)
  return shocks.map(shock => shock * unit)
}

/** As many months as a mean of the recent past could have erred in. */
const recent = 36

function aroundMean(months: readonly number[]): Float64Array {
  const last = months.slice(-recent)
  const mean = last.reduce((sum, value) => sum + value / last.length, 0)
  return Float64Array.from(last.length < 2 ? [0, 0] : last, value => value - mean)
}
