import { quantile } from '#core/stats/index.ts'
import { isSeasonal } from '../seasonal/is-seasonal.ts'
import { classical, adjusted } from '../seasonal/classical.ts'

/** From period `at` on, the level is another: `by` is the factor (or the addend, where values are not all above zero). */
export type Shift = { readonly at: number; readonly by: number; readonly multiplies: boolean }

/** Half a year of months on either side of a jump: with three none is found on the development series, with twelve two. */
const side = 6
/**
 * How many times the usual change a jump has to be: of half a year's medians, of single periods, and how much of it comes
 * in a single period. Our choice, to be right when it speaks: of 1,000 series of noise, of 1,000 that wander and of 1,000
 * with a season none is said to have jumped; of 1,000 that doubled, 777, and of those that rose by half, 89. On the
 * development series (docs/benchmarks.md) 8 of 445 jump. Asked for half as much of medians it would be 25 and errors
 * would grow (`fast`: MASE .868 for .865); for twice as much none; the other two halved or doubled: 4 to 12, MASE within .0003.
 */
const standsOut = { medians: 6, single: 5, atOnce: 0.5 }

/**
 * A lasting jump in level from one period to the next, larger than anything else that happens in the series; what came
 * before it is brought to the level after it, so that methods see one history. A series that wanders has none: the jump
 * must stand out among all changes, of single periods and of half a year's medians alike.
 * @see Chen & Liu 1993, J. Am. Stat. Assoc. 88 (level shift); judged by medians after Rousseeuw & Croux 1993, ibid.
 */
export function alignShift(values: Float64Array, season: number): { values: Float64Array; shift?: Shift } {
  const n = values.length
  if (n < 4 * side) return { values }
  const multiplies = values.every(value => value > 0)
  const work = withoutSeason(multiplies ? values.map(Math.log) : values, season)
  const changes = Float64Array.from({ length: n - 1 }, (_, t) => work[t + 1]! - work[t]!)
  const moved = Float64Array.from({ length: n - 2 * side + 1 }, (_, i) => moves(work, i + side))
  let at = side
  for (let t = side; t <= n - side; t++) if (Math.abs(moved[t - side]!) > Math.abs(moved[at - side]!)) at = t
  at = sharpest(changes, at)
  if (at < side || at > n - side) return { values }
  const jump = moves(work, at)
  const elsewhere = moved.filter((_, i) => Math.abs(i + side - at) >= side)
  const usual = normalSpread * (quantile(elsewhere.map(Math.abs), 0.5) ?? Infinity)
  const single = normalSpread * quantile(changes.map(Math.abs), 0.5)!
  const step = changes[at - 1]!
  const stands =
    Math.abs(jump) > standsOut.medians * usual &&
    Math.abs(step) > standsOut.single * single &&
    step * jump > standsOut.atOnce * jump * jump
  if (!stands) return { values }
  const by = multiplies ? Math.exp(jump) : jump
  const out = values.map((value, t) => (t >= at ? value : multiplies ? value * by : value + by))
  return { values: out, shift: { at, by, multiplies } }
}

function withoutSeason(values: Float64Array, season: number): Float64Array {
  const pattern = isSeasonal(values, season) ? classical(values, { season, multiplies: false }) : undefined
  return pattern ? adjusted(values, pattern) : values
}

/** What the median distance from zero is multiplied by to be a normal law's standard deviation. */
const normalSpread = 1.4826

const moves = (work: Float64Array, at: number) =>
  middle(work.slice(at, at + side)) - middle(work.slice(at - side, at))

/** The median of an even number of values. */
function middle(values: Float64Array): number {
  const half = values.length / 2
  values.sort()
  return (values[half - 1]! + values[half]!) / 2
}

/** The period within two of `at` into which the largest single change leads. */
function sharpest(changes: Float64Array, at: number): number {
  let best = at
  for (let t = Math.max(1, at - 2); t <= Math.min(changes.length, at + 2); t++)
    if (Math.abs(changes[t - 1]!) > Math.abs(changes[best - 1] ?? 0)) best = t
  return best
}
