import { nelderMead } from '#core/stats/index.ts'
import { type Attained, crossed } from './crossed.ts'

export type VarianceParts = {
  /** What attainments have in common over all people and periods. */
  readonly mean: { readonly estimate: number; readonly error: number }
  /** Standard deviations, in attainment; residual at a quota of mean size. */
  readonly period: number
  readonly person: number
  readonly residual: number
  /** How periods and people stand against the mean, shrunk as the model has them (conditional modes). */
  readonly periods: ReadonlyMap<string, number>
  readonly people: ReadonlyMap<string, number>
  /** −2 × restricted log-likelihood, as lme4 counts it. */
  readonly deviance: number
  /** A part was found to be nothing: an answer, not a failure. */
  readonly singular: boolean
}

export type NoVariance = { readonly none: 'too_few' }

/**
 * Attainments taken apart into a mean, periods, people and a rest: y = µ + period + person + e, both random, the
 * variance of e falling with the size of the quota; by restricted maximum likelihood, zero variances allowed.
 * Cost: people × periods² (people are eliminated first, for they touch each other through periods only).
 * @param of  one a person and period; persons and periods may lack cells
 * @returns refused below 6 cells, 3 people or 2 periods
 * @see Patterson & Thompson 1971, Biometrika 58 (REML); Bates, Mächler, Bolker & Walker 2015, J. Stat. Softw. 67
 */
export function varianceParts(of: readonly Attained[]): VarianceParts | NoVariance {
  const model = crossed(of)
  if (of.length < 6 || model.people.length < 3 || model.periods.length < 2) return { none: 'too_few' }
  const profiled = (theta: ArrayLike<number>) => model.at(Math.abs(theta[0]!), Math.abs(theta[1]!)).deviance
  const [person, period] = best(profiled)
  const fit = model.at(person, period)
  const effects = model.effects(person, period)
  return {
    mean: { estimate: effects.mean, error: effects.error * fit.sigma },
    period: period * fit.sigma,
    person: person * fit.sigma,
    residual: fit.sigma,
    periods: new Map(model.periods.map((name, i) => [name, effects.periods[i]!])),
    people: new Map(model.people.map((name, i) => [name, effects.people[i]!])),
    deviance: fit.deviance,
    singular: person === 0 || period === 0,
  }
}

/** Spreads relative to the residual's; the edges, where one or both are nothing, are asked by themselves. */
function best(f: (theta: ArrayLike<number>) => number): readonly [number, number] {
  const along = (of: (x: number) => readonly [number, number]) => {
    const found = nelderMead(([x]) => f(of(Math.abs(x!))), {
      start: [0.5],
      step: 0.4,
      until: 1e-13,
      atMost: 200,
    })
    return of(Math.abs(found.at[0]!))
  }
  const inside = nelderMead(f, { start: [0.5, 0.5], step: 0.4, until: 1e-13, atMost: 800 }).at
  const candidates = [
    [0, 0] as const,
    along(x => [x, 0]),
    along(x => [0, x]),
    [Math.abs(inside[0]!), Math.abs(inside[1]!)] as const,
  ]
  // an inner point has to be better than an edge by more than rounding
  return candidates.reduce((least, next) => (f(next) < f(least) - 1e-7 ? next : least))
}
