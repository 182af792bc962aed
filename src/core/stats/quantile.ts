/**
 * The quantile at `p` of values in ascending order: linear between order statistics, R's default.
 * @param sorted  ascending, at least one
 * @param p       0 … 1
 * @see Hyndman & Fan 1996, Am. Statistician 50, definition 7
 */
export function quantileOfSorted(sorted: ArrayLike<number>, p: number): number {
  const at = (sorted.length - 1) * p
  const below = Math.floor(at)
  const low = sorted[below]!
  return below + 1 < sorted.length ? low + (at - below) * (sorted[below + 1]! - low) : low
}

/** As `quantileOfSorted`, for values in any order; undefined for no values. */
export function quantile(values: ArrayLike<number>, p: number): number | undefined {
  return values.length === 0 ? undefined : quantileOfSorted(Float64Array.from(values).sort(), p)
}
