import { repeats } from './autocorrelation.ts'
import { isStable } from './stable.ts'

/**
 * Whether a season repeats, by either of two tests: one that looks at the same place a season ago, one that compares the
 * places. Fewer than two seasons and a period cannot tell.
 */
export function isSeasonal(values: ArrayLike<number>, season: number): boolean {
  if (season < 2 || values.length <= 2 * season) return false
  return repeats(values, season) || isStable(values, season)
}
