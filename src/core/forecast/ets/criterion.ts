import type { Form } from './form.ts'
import type { Track } from './recursion.ts'

/**
 * −2 log-likelihood of a track that has been run, with the variance concentrated out and without constants (as R's
 * `ets` counts it); Infinity where a multiplicative error meets a forecast that is not positive.
 * @param floor  smallest sum of squares believed: a history that is foretold exactly would else win by rounding noise
 * @see Hyndman, Koehler, Ord & Snyder 2008, equation 5.3
 */
export function criterion(track: Track, error: Form['error'], floor: number): number {
  const squares = squaresOf(track, error)
  const { foretold, values } = track
  let sum = values.length * Math.log(Math.max(squares, floor))
  if (error === 'M') {
    // One logarithm for many factors: a product of forty stays far from the end of the numbers' range.
    let product = 1
    for (let t = 0; t < values.length; t++) {
      const f = foretold[t]!
      if (!(f > 0)) return Infinity
      product *= f
      if (product < 1e-200 || product > 1e200) {
        sum += 2 * Math.log(product)
        product = 1
      }
    }
    sum += 2 * Math.log(product)
  }
  return Number.isFinite(sum) ? sum : Infinity
}

/** Sum of squared errors, relative to the forecast where the error is multiplicative. */
export function squaresOf({ values, foretold }: Track, error: Form['error']): number {
  let squares = 0
  for (let t = 0; t < values.length; t++) {
    const f = foretold[t]!
    const miss = error === 'M' ? values[t]! / f - 1 : values[t]! - f
    squares += miss * miss
  }
  return squares
}

/** Fills the track's `pull`: derivatives of `criterion` by each one-step forecast. */
export function pullOf(track: Track, error: Form['error'], floor: number): void {
  const { values, foretold, pull } = track
  const squares = squaresOf(track, error)
  const weight = squares > floor ? (-2 * values.length) / squares : 0
  if (error === 'A') {
    for (let t = 0; t < values.length; t++) pull[t] = weight * (values[t]! - foretold[t]!)
    return
  }
  for (let t = 0; t < values.length; t++) {
    const f = foretold[t]!
    const ratio = values[t]! / f
    pull[t] = (weight * (ratio - 1) * ratio + 2) / f
  }
}
