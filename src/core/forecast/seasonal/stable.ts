import { fisherTail } from '#core/stats/index.ts'
import { withoutTrend } from './classical.ts'

/** Neighbours are alike, so that the test finds more than it should in what wanders: X-11's own answer. */
const level = 0.001
/** X-11's, too: however long a history, a season that stands out less is not worth adjusting for. */
const identifiable = 7

/**
 * Whether places of the season differ by more than their own years do: Fisher's F over what a centred moving average
 * leaves. With three or four years it sees a season that rises and falls smoothly, in which autocorrelations cannot tell
 * the season from the wave that it makes of neighbouring months.
 * @param values  more than two seasons
 * @see Shiskin, Young & Musgrave 1967, The X-11 Variant (stable seasonality); Lothian & Morry 1978, A Set of Quality
 *      Control Statistics for the X-11-ARIMA (F of 7 as identifiable)
 */
export function isStable(values: ArrayLike<number>, season: number): boolean {
  const multiplies = Array.from(values).every(value => value > 0)
  const places = withoutTrend(values, { season, multiplies })
  const all = places.flat()
  const under = all.length - season
  if (under < 1 || places.some(({ length }) => length === 0)) return false
  const middle = meanOf(all)
  let [between, within] = [0, 0]
  for (const place of places) {
    const own = meanOf(place)
    between += place.length * (own - middle) ** 2
    for (const value of place) within += (value - own) ** 2
  }
  if (!(within > 0)) return between > 0
  const f = between / (season - 1) / (within / under)
  return f > identifiable && fisherTail(f, season - 1, under) < level
}

const meanOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value / values.length, 0)
