import type { Fitted, Series } from '../method.ts'
import { adjusted, type Pattern, patterned } from '../seasonal/classical.ts'

/**
 * What was billed a season ago comes again; with a season of 1, what came last.
 * @returns undefined with no more values than a season
 */
export function seasonalNaive({ values, season }: Series): Fitted | undefined {
  const n = values.length
  if (n <= season) return undefined
  const residuals = values.slice(season).map((value, t) => value - values[t]!)
  const again = (h: number) => values[n - season + (h % season)]!
  return {
    method: season > 1 ? 'Seasonal naive' : 'Naive',
    residuals,
    mean: horizon => Float64Array.from({ length: horizon }, (_, h) => again(h)),
    apply: other => seasonalNaive({ values: other, season }) ?? flat(other),
  }
}

/** The mean of all values, for histories too short for anything else. */
export function flat(values: Float64Array): Fitted {
  let level = 0
  for (const value of values) level += value / values.length
  const residuals = values.map(value => value - level)
  return {
    method: 'Mean',
    residuals,
    mean: horizon => new Float64Array(horizon).fill(level),
    apply: flat,
  }
}

/** A method that knows no season, run on values without their pattern, which is put back afterwards. */
export function withPattern(
  values: Float64Array,
  of: { pattern: Pattern; fit: (v: Float64Array) => Fitted },
): Fitted {
  const { pattern } = of
  const n = values.length
  const inner = of.fit(adjusted(values, pattern))
  const back = (ahead: Float64Array) => ahead.map((value, h) => patterned(value, n + h, pattern))
  const late = n - inner.residuals.length
  return {
    method: inner.method,
    residuals: inner.residuals.map((e, t) =>
      pattern.multiplies ? e * pattern.figure[(t + late) % pattern.figure.length]! : e,
    ),
    mean: horizon => back(inner.mean(horizon)),
    apply: other => withPattern(other, { pattern, fit: v => inner.apply(v) }),
  }
}
