import { isSeasonal } from '../seasonal/is-seasonal.ts'
import { stl } from '../seasonal/stl.ts'

/**
 * Factors that bring each period to the usual number of selling days for its place in the season, where the values
 * really follow the days: the log of what trend and season leave is regressed on the log of the days.
 * @param days  selling days of each period of the history and of those to foretell
 * @returns factors for all of `days` (divide to clean, multiply to foretell), or undefined where days do not help
 * @see Cleveland & Devlin 1982, J. Am. Stat. Assoc. 77 (calendar effects on what trend and season leave)
 */
export function dayFactors(of: {
  values: Float64Array
  days: ArrayLike<number>
  season: number
}): Float64Array | undefined {
  const { values, days, season } = of
  const n = values.length
  if (n < Math.max(24, 2 * season + 1) || days.length < n) return undefined
  if (!values.every(value => value > 0) || !Array.from(days).every(day => day > 0)) return undefined
  const usual = usualDays(days, season)
  const factors = Float64Array.from({ length: days.length }, (_, t) => days[t]! / usual[t % season]!)
  const logs = values.map(Math.log)
  const x = factors.slice(0, n).map(Math.log)
  const glimpse = regress(differences(x, season), differences(logs, season))
  if (glimpse === undefined || glimpse.slope < enough * glimpse.error) return undefined
  const rest = isSeasonal(values, season) ? stl(logs, { season }).remainder : differences(logs)
  const fit = regress(rest.length === n ? x : differences(x), rest)
  if (fit === undefined || fit.slope < sure * fit.error) return undefined
  return Math.abs(fit.slope - 1) < nearOne ? factors : undefined
}

/** Mean days at each place of the season: what the season itself already explains. */
function usualDays(days: ArrayLike<number>, season: number): Float64Array {
  const sums = new Float64Array(season)
  const counts = new Float64Array(season)
  for (let t = 0; t < days.length; t++) {
    sums[t % season]! += days[t]!
    counts[t % season]! += 1
  }
  return sums.map((sum, i) => sum / counts[i]!)
}

/** Most series show at a glance, by what changed in a season, that they do not follow; they need no decomposition. */
const enough = 2
/**
 * Standard errors that the slope has to be from nothing: factors that are no more than luck would add noise to all that is
 * learnt. Our choice: on the development series (docs/benchmarks.md) 39 of 445 follow; with 2 it would be 46 and errors the
 * same, with 8 it would be 9 and they would grow a little (`fast`: sMAPE 10.60 for 10.59).
 */
const sure = 4
/** In proportion is a slope of 1; one that is as near to nothing, or to twice, says something else than days. */
const nearOne = 0.5

const differences = (values: Float64Array, back = 1) =>
  values.slice(back).map((value, t) => value - values[t]!)

function regress(x: Float64Array, y: Float64Array): { slope: number; error: number } | undefined {
  const n = x.length
  const mx = x.reduce((sum, value) => sum + value / n, 0)
  const my = y.reduce((sum, value) => sum + value / n, 0)
  let [sxx, sxy, syy] = [0, 0, 0]
  for (let t = 0; t < n; t++) {
    sxx += (x[t]! - mx) ** 2
    sxy += (x[t]! - mx) * (y[t]! - my)
    syy += (y[t]! - my) ** 2
  }
  if (!(sxx > 1e-9)) return undefined
  const slope = sxy / sxx
  return { slope, error: Math.sqrt(Math.max(0, syy - slope * sxy) / (n - 2) / sxx) }
}
