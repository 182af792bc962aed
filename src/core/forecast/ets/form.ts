/** A model of the taxonomy: error, trend and season, each none (N), additive (A), damped (Ad) or multiplicative (M). */
export type Form = {
  readonly error: 'A' | 'M'
  readonly trend: 'N' | 'A' | 'Ad'
  readonly season: 'N' | 'A' | 'M'
}

/** "ETS(M,Ad,M)". */
export function nameOf(form: Form): string {
  return `ETS(${form.error},${form.trend},${form.season})`
}

/** Smoothing parameters, initial states and the variance; seasonal states sum to a constant, so one of them is no parameter. */
export function parametersOf(form: Form, season: number): number {
  const trend = { N: 0, A: 2, Ad: 3 }[form.trend]
  return 3 + trend + (form.season === 'N' ? 0 : season)
}

/**
 * Which models may be tried: multiplicative ones for positive values only; additive error with multiplicative season is
 * left out (its variance is infinite), as are multiplicative trends (they forecast badly: Hyndman's default too).
 * A model needs fewer parameters than there are values, by two, for its corrected criterion to exist.
 * @see Hyndman, Koehler, Ord & Snyder 2008, Forecasting with Exponential Smoothing, chapters 2 and 15
 */
export function formsFor(of: { count: number; season: number; positive: boolean }): Form[] {
  return every.filter(
    form =>
      (of.positive || form.error === 'A') &&
      (form.season === 'N' || (of.season > 1 && of.season <= longestSeason)) &&
      of.count - parametersOf(form, of.season) - 1 > 0,
  )
}

/** With more seasonal states than this they cannot be told from noise. */
const longestSeason = 24

const trends = ['N', 'A', 'Ad'] as const
const every: readonly Form[] = [
  ...(['N', 'A'] as const).flatMap(season => trends.map(trend => ({ error: 'A' as const, trend, season }))),
  ...(['N', 'A', 'M'] as const).flatMap(season =>
    trends.map(trend => ({ error: 'M' as const, trend, season })),
  ),
]
