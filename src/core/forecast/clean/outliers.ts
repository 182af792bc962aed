import { quantile } from '#core/stats/index.ts'
import { isSeasonal } from '../seasonal/is-seasonal.ts'
import { loess } from '../seasonal/loess.ts'
import { stl } from '../seasonal/stl.ts'

export type Capped = { readonly at: number; readonly was: number; readonly now: number }

/**
 * Values far from what trend and season explain are brought back to the fence, three quartile ranges beyond the
 * quartiles of the remainder, and no nearer than a twentieth of the value; never dropped. Values that are all above zero
 * are judged by ratio.
 * @returns the values, and which were capped, in order of time
 * @see Tukey 1977, Exploratory Data Analysis ("far out"); remainder as in Hyndman's tsoutliers, by robust loess
 */
export function capOutliers(
  values: Float64Array,
  season: number,
): { values: Float64Array; capped: Capped[] } {
  if (values.length < fewest) return { values, capped: [] }
  const byRatio = values.every(value => value > 0)
  const work = byRatio ? values.map(Math.log) : values
  const smooth = explained(work, season)
  const remainder = work.map((value, t) => value - smooth[t]!)
  const [low, high] = [quantile(remainder, 0.25)!, quantile(remainder, 0.75)!]
  const usual = byRatio ? 1 : quantile(values.map(Math.abs), 0.5)!
  const reach = Math.max(3 * (high - low), leastReach * usual)
  if (reach === 0) return { values, capped: [] }
  const capped: Capped[] = []
  const out = values.map((was, t) => {
    const rest = remainder[t]!
    const kept = Math.max(low - reach, Math.min(high + reach, rest))
    if (Math.abs(rest - kept) <= reach * justBeyond) return was
    const now = byRatio ? Math.exp(smooth[t]! + kept) : smooth[t]! + kept
    capped.push({ at: t, was, now })
    return now
  })
  return { values: out, capped }
}

/** On a history as straight as a line any wobble would stand out; a twentieth more or less is nobody's outlier. */
const leastReach = 0.05
/** What lies beyond the fence by less than a tenth of its reach is not worth a word. */
const justBeyond = 0.1
/** With fewer there is no saying what is usual. */
const fewest = 12

function explained(values: Float64Array, season: number): Float64Array {
  if (isSeasonal(values, season)) {
    const parts = stl(values, { season, robust: 2 })
    return parts.trend.map((trend, t) => trend + parts.seasonal[t]!)
  }
  const window = 2 * Math.floor(Math.max(11, values.length / 4) / 2) + 1
  let weights = new Float64Array(values.length).fill(1)
  for (let pass = 0; pass < 3; pass++) {
    const line = loess(values, { window, weights })
    const sizes = line.map((at, t) => Math.abs(values[t]! - at))
    const far = 6 * quantile(sizes, 0.5)!
    weights = sizes.map(size =>
      far <= 0 ? Number(size <= 0) : size >= far ? 0 : (1 - (size / far) ** 2) ** 2,
    )
    if (weights.every(weight => weight === 0)) return line
  }
  return loess(values, { window, weights })
}
