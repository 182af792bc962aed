import { stl } from '../seasonal/stl.ts'

/**
 * How much of what is left when the trend is taken out is season: 0 none, 1 all.
 * The season may drift over 11 years, as in R's `forecast::nsdiffs`, whose threshold goes with it.
 * @param values  more than two seasons
 * @see Wang, Smith & Hyndman 2006, Data Mining and Knowledge Discovery 13
 */
export function seasonalStrength(values: Float64Array, season: number): number {
  const { seasonal, remainder } = stl(values, { season, years: 11 })
  const all = variance(remainder.map((rest, t) => rest + seasonal[t]!))
  return all > 0 ? Math.max(0, 1 - variance(remainder) / all) : 0
}

/** Above this strength a seasonal difference pays (as R's `forecast::nsdiffs`, found on the M3 and M4 series). */
const pays = 0.64

export function seasonalDifferenceNeeded(values: Float64Array, season: number): boolean {
  return season > 1 && values.length > 2 * season && seasonalStrength(values, season) > pays
}

function variance(values: Float64Array): number {
  let centre = 0
  for (const value of values) centre += value / values.length
  let sum = 0
  for (const value of values) sum += (value - centre) ** 2
  return sum / values.length
}
