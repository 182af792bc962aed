export type Pattern = {
  readonly multiplies: boolean
  /** One factor (mean 1) or one addend (sum 0) for each place in the season; place 0 is the first value's. */
  readonly figure: Float64Array
}

/**
 * Classical decomposition: a centred moving average for the trend, the mean of what is left at each place of the season.
 * @param values      longer than two seasons, else there may be places without a value
 * @param multiplies  needs values above zero
 * @returns undefined where the pattern cannot be had (too short, or a factor that is not above zero)
 * @see Macaulay 1931, The Smoothing of Time Series; as R's decompose()
 */
export function classical(
  values: ArrayLike<number>,
  of: { season: number; multiplies: boolean },
): Pattern | undefined {
  const { season, multiplies } = of
  const figure = Float64Array.from(withoutTrend(values, of), place =>
    place.reduce((sum, value) => sum + value / place.length, place.length === 0 ? Number.NaN : 0),
  )
  let centre = 0
  for (const value of figure) centre += value / season
  for (let place = 0; place < season; place++) {
    figure[place] = multiplies ? figure[place]! / centre : figure[place]! - centre
    if (!Number.isFinite(figure[place]!) || (multiplies && figure[place]! < 1e-4)) return undefined
  }
  return { multiplies, figure }
}

/**
 * What the moving average leaves, by place in the season; the half season at either end has none.
 * @param of.multiplies  as ratios, which need a trend above zero: without one nothing is left
 */
export function withoutTrend(
  values: ArrayLike<number>,
  { season, multiplies }: { season: number; multiplies: boolean },
): number[][] {
  const places = Array.from({ length: season }, (): number[] => [])
  const half = season >> 1
  for (let t = half; t < values.length - half; t++) {
    const trend = movingAverage(values, t, season)
    if (multiplies && !(trend > 0)) return places.map(() => [])
    places[t % season]!.push(multiplies ? values[t]! / trend : values[t]! - trend)
  }
  return places
}

/** The values without their pattern. */
export function adjusted(values: ArrayLike<number>, { multiplies, figure }: Pattern): Float64Array {
  return Float64Array.from(values, (value, t) =>
    multiplies ? value / figure[t % figure.length]! : value - figure[t % figure.length]!,
  )
}

/** A value at place `t` with its pattern put back. */
export function patterned(value: number, t: number, { multiplies, figure }: Pattern): number {
  const at = figure[t % figure.length]!
  return multiplies ? value * at : value + at
}

/** Over one season, the two ends halved where the season is even. */
function movingAverage(values: ArrayLike<number>, t: number, season: number): number {
  const half = season >> 1
  let sum = 0
  for (let j = t - half; j <= t + half; j++) sum += values[j]!
  if (season % 2 === 0) sum -= (values[t - half]! + values[t + half]!) / 2
  return sum / season
}
