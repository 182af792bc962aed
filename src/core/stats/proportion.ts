import { normalQuantile } from './normal.ts'

export type Interval = { readonly estimate: number; readonly low: number; readonly high: number }

/**
 * A share with its Wilson score interval.
 * @param hits   whole number, 0 … of
 * @param of     whole number of tries; 0 is refused
 * @param level  two-sided coverage, .95 unless told
 * @see Wilson 1927, J. Am. Stat. Assoc. 22; Brown, Cai & DasGupta 2001, Statistical Science 16
 */
export function wilson(hits: number, of: number, level = 0.95): Interval | { none: 'nothing_tried' } {
  if (of === 0) return { none: 'nothing_tried' }
  const z = normalQuantile(0.5 + level / 2)
  const share = hits / of
  const middle = (share + (z * z) / (2 * of)) / (1 + (z * z) / of)
  const half = (z / (1 + (z * z) / of)) * Math.sqrt((share * (1 - share)) / of + (z * z) / (4 * of * of))
  return {
    estimate: share,
    low: hits === 0 ? 0 : Math.max(0, middle - half),
    high: hits === of ? 1 : Math.min(1, middle + half),
  }
}

/**
 * How far two shares lie apart (a less b), with an interval made of both Wilson intervals.
 * @returns refused where one of both has no tries
 * @see Newcombe 1998, Statistics in Medicine 17, 873–890, method 10
 */
export function shareDifference(
  a: { hits: number; of: number },
  b: { hits: number; of: number },
  level = 0.95,
): Interval | { none: 'nothing_tried' } {
  const [one, two] = [wilson(a.hits, a.of, level), wilson(b.hits, b.of, level)]
  if ('none' in one) return one
  if ('none' in two) return two
  const estimate = one.estimate - two.estimate
  return {
    estimate,
    low: estimate - Math.hypot(one.estimate - one.low, two.high - two.estimate),
    high: estimate + Math.hypot(one.high - one.estimate, two.estimate - two.low),
  }
}
