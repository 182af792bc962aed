import { alignShift } from './shifts.ts'
import { capOutliers } from './outliers.ts'
import { dayFactors } from './selling-days.ts'
import { fill } from './gaps.ts'
import type { SeriesHistory, Why } from '../history.ts'
import { gaps } from '../methods/intermittent.ts'
import { isSeasonal } from '../seasonal/is-seasonal.ts'

export type Prepared = {
  /** What methods are fitted to: filled, per usual selling day, capped, on the present level. */
  readonly clean: Float64Array
  /** The same before capping: what errors are measured against. */
  readonly seen: Float64Array
  readonly season: number
  /** Factors of selling days for the periods ahead; empty where days do not help. */
  readonly ahead: Float64Array
  readonly nonNegative: boolean
  /** Nothing in more than one of four periods, and not because a season is always quiet. */
  readonly comesAndGoes: boolean
  readonly why: readonly Why[]
}

/**
 * Periods from one with something to the next, above which methods for intermittent demand are the better ones.
 * @see Syntetos, Boylan & Croston 2005, J. Operational Research Society 56 (the cut-off 1.32)
 */
const intermittentFrom = 1.32

/** A history made ready for methods that need every value and know neither outliers nor calendars. */
export function prepare(history: SeriesHistory): Prepared {
  const { values: filled, start, why: filling } = fill(history.values, history.season)
  const { season } = history
  const nonNegative = filled.every(value => value >= 0)
  const comesAndGoes = nonNegative && gaps(filled).interval > intermittentFrom && !isSeasonal(filled, season)
  const plain = { season, nonNegative, comesAndGoes, ahead: new Float64Array(0) }
  // Of demand that comes and goes neither a jump nor an outlier can be told.
  if (comesAndGoes) return { ...plain, clean: filled, seen: filled, why: filling }
  const days = history.days?.slice(start)
  const factors = days && dayFactors({ values: filled, days, season })
  const even = factors ? filled.map((value, t) => value / factors[t]!) : filled
  const { values: level, shift } = alignShift(even, season)
  const { values: clean, capped } = capOutliers(level, season)
  return {
    clean,
    seen: level,
    ...plain,
    ahead: factors?.slice(filled.length) ?? new Float64Array(0),
    why: [
      ...filling,
      ...(factors ? [{ why: 'selling_days' } as const] : []),
      ...(shift ? [{ why: 'shift', ...shift, at: shift.at + start } as const] : []),
      ...capped.map(one => ({ why: 'capped', ...one, at: one.at + start }) as const),
    ],
  }
}
