/** Values brought near 1, so that neither the search nor a square minds whether they are cents or billions. */
export type Scaled = {
  readonly values: Float64Array
  /** What was taken off before dividing: 0 where errors are relative, for those forbid a shift. */
  readonly location: number
  readonly scale: number
  /** Sum of squared errors under which a fit counts as exact. */
  readonly floor: number
}

/** For additive errors: mean 0, standard deviation 1. For multiplicative ones: mean 1. The values are not all alike. */
export function scaledFor(error: 'A' | 'M', values: Float64Array): Scaled {
  const n = values.length
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  const mean = values.reduce((sum, value) => sum + value / n, 0)
  const spread =
    largest * Math.sqrt(values.reduce((sum, v) => sum + (v / largest - mean / largest) ** 2 / n, 0))
  const floor = n * 1e-16
  if (error === 'A') return { ...apply(values, mean, spread), floor }
  return { ...apply(values, 0, mean), floor: floor * (spread / mean) ** 2 }
}

/** Other values brought to a scale found before. */
export function apply(values: Float64Array, location: number, scale: number) {
  return { values: values.map(value => (value - location) / scale), location, scale }
}
