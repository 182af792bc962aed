import type { Fitted, Series } from '../method.ts'
import { type Effort, type Estimate, estimate } from './estimate.ts'
import { fittedOf } from './fitted.ts'
import { type Form, formsFor } from './form.ts'
import { type Track, trackOf } from './recursion.ts'
import { type Scaled, scaledFor } from './scale.ts'
import { startOf } from './start.ts'

/** One history prepared once for every model that is tried on it. */
export type Trial = {
  readonly forms: readonly Form[]
  /** The model fitted, or undefined where the values forbid it. */
  fit(form: Form, effort: Effort): Candidate | undefined
}

export type Candidate = Estimate & {
  readonly scaled: Scaled
  readonly m: number
  /** Mean absolute one-step error, on the values' scale. */
  readonly miss: number
}

export function trialOf({ values, season }: Series): Trial {
  const positive = values.every(value => value > 0)
  const prepared = new Map<string, { scaled: Scaled; track: Track }>()
  function prepare({ error, season: kind }: Form) {
    const m = kind === 'N' ? 1 : season
    const key = `${error}${m}`
    let found = prepared.get(key)
    if (found === undefined) {
      const scaled = scaledFor(error, values)
      found = { scaled, track: trackOf(scaled.values, m) }
      prepared.set(key, found)
    }
    return found
  }
  return {
    forms: formsFor({ count: values.length, season, positive }),
    fit(form, effort) {
      const { scaled, track } = prepare(form)
      const start = startOf(scaled.values, { m: track.m, season: form.season, trend: form.trend !== 'N' })
      const found = estimate(track, { form, start, floor: scaled.floor, effort })
      if (found === undefined) return undefined
      const units = 2 * values.length * Math.log(scaled.scale)
      return {
        ...found,
        deviance: found.deviance + units,
        aicc: found.aicc + units,
        scaled,
        m: track.m,
        miss: missOf(track) * scaled.scale,
      }
    },
  }
}

/** `estimate` leaves the track as its best point ran it. */
function missOf({ values, foretold }: Track): number {
  let sum = 0
  for (let t = 0; t < values.length; t++) sum += Math.abs(values[t]! - foretold[t]!)
  // A difference in the last digits is rounding: perfect fits are equally perfect.
  return Math.max(sum / values.length, 1e-6)
}

/** The candidate as an answer. */
export function answerOf(values: Float64Array, chosen: Candidate): Fitted {
  const { scaled, m, aicc } = chosen
  return fittedOf(chosen, {
    values,
    scaling: { location: scaled.location, scale: scaled.scale, m },
    first: values[0]!,
    aicc,
  })
}

/**
 * How much larger than the least the errors inside the history may be. Our choice, not tuned: `fast` has sMAPE 10.59 on the
 * development series (docs/benchmarks.md), 10.55 at 1.1, and 10.63 at 1.5, which is as without it.
 */
const farLarger = 1.25

/**
 * The lowest corrected criterion among the candidates whose errors inside the history are not far larger than another's:
 * a multiplicative error is never under −1, so on a wild history its likelihood can be won by foretelling far too much.
 * The first where they are equal.
 */
export function chosenOf(candidates: readonly (Candidate | undefined)[]): Candidate | undefined {
  const found = candidates.filter(candidate => candidate !== undefined)
  const least = Math.min(...found.map(candidate => candidate.miss))
  let chosen: Candidate | undefined
  for (const candidate of found) {
    if (candidate.miss > farLarger * least) continue
    if (!(candidate.aicc >= (chosen?.aicc ?? Infinity))) chosen = candidate
  }
  return chosen
}
