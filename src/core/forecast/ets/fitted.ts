import type { Fitted } from '../method.ts'
import type { Estimate } from './estimate.ts'
import { nameOf } from './form.ts'
import { run, trackOf } from './recursion.ts'
import { apply } from './scale.ts'
import { startOf } from './start.ts'

/** An estimate with the scale that leads back to the values it was made from. */
export type Scaling = { readonly location: number; readonly scale: number; readonly m: number }

/**
 * An estimate run over values. Values that begin like those it was made from begin from the estimated states; others
 * from states found anew by decomposition, for a season's place and the level would not be theirs.
 */
export function fittedOf(
  estimate: Estimate,
  of: { values: Float64Array; scaling: Scaling; first: number; aicc?: number },
): Fitted {
  const { form, by } = estimate
  const { location, scale, m } = of.scaling
  const { values } = apply(of.values, location, scale)
  const track = trackOf(values, m)
  const start =
    of.values.length === 0 || of.values[0] === of.first
      ? estimate.start
      : startOf(values, { m, season: form.season, trend: form.trend !== 'N' })
  track.level[0] = start.level
  track.slope[0] = start.slope
  track.seasons.set(start.seasons)
  run(track, form.season, by)
  const n = values.length
  const last = { level: track.level[n]!, slope: track.slope[n]!, seasons: track.seasons.slice(n) }

  /** The states carried on without another shock. */
  function onward(horizon: number): Float64Array {
    const ahead = new Float64Array(horizon)
    let { level, slope } = last
    for (let h = 0; h < horizon; h++) {
      const grown = by.phi * slope
      const q = level + grown
      const s = last.seasons[h % m]!
      const mean = form.season === 'N' ? q : form.season === 'A' ? q + s : q * s
      ahead[h] = location + scale * mean
      level = q
      slope = grown
    }
    return ahead
  }

  return {
    method: nameOf(form),
    residuals: values.map((value, t) => scale * (value - track.foretold[t]!)),
    mean: onward,
    ...(of.aicc === undefined ? {} : { aicc: of.aicc }),
    apply: other => fittedOf(estimate, { values: other, scaling: of.scaling, first: of.first }),
  }
}
