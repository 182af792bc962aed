import { CholeskyDecomposition, Matrix } from 'ml-matrix'

/** What one person attained in one period. */
export type Attained = {
  readonly person: string
  readonly period: string
  /** Actual over quota. */
  readonly attainment: number
  /** Size of the quota, any unit: the variance of an attainment is taken to fall as the quota grows. */
  readonly quota: number
}

/** The penalised least squares of people and periods; `person` and `period` are spreads over the residual's. */
export type Crossed = {
  readonly people: readonly string[]
  readonly periods: readonly string[]
  /** Deviance with the residual's spread at its best, or at `sigma` where it is given. */
  at(person: number, period: number, sigma?: number): { deviance: number; sigma: number }
  /** The mean, its error over the residual's spread, and the conditional modes in the order of the names. */
  effects(
    person: number,
    period: number,
  ): { mean: number; error: number; periods: readonly number[]; people: readonly number[] }
}

/**
 * The likelihood of `varianceParts` at given spreads, people eliminated first.
 * @param of  one a person and period, one at least
 * @see Bates, Mächler, Bolker & Walker 2015, J. Stat. Softw. 67, sections 3.2 to 3.4
 */
export function crossed(of: readonly Attained[]): Crossed {
  const design = designOf(of)
  const { people, periods, cells } = design
  const last = periods.length
  const freedom = cells.length - 1
  const logWeights = cells.reduce((sum, { w }) => sum + Math.log(w), 0)
  return {
    people,
    periods,
    at(person, period, sigma) {
      const { own, cholesky, residual } = solvedAt(design, { person, period })
      const factor = cholesky.lowerTriangularMatrix
      let logs = own.reduce((sum, a) => sum + Math.log(a), -logWeights)
      for (let i = 0; i <= last; i++) logs += 2 * Math.log(factor.get(i, i))
      const variance = sigma === undefined ? Math.max(residual / freedom, 1e-300) : sigma * sigma
      const deviance = logs + freedom * Math.log(2 * Math.PI * variance) + residual / variance
      return { deviance, sigma: Math.sqrt(variance) }
    },
    effects(person, period) {
      const { own, right, links, cholesky, solution } = solvedAt(design, { person, period })
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

/** A cell's person and period by place, its weight (quota over the mean quota) and its attainment. */
type Cell = { readonly p: number; readonly t: number; readonly w: number; readonly y: number }
type Design = {
  readonly people: readonly string[]
  readonly periods: readonly string[]
  readonly cells: readonly Cell[]
}

function designOf(of: readonly Attained[]): Design {
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
  return { people, periods, cells }
}

/** The normal equations at these spreads, and what they leave: people eliminated, periods and the mean (the last) solved. */
function solvedAt(design: Design, spreads: { person: number; period: number }) {
  const { own, right, links, inner, side } = equations(design, spreads)
  const last = design.periods.length
  let residual = design.cells.reduce((sum, { w, y }) => sum + w * y * y, 0)
  for (const [p, link] of links.entries()) {
    residual -= right[p]! ** 2 / own[p]!
    for (let i = 0; i <= last; i++) {
      side[i]! -= (link[i]! * right[p]!) / own[p]!
      if (link[i] === 0) continue
      for (let j = i; j <= last; j++) inner.set(i, j, inner.get(i, j) - (link[i]! * link[j]!) / own[p]!)
    }
  }
  for (let i = 0; i <= last; i++) for (let j = 0; j < i; j++) inner.set(i, j, inner.get(j, i))
  const cholesky = new CholeskyDecomposition(inner)
  const solution = cholesky.solve(Matrix.columnVector([...side])).to1DArray()
  for (const [i, value] of solution.entries()) residual -= value * side[i]!
  return { own, right, links, cholesky, solution, residual: Math.max(residual, 0) }
}

/** Each person's own diagonal and right side, their links to periods and the mean, and these among themselves. */
function equations(
  { people, periods, cells }: Design,
  { person, period }: { person: number; period: number },
) {
  const last = periods.length
  const own = new Float64Array(people.length).fill(1)
  const right = new Float64Array(people.length)
  const links = people.map(() => new Float64Array(last + 1))
  const inner = Matrix.eye(last + 1)
  inner.set(last, last, 0)
  const side = new Float64Array(last + 1)
  const add = (i: number, j: number, value: number) => inner.set(i, j, inner.get(i, j) + value)
  for (const { p, t, w, y } of cells) {
    own[p]! += person * person * w
    right[p]! += person * w * y
    links[p]![t]! += person * period * w
    links[p]![last]! += person * w
    add(t, t, period * period * w)
    add(t, last, period * w)
    add(last, last, w)
    side[t]! += period * w * y
    side[last]! += w * y
  }
  return { own, right, links, inner, side }
}
