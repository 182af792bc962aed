import { CholeskyDecomposition, Matrix } from 'ml-matrix'
import { nelderMead } from '#core/stats/index.ts'

/** What one person attained in one period. */
export type Attained = {
  readonly person: string
  readonly period: string
  /** Actual over quota. */
  readonly attainment: number
  /** Size of the quota, any unit: the variance of an attainment is taken to fall as the quota grows. */
  readonly quota: number
}

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

/** The penalised least squares of the model; `person` and `period` are spreads over the residual's. */
export function crossed(of: readonly Attained[]) {
  const people = [...new Set(of.map(({ person }) => person))]
  const periods = [...new Set(of.map(({ period }) => period))]
  const rowOf = new Map(people.map((name, i) => [name, i]))
  const columnOf = new Map(periods.map((name, i) => [name, i]))
  const size = of.reduce((sum, { quota }) => sum + quota, 0) / of.length
  const cells = of.map(({ person, period, quota, attainment }) => ({
    p: rowOf.get(person)!,
    t: columnOf.get(period)!,
    w: quota / size,
    y: attainment,
  }))
  const logWeights = cells.reduce((sum, { w }) => sum + Math.log(w), 0)
  const total = cells.reduce((sum, { w, y }) => sum + w * y * y, 0)
  const freedom = of.length - 1
  const last = periods.length

  /** Normal equations with people eliminated: periods and the mean are left. */
  function reduced(person: number, period: number) {
    const own = new Float64Array(people.length).fill(1)
    const right = new Float64Array(people.length)
    const links = people.map(() => new Float64Array(last + 1))
    const inner = Matrix.eye(last + 1)
    inner.set(last, last, 0)
    const side = new Float64Array(last + 1)
    const put = (i: number, j: number, value: number) => inner.set(i, j, inner.get(i, j) + value)
    for (const { p, t, w, y } of cells) {
      own[p]! += person * person * w
      right[p]! += person * w * y
      links[p]![t]! += person * period * w
      links[p]![last]! += person * w
      put(t, t, period * period * w)
      put(t, last, period * w)
      put(last, last, w)
      side[t]! += period * w * y
      side[last]! += w * y
    }
    let residual = total
    for (const [p, link] of links.entries()) {
      residual -= right[p]! ** 2 / own[p]!
      for (let i = 0; i <= last; i++) {
        side[i]! -= (link[i]! * right[p]!) / own[p]!
        if (link[i] === 0) continue
        for (let j = i; j <= last; j++) put(i, j, -(link[i]! * link[j]!) / own[p]!)
      }
    }
    for (let i = 0; i <= last; i++) for (let j = 0; j < i; j++) inner.set(i, j, inner.get(j, i))
    const cholesky = new CholeskyDecomposition(inner)
    const solution = cholesky.solve(Matrix.columnVector([...side])).to1DArray()
    for (const [i, value] of solution.entries()) residual -= value * side[i]!
    return { own, right, links, cholesky, solution, residual: Math.max(residual, 0) }
  }

  return {
    people,
    periods,
    freedom,
    /** Deviance with the residual's spread at its best, or at `sigma` where it is given. */
    at(person: number, period: number, sigma?: number): { deviance: number; sigma: number } {
      const { own, cholesky, residual } = reduced(person, period)
      const factor = cholesky.lowerTriangularMatrix
      let logs = own.reduce((sum, a) => sum + Math.log(a), -logWeights)
      for (let i = 0; i <= last; i++) logs += 2 * Math.log(factor.get(i, i))
      const variance = sigma === undefined ? Math.max(residual / freedom, 1e-300) : sigma * sigma
      const deviance = logs + freedom * Math.log(2 * Math.PI * variance) + residual / variance
      return { deviance, sigma: Math.sqrt(variance) }
    },
    effects(person: number, period: number) {
      const { own, right, links, cholesky, solution } = reduced(person, period)
      const along = links.map(link => link.reduce((sum, value, i) => sum + value * solution[i]!, 0))
      return {
        mean: solution[last]!,
        error: 1 / cholesky.lowerTriangularMatrix.get(last, last),
        periods: solution.slice(0, last).map(u => period * u),
        people: Array.from(own, (a, p) => (person * (right[p]! - along[p]!)) / a),
      }
    },
  }
}
