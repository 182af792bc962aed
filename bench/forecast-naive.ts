import type { Kept } from './forecast-data.ts'
import { average } from './forecast-score.ts'

/** MASE of last year's values for this year's: what any method has to beat. */
export function naiveScore({ history, future }: Kept): number {
  const values = history.values as readonly number[]
  const { season } = history
  const last = values.slice(-season)
  const scale = average(values.slice(season).map((value, t) => Math.abs(value - values[t]!)))
  return average(future.map((value, h) => Math.abs(value - last[h % season]!))) / scale
}
