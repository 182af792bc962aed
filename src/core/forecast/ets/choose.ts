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

export type Candidate = Estimate & { readonly scaled: Scaled; readonly m: number }

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
      return { ...found, deviance: found.deviance + units, aicc: found.aicc + units, scaled, m: track.m }
    },
  }
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

/** The lowest corrected criterion; the first where they are equal. */
export function chosenOf(candidates: readonly (Candidate | undefined)[]): Candidate | undefined {
  let chosen: Candidate | undefined
  for (const candidate of candidates) {
    if (candidate !== undefined && !(candidate.aicc >= (chosen?.aicc ?? Infinity))) chosen = candidate
  }
  return chosen
}
