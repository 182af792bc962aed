import type { Form } from './form.ts'

/** α, β, γ and φ; without a trend β = 0 and φ = 1, without a season γ = 0. */
export type Smoothing = { alpha: number; beta: number; gamma: number; phi: number }

/**
 * The states through time and, beside them, how the criterion answers to each. Made once a series and written over by
 * every run, so that the search allocates nothing. `level`, `slope` have one entry more than values (the first is the
 * initial state); `seasons[t]` is used at time t and renewed as `seasons[t + m]`, so its first m entries are initial.
 */
export type Track = {
  readonly values: Float64Array
  readonly m: number
  readonly foretold: Float64Array
  readonly level: Float64Array
  readonly slope: Float64Array
  readonly seasons: Float64Array
  /** Derivative of the criterion by each one-step forecast: filled by the criterion, read by `sweepBack`. */
  readonly pull: Float64Array
  readonly seasonPull: Float64Array
}

export function trackOf(values: Float64Array, m: number): Track {
  const n = values.length
  return {
    values,
    m,
    foretold: new Float64Array(n),
    level: new Float64Array(n + 1),
    slope: new Float64Array(n + 1),
    seasons: new Float64Array(n + m),
    pull: new Float64Array(n),
    seasonPull: new Float64Array(n + m),
  }
}

/** Seasonal factors and the levels that they multiply stay above this. */
const tiny = 1e-8

/**
 * Runs the states through the values from the initial ones in the track. The error's kind does not matter here: given
 * the values, additive and multiplicative errors renew the states alike.
 * @see Hyndman, Koehler, Snyder & Grose 2002, Int. J. Forecasting 18, table 1, in error correction form
 */
export function run(track: Track, season: Form['season'], by: Smoothing): void {
  if (season === 'M') runMultiplied(track, by)
  else if (season === 'A') runAdded(track, by)
  else runPlain(track, by)
}

function runPlain(track: Track, { alpha, beta, phi }: Smoothing): void {
  const { values, foretold, level, slope } = track
  let l = level[0]!
  let b = slope[0]!
  for (let t = 0; t < values.length; t++) {
    const grown = phi * b
    const q = l + grown
    const error = values[t]! - q
    foretold[t] = q
    level[t + 1] = l = q + alpha * error
    slope[t + 1] = b = grown + beta * error
  }
}

function runAdded(track: Track, { alpha, beta, gamma, phi }: Smoothing): void {
  const { values, foretold, level, slope, seasons, m } = track
  let l = level[0]!
  let b = slope[0]!
  for (let t = 0; t < values.length; t++) {
    const grown = phi * b
    const q = l + grown
    const s = seasons[t]!
    const error = values[t]! - q - s
    foretold[t] = q + s
    level[t + 1] = l = q + alpha * error
    slope[t + 1] = b = grown + beta * error
    seasons[t + m] = s + gamma * error
  }
}

function runMultiplied(track: Track, { alpha, beta, gamma, phi }: Smoothing): void {
  const { values, foretold, level, slope, seasons, m } = track
  let l = level[0]!
  let b = slope[0]!
  for (let t = 0; t < values.length; t++) {
    const grown = phi * b
    const q = Math.max(l + grown, tiny)
    const s = Math.max(seasons[t]!, tiny)
    const y = values[t]!
    const error = y / s - q
    foretold[t] = q * s
    level[t + 1] = l = q + alpha * error
    slope[t + 1] = b = grown + beta * error
    seasons[t + m] = s + gamma * (y / q - s)
  }
}

/** Derivatives of the criterion by the four smoothing parameters and the first level and slope. */
export type Slopes = Smoothing & { level: number; slope: number }

/**
 * From `pull` back through time to the derivatives by parameters and initial states (those of the season are left in
 * the first m entries of `seasonPull`): one pass backwards, whatever their number.
 * @see Griewank & Walther 2008, Evaluating Derivatives, chapter 3 (reverse mode), applied to the recursions above
 */
export function sweepBack(track: Track, of: { season: Form['season']; by: Smoothing; into: Slopes }): void {
  if (of.season === 'M') backMultiplied(track, of.by, of.into)
  else backAdded(track, { ...of, seasonal: of.season === 'A' })
}

function backAdded(track: Track, of: { by: Smoothing; into: Slopes; seasonal: boolean }): void {
  const { values, foretold, slope, pull, seasonPull, m } = track
  const { by, into, seasonal } = of
  const { alpha, beta, gamma, phi } = by
  let [dAlpha, dBeta, dGamma, dPhi, dl, db] = [0, 0, 0, 0, 0, 0]
  const n = values.length
  seasonPull.fill(0, n)
  for (let t = n - 1; t >= 0; t--) {
    const error = values[t]! - foretold[t]!
    const ds = seasonal ? seasonPull[t + m]! : 0
    const dError = alpha * dl + beta * db + gamma * ds
    const g = pull[t]! - dError
    dAlpha += dl * error
    dBeta += db * error
    if (seasonal) {
      dGamma += ds * error
      seasonPull[t] = ds + g
    }
    dl += g
    db += dl
    dPhi += slope[t]! * db
    db *= phi
  }
  into.alpha = dAlpha
  into.beta = dBeta
  into.gamma = dGamma
  into.phi = dPhi
  into.level = dl
  into.slope = db
}

function backMultiplied(track: Track, { alpha, beta, gamma, phi }: Smoothing, into: Slopes): void {
  const { values, level, slope, seasons, pull, seasonPull, m } = track
  let [dAlpha, dBeta, dGamma, dPhi, dl, db] = [0, 0, 0, 0, 0, 0]
  const n = values.length
  seasonPull.fill(0, n)
  for (let t = n - 1; t >= 0; t--) {
    const q = Math.max(level[t]! + phi * slope[t]!, tiny)
    const s = Math.max(seasons[t]!, tiny)
    const y = values[t]!
    const error = y / s - q
    const ds = seasonPull[t + m]!
    const dError = alpha * dl + beta * db
    const dRatio = gamma * ds
    const g = pull[t]!
    dAlpha += dl * error
    dBeta += db * error
    dGamma += ds * (y / q - s)
    seasonPull[t] = ds - dRatio - (dError * y) / (s * s) + g * q
    dl += g * s - dError - (dRatio * y) / (q * q)
    db += dl
    dPhi += slope[t]! * db
    db *= phi
  }
  into.alpha = dAlpha
  into.beta = dBeta
  into.gamma = dGamma
  into.phi = dPhi
  into.level = dl
  into.slope = db
}
