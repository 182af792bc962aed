import { forgets, freeAt, freeCount, freeSlopes, smoothingAt } from './bounds.ts'
import { criterion, pullOf, squaresOf } from './criterion.ts'
import { descend, type Smooth } from './descend.ts'
import { type Form, parametersOf } from './form.ts'
import { run, type Slopes, type Smoothing, sweepBack, type Track } from './recursion.ts'
import type { Start } from './start.ts'

/** A form with everything known that it needs to run, in scaled values. */
export type Estimate = {
  readonly form: Form
  readonly by: Smoothing
  readonly start: Start
  /** −2 log-likelihood of the scaled values. */
  readonly deviance: number
  readonly aicc: number
}

export type Effort = {
  /** Smoothing parameters to begin from; the best end is kept. */
  readonly from: readonly Smoothing[]
  readonly until: number
  readonly atMost: number
}

/**
 * Maximum likelihood of all smoothing parameters and initial states together.
 * @param track  holds the scaled values; written over
 * @see Hyndman, Koehler, Ord & Snyder 2008, chapter 5
 */
export function estimate(
  track: Track,
  of: { form: Form; start: Start; floor: number; effort: Effort },
): Estimate | undefined {
  const { form, start, floor, effort } = of
  const search = searchOf(track, form, floor)
  let best: { value: number; x: Float64Array } = { value: Infinity, x: new Float64Array(0) }
  for (const by of effort.from) {
    const x = firstPoint(search, { start, form, by })
    if (x === undefined) continue
    const spread = spreadAt(track, { by, form, squares: squaresOf(track, form.error) })
    const end = descend(search, { x, spread, until: effort.until, atMost: effort.atMost })
    if (end < best.value) best = { value: end, x }
  }
  if (best.value === Infinity) return undefined
  const deviance = search.value(best.x)
  const n = track.values.length
  const k = parametersOf(form, track.m)
  return {
    form,
    by: search.smoothing(),
    start: {
      level: track.level[0]!,
      slope: track.slope[0]!,
      seasons: form.season === 'N' ? new Float64Array(0) : track.seasons.slice(0, track.m),
    },
    deviance,
    aicc: deviance + (2 * k * n) / (n - k - 1),
  }
}

/** Calmer and calmer initial states until a relative error can live with them. */
function firstPoint(
  search: Smooth,
  of: { start: Start; form: Form; by: Smoothing },
): Float64Array | undefined {
  const { form, by } = of
  const [middle, neutral] = [form.error === 'M' ? 1 : 0, form.season === 'M' ? 1 : 0]
  let { level, slope, seasons } = of.start
  for (let tries = 0; tries < 8; tries++) {
    const x = Float64Array.from([...freeAt(by, form), ...statesOf({ level, slope, seasons }, form)])
    if (search.value(x) < Infinity) return x
    level = (level + middle) / 2
    slope /= 2
    seasons = seasons.map(state => (state + neutral) / 2)
  }
  return undefined
}

function statesOf(start: Start, form: Form): number[] {
  return [start.level, ...(form.trend === 'N' ? [] : [start.slope]), ...start.seasons]
}

/** The criterion as a function of the free numbers: smoothing, level, slope, and m seasonal states less their mean. */
function searchOf(track: Track, form: Form, floor: number): Smooth & { smoothing(): Smoothing } {
  const by = { alpha: 0, beta: 0, gamma: 0, phi: 1 }
  const slopes: Slopes = { ...by, level: 0, slope: 0 }
  const free = freeCount(form)
  const states = free + (form.trend === 'N' ? 1 : 2)
  const { m } = track
  const middle = form.season === 'M' ? 1 : 0
  let last: Float64Array = new Float64Array(0)
  return {
    value(x) {
      last = x
      smoothingAt(x, form, by)
      if (form.season !== 'N' && !forgets(by, m)) return Infinity
      track.level[0] = x[free]!
      track.slope[0] = form.trend === 'N' ? 0 : x[free + 1]!
      if (form.season !== 'N') {
        let sum = 0
        for (let i = 0; i < m; i++) sum += x[states + i]!
        for (let i = 0; i < m; i++) {
          const state = x[states + i]! - sum / m + middle
          if (form.season === 'M' && state <= 0) return Infinity
          track.seasons[i] = state
        }
      }
      run(track, form.season, by)
      return criterion(track, form.error, floor)
    },
    slopes(into) {
      pullOf(track, form.error, floor)
      sweepBack(track, { season: form.season, by, into: slopes })
      freeSlopes(last, form, { by, slopes, into })
      into[free] = slopes.level
      if (form.trend !== 'N') into[free + 1] = slopes.slope
      if (form.season === 'N') return
      let sum = 0
      for (let i = 0; i < m; i++) sum += track.seasonPull[i]!
      for (let i = 0; i < m; i++) into[states + i] = track.seasonPull[i]! - sum / m
    },
    smoothing: () => ({ ...by }),
  }
}

/** Guess of the inverse curvature: an initial state matters as long as smoothing has not forgotten it. */
function spreadAt(track: Track, of: { by: Smoothing; form: Form; squares: number }): Float64Array {
  const { by, form, squares } = of
  const n = track.values.length
  const unit = squares / (2 * n)
  const memory = Math.min(n, 1 / (by.alpha * (2 - by.alpha)))
  const reach = Math.min(n, 1 / by.alpha)
  const spread = Array.from({ length: freeCount(form) }, () => 2 / n)
  spread.push(unit / memory)
  if (form.trend !== 'N') spread.push((3 * unit) / (reach * reach * n))
  if (form.season !== 'N') for (let i = 0; i < track.m; i++) spread.push((unit * track.m) / n)
  return Float64Array.from(spread)
}
