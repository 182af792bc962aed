import type { SeriesForecast } from '#core/forecast/index.ts'
import type { Kept } from './forecast-data.ts'

export type Score = {
  readonly smape: number
  readonly mase: number
  /** By level: whether each horizon's value fell into its range. */
  readonly inside: ReadonlyMap<number, readonly boolean[]>
  /** By level: whether each span's sum fell into its range. */
  readonly sums: ReadonlyMap<number, readonly boolean[]>
}

/** The competition's own measures: symmetric error in per cent, and error over the history's seasonal-naive error. */
export function scoreOf({ history, future }: Kept, forecast: SeriesForecast): Score {
  if ('none' in forecast) throw new Error(`${history.key}: ${forecast.none}`)
  const values = history.values as readonly number[]
  const { season } = history
  const { mean, ranges, spans } = forecast
  const scale = average(values.slice(season).map((value, t) => Math.abs(value - values[t]!)))
  const errors = future.map((value, h) => Math.abs(value - mean[h]!))
  return {
    smape: average(errors.map((e, h) => (200 * e) / (Math.abs(future[h]!) + Math.abs(mean[h]!)))),
    mase: average(errors) / scale,
    inside: new Map(
      ranges.map(({ level, lower, upper }) => [
        level,
        future.map((value, h) => lower[h]! <= value && value <= upper[h]!),
      ]),
    ),
    sums: new Map(
      ranges.map(({ level }, i) => [
        level,
        spans.map(({ from, to, ranges: of }) => {
          const sum = future.slice(from - 1, to).reduce((a, b) => a + b, 0)
          return of[i]!.lower <= sum && sum <= of[i]!.upper
        }),
      ]),
    ),
  }
}

export const average = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length

/** Share of hits in per cent. */
export const percent = (hits: readonly boolean[]) => (100 * hits.filter(Boolean).length) / hits.length

/** Mean of paired differences with its 95 % interval, over series. */
export function paired(differences: readonly number[]): { mean: number; low: number; high: number } {
  const mean = average(differences)
  const variance = differences.reduce((sum, d) => sum + (d - mean) ** 2, 0) / (differences.length - 1)
  const half = 1.96 * Math.sqrt(variance / differences.length)
  return { mean, low: mean - half, high: mean + half }
}
