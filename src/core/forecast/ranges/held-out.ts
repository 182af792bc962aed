import { fill } from '../clean/gaps.ts'
import { prepare } from '../clean/prepare.ts'
import type { ForecastOptions, SeriesHistory } from '../history.ts'
import { modelOf } from '../model.ts'
import { spreadOf } from './own-growth.ts'
import { deviations } from './spread.ts'

/** Errors over the deviation claimed for them, by horizon, of forecasts that had not seen what came. */
export type Scores = readonly (readonly number[])[]

/** Our choice, with little in it (docs/benchmarks.md): each costs a forecast, of up to 150 series. */
const mostOrigins = 6
/** Fewer periods, or fewer than a season and a half year, would judge the procedure by what it does with next to nothing. */
const fewestKept = 18

/**
 * The whole procedure on a history without its last periods, scored on these: from before them, and from origins
 * between them with the parameters kept.
 * @returns undefined where too little would be left to learn from
 */
export function heldOut(history: SeriesHistory, options: ForecastOptions): Scores | undefined {
  const { values, start } = fill(history.values, history.season)
  const kept = values.length - Math.min(options.horizon, Math.floor(values.length / 3))
  if (kept < Math.max(fewestKept, history.season + 6)) return undefined
  const then = prepare({
    ...history,
    values: Array.from(values.subarray(0, kept)),
    days: history.days?.slice(start) ?? [],
  })
  const { fitted, nature } = modelOf(then, options)
  if (nature !== 'regular' || then.clean.length < kept) return undefined
  const spread = spreadOf({ fitted, ...then }, options.horizon)
  const later = values.slice(kept).map((value, h) => value / (then.ahead[h] ?? 1))
  const known = Float64Array.from([...then.clean, ...later])
  const scores: number[][] = Array.from({ length: options.horizon }, () => [])
  const stride = Math.max(1, Math.ceil(later.length / mostOrigins))
  for (let moved = 0; moved < later.length; moved += stride) {
    const origin = moved === 0 ? fitted : fitted.apply(known.slice(0, kept + moved))
    const mean = origin.mean(later.length - moved)
    const wide = deviations(spread, mean)
    for (let h = 0; h < mean.length; h++) {
      const score = (later[moved + h]! - mean[h]!) / wide[h]!
      if (Number.isFinite(score)) scores[h]!.push(score)
    }
  }
  return scores
}
