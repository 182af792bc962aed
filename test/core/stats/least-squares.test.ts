import { expect, test } from 'vitest'
import { leastSquares } from '#core/stats/index.ts'

/** A model's misses, as the residuals that are asked for. */
const misses =
  (model: (x: Float64Array, at: number) => number, data: readonly (readonly [number, number])[]) =>
  (x: Float64Array, into: Float64Array) => {
    data.forEach(([y, at], t) => (into[t] = y - model(x, at)))
    return true
  }

test('Rosenbrock’s valley from the usual start', () => {
  const found = leastSquares(
    (x, into) => {
      into[0] = 10 * (x[1]! - x[0]! ** 2)
      into[1] = 1 - x[0]!
      return true
    },
    { start: [-1.2, 1], count: 2, until: 1e-14 },
  )
  expect(found.at[0]).toBeCloseTo(1, 6)
  expect(found.at[1]).toBeCloseTo(1, 6)
  expect(found.evaluations).toBeLessThan(150)
})

// NIST Statistical Reference Datasets, nonlinear regression, Misra1a (Misra 1978): certified values
test('Misra1a has NIST’s certified parameters and sum of squares from both of its starts', () => {
  const data = [
    [10.07, 77.6],
    [14.73, 114.9],
    [17.94, 141.1],
    [23.93, 190.8],
    [29.61, 239.9],
    [35.18, 289],
    [40.02, 332.8],
    [44.82, 378.4],
    [50.76, 434.8],
    [55.05, 477.3],
    [61.01, 536.8],
    [66.4, 593.1],
    [75.47, 689.1],
    [81.78, 760],
  ] as const
  // the second parameter in ten thousandths: differences are taken in the parameters' own units
  const model = (x: Float64Array, at: number) => x[0]! * (1 - Math.exp((-x[1]! * at) / 1e4))
  for (const start of [
    [500, 1],
    [250, 5],
  ]) {
    const { at, value } = leastSquares(misses(model, data), { start, count: data.length, until: 1e-14 })
    expect(at[0]! / 238.94212918).toBeCloseTo(1, 5)
    expect(at[1]! / 5.5015643181).toBeCloseTo(1, 5)
    expect(value / 0.12455138894).toBeCloseTo(1, 6)
  }
})

test('points that are not allowed are walked around', () => {
  const found = leastSquares(
    (x, into) => {
      into[0] = Math.log(x[0]!) + 3
      return x[0]! > 0
    },
    { start: [5], count: 1, until: 1e-14 },
  )
  expect(found.at[0]).toBeCloseTo(Math.exp(-3), 6)
})

test('a parameter that changes nothing is left where it was, and nothing to choose is answered at once', () => {
  const same = misses(x => x[0] ?? 0, [[3, 0]])
  expect(leastSquares(same, { start: [1, 7], count: 1 }).at[1]).toBe(7)
  expect(leastSquares(same, { start: [], count: 1 }).evaluations).toBe(1)
})
