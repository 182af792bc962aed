import { expect, test } from 'vitest'
import { bfgs } from '#core/stats/index.ts'

const rosenbrock = (x: Float64Array) => 100 * (x[1]! - x[0]! ** 2) ** 2 + (1 - x[0]!) ** 2

test('Rosenbrock’s valley from the usual start', () => {
  const found = bfgs(rosenbrock, { start: [-1.2, 1], until: 1e-14 })
  expect(found.at[0]).toBeCloseTo(1, 4)
  expect(found.at[1]).toBeCloseTo(1, 4)
  expect(found.evaluations).toBeLessThan(500)
})

test('a bowl with very different widths', () => {
  const found = bfgs(x => (x[0]! - 3) ** 2 + 1e4 * (x[1]! + 2) ** 2 + 1e-2 * x[2]! ** 2, { start: [0, 0, 5] })
  expect(found.value).toBeLessThan(1e-4)
})

test('points that are not allowed are walked around', () => {
  const found = bfgs(x => (x[0]! <= 0 ? Infinity : x[0]! - Math.log(x[0]!)), { start: [5] })
  expect(found.at[0]).toBeCloseTo(1, 3)
})

test('nothing to choose is answered at once', () => {
  expect(bfgs(() => 7, { start: [] })).toEqual({ at: new Float64Array(0), value: 7, evaluations: 1 })
})
