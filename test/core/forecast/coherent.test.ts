import { type Hierarchy, reconciler } from '#core/forecast/coherent/index.ts'
import { seeded } from '#core/stats/index.ts'
import fc from 'fast-check'
import { inverse, Matrix } from 'ml-matrix'
import { expect, test } from 'vitest'

/** A world by chance: `trees` trees under one total, `size` nodes, errors that hang together. */
function world(of: { seed: number; size: number; trees: number; periods: number }) {
  const chance = seeded(of.seed)
  const tree = [0]
  const parent = [-1]
  for (let node = 1; node < of.size; node++) {
    const own = node <= of.trees ? node - 1 : chance.below(of.trees)
    const above = parent.map((_, i) => i).filter(i => i > 0 && tree[i] === own)
    // a tree's first node is a leaf under the total until others hang below it
    parent.push(above.length === 0 || chance.uniform() < 0.2 ? 0 : above[chance.below(above.length)]!)
    tree.push(own)
  }
  const common = Array.from({ length: of.periods }, () => chance.normal())
  const errors = parent.map((_, node) =>
    common.map(shock => (1 + (node % 5)) * (chance.normal() + 0.7 * shock)),
  )
  const values = parent.map(() => 10 + 5 * chance.normal())
  return { hierarchy: { parent, tree }, errors, values }
}

function constraints({ parent, tree }: Hierarchy): Matrix {
  const inner = [
    ...new Set(parent.slice(1).map((above, i) => (above === 0 ? `0/${tree[i + 1]}` : `${above}`))),
  ]
  const rows = inner.map(name => {
    const [above, ofTree] = name.split('/').map(Number)
    return parent.map((p, node) => {
      if (node === above) return 1
      return p === above && (above !== 0 || tree[node] === ofTree) ? -1 : 0
    })
  })
  return new Matrix(rows)
}

/** The formula as it stands in the books, with the shrinkage pair by pair. */
function denseCovariance(errors: readonly number[][]): { w: Matrix; shrinkage: number } {
  const [n, periods] = [errors.length, errors[0]!.length]
  const sd = errors.map(own => Math.sqrt(own.reduce((sum, e) => sum + e * e, 0) / periods))
  const x = errors.map((own, i) => own.map(e => e / sd[i]!))
  let [over, under] = [0, 0]
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      if (i === j) continue
      const products = x[i]!.map((value, t) => value * x[j]![t]!)
      const r = products.reduce((sum, p) => sum + p, 0) / periods
      const squares = products.reduce((sum, p) => sum + p * p, 0)
      over += (squares - (r * periods) ** 2 / periods) / (periods * (periods - 1))
      under += r * r
    }
  }
  const shrinkage = Math.min(1, over / under)
  const full = errors.map((own, i) =>
    errors.map((other, j) => {
      const c = own.reduce((sum, e, t) => sum + e * other[t]!, 0) / periods
      return i === j ? c : (1 - shrinkage) * c
    }),
  )
  return { w: new Matrix(full), shrinkage }
}

function dense(hierarchy: Hierarchy, errors: readonly number[][], values: readonly number[]): number[] {
  const c = constraints(hierarchy)
  const { w } = denseCovariance(errors)
  const wc = w.mmul(c.transpose())
  const y = Matrix.columnVector([...values])
  return Matrix.sub(y, wc.mmul(inverse(c.mmul(wc))).mmul(c.mmul(y))).to1DArray()
}

test('equals the dense formula to 1e-8 on fifty nodes, in one tree and in three that share a total', () => {
  for (const trees of [1, 3]) {
    for (const periods of [24, 80]) {
      const { hierarchy, errors, values } = world({ seed: trees * periods, size: 50, trees, periods })
      const own = reconciler(hierarchy, errors)
      expect(own.shrinkage).toBeCloseTo(denseCovariance(errors).shrinkage, 10)
      const expected = dense(hierarchy, errors, values)
      for (const [node, value] of own.coherent(values).entries()) {
        expect(Math.abs(value - expected[node]!)).toBeLessThan(1e-8)
      }
    }
  }
})

test('what adds up already is left alone, and what comes out adds up in every tree', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 1, max: 3 }), (seed, trees) => {
      const { hierarchy, errors, values } = world({ seed, size: 30, trees, periods: 12 })
      const own = reconciler(hierarchy, errors)
      const once = own.coherent(values)
      const gaps = constraints(hierarchy)
        .mmul(Matrix.columnVector([...once]))
        .to1DArray()
      for (const gap of gaps) expect(Math.abs(gap)).toBeLessThan(1e-9)
      for (const [node, value] of own.coherent(once).entries()) expect(value).toBeCloseTo(once[node]!, 8)
    }),
    { numRuns: 40 },
  )
})

test('none below zero, and no nearer such answer: the conditions of an optimum hold', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 1, max: 3 }), (seed, trees) => {
      const made = world({ seed, size: 25, trees, periods: 40 })
      const values = made.values.map(value => value - 9)
      const answer = reconciler(made.hierarchy, made.errors).nonNegative(values)
      expect(Math.min(...answer)).toBeGreaterThanOrEqual(0)
      const w = inverse(denseCovariance(made.errors).w)
      const far = (y: ArrayLike<number>) => {
        const d = Matrix.columnVector(Array.from(y, (value, i) => value - values[i]!))
        return d.transpose().mmul(w).mmul(d).get(0, 0)
      }
      // any other coherent, non-negative point is further away, and so is every step towards it
      const chance = seeded(seed + 1)
      for (let i = 0; i < 20; i++) {
        const other = reconciler(made.hierarchy, made.errors).nonNegative(
          values.map(v => v + 3 * chance.normal()),
        )
        const step = answer.map((value, node) => value + 0.01 * (other[node]! - value))
        expect(far(step)).toBeGreaterThanOrEqual(far(answer) * (1 - 1e-9))
      }
    }),
    { numRuns: 15 },
  )
})

test('a good forecast pulls a bad one further than the other way round', () => {
  const hierarchy = { parent: [-1, 0, 0], tree: [0, 0, 0] }
  const chance = seeded(3)
  const noise = (size: number) => Array.from({ length: 200 }, () => size * chance.normal())
  const [total, a, b] = reconciler(hierarchy, [noise(0.1), noise(0.1), noise(10)]).coherent([100, 40, 30])
  expect(total).toBeCloseTo(100, 0)
  expect(a).toBeCloseTo(40, 0)
  expect(b).toBeCloseTo(60, 0)
})

test('nodes without errors and with short histories keep the answer finite', () => {
  const hierarchy = { parent: [-1, 0, 0, 1, 1], tree: [0, 0, 0, 0, 0] }
  const answer = reconciler(hierarchy, [[1, -2, 3, 1], [], [0, 0, 0, 0], [2, 1], [1, 1, -1, 0]]).nonNegative([
    10, 4, 5, -3, 2,
  ])
  for (const value of answer) expect(Number.isFinite(value)).toBe(true)
  expect(answer[0]).toBe(answer[1]! + answer[2]!)
})

test('what is no tree is refused', () => {
  expect(() => reconciler({ parent: [-1, 2, 1], tree: [0, 0, 0] }, [[1, 2], [1], [1]])).toThrow(
    /does not lead up/,
  )
  expect(() => reconciler({ parent: [-1, 0, 1], tree: [0, 0, 1] }, [[1, 2], [1], [1]])).toThrow(
    /stands in tree/,
  )
})
