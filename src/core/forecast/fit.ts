import { prepare } from './clean/prepare.ts'
import type { ForecastOptions, NoForecast, SeriesHistory, Why } from './history.ts'
import { modelOf } from './model.ts'
import type { Future } from './ranges/paths.ts'
import { heldOut, type Scores } from './ranges/held-out.ts'
import { spreadOf } from './ranges/own-growth.ts'

/** All that one series can say by itself; plain data, so that series can be fitted in threads and joined afterwards. */
export type FittedSeries = {
  readonly key: string
  /** Series learn from each other within a group. */
  readonly group: string
  readonly method: string
  readonly why: readonly Why[]
  readonly future: Future
  readonly nonNegative: boolean
  /** Factors of selling days for the periods ahead; empty where they do not help. */
  readonly days: Float64Array
  readonly unevenness: number | undefined
  readonly scores?: Scores
}

/**
 * Fits one series.
 * @param score  also score the procedure on the history's last periods, which costs about as much again
 */
export function fitSeries(
  history: SeriesHistory,
  of: { options: ForecastOptions; score: boolean },
): FittedSeries | NoForecast {
  const { key, values } = history
  if (values.some(value => value !== null && !Number.isFinite(value)))
    return { key, none: 'not_a_number', periods: values.length }
  const prepared = prepare(history)
  const periods = prepared.clean.length
  if (periods === 0) return { key, none: 'empty', periods }
  const unknown = unknownAtEnd(values)
  const horizon = of.options.horizon + unknown
  const { fitted, nature, why } = modelOf(prepared, { ...of.options, horizon })
  const mean = fitted.mean(horizon)
  const scores = of.score ? heldOut(history, of.options) : undefined
  return {
    key,
    group: `${history.kind ?? ''}/${history.season}`,
    method: fitted.method,
    why: [...prepared.why, ...why],
    future: futureOf(),
    nonNegative: prepared.nonNegative,
    days: prepared.ahead,
    unevenness: nature === 'regular' ? unevenness(prepared.seen.slice(-12)) : undefined,
    ...(scores && { scores }),
  }

  function futureOf(): Future {
    if (nature === 'regular') return { nature, mean, spread: spreadOf({ fitted, ...prepared }, horizon) }
    if (nature === 'intermittent')
      return { nature, mean, periods, sizes: prepared.seen.filter(value => value !== 0) }
    if (nature === 'short') return { nature, mean, periods, deviation: deviation(prepared.seen) }
    return { nature: 'certain', mean }
  }
}

function unknownAtEnd(values: readonly (number | null)[]): number {
  let count = 0
  while (values[values.length - 1 - count] === null) count++
  return count
}

function deviation(values: Float64Array): number {
  const n = values.length
  const mean = values.reduce((sum, value) => sum + value / n, 0)
  return n < 2 ? 0 : Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1))
}

function unevenness(values: Float64Array): number {
  const mean = values.reduce((sum, value) => sum + value / values.length, 0)
  return mean === 0 ? 0 : deviation(values) / Math.abs(mean)
}
