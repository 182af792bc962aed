import {
  billed,
  type Cell,
  gapSteps,
  largeOrder,
  type OrderShape,
  partsAgainst,
  type Side,
} from '#core/diagnosis/index.ts'
import { lmdi } from '#core/diagnosis/lmdi.ts'
import { wholeParts } from '#core/diagnosis/whole-parts.ts'
import { type Minor, minor } from '#core/money/index.ts'
import { quantile } from '#core/stats/index.ts'
import fc from 'fast-check'
import { expect, test } from 'vitest'

const m = (value: number) => minor(value)

function cell(of: Partial<Cell> & { productLine: string }): Cell {
  return { net: m(80_00), list: m(100_00), quantity: 10, lines: 4, orders: 2, accounts: 2, ...of }
}

function side(of: Partial<Side>): Side {
  const nothing = {
    largeOrders: m(0),
    fleeting: m(0),
    withoutProduct: m(0),
    currency: m(0),
    accounts: 4,
    cells: [],
  }
  return { ...nothing, ...of }
}

const amounts = (steps: readonly { key: string; amount: Minor }[]) =>
  Object.fromEntries(steps.map(({ key, amount }) => [key, amount]))

test('a change in one factor alone is all that factor’s', () => {
  const reference = side({ cells: [cell({ productLine: 'Bikes' })] })
  const dearer = side({ cells: [cell({ productLine: 'Bikes', net: m(90_00) })] })
  const steps = gapSteps({ target: m(80_00), expectation: m(80_00), reference, actual: dearer })
  expect(amounts(steps)).toEqual({ net_per_list: 10_00 })
  const twice = side({
    accounts: 8,
    cells: [
      cell({
        productLine: 'Bikes',
        net: m(160_00),
        list: m(200_00),
        quantity: 20,
        lines: 8,
        orders: 4,
        accounts: 4,
      }),
    ],
  })
  expect(amounts(gapSteps({ target: m(80_00), expectation: m(80_00), reference, actual: twice }))).toEqual({
    accounts: 80_00,
  })
})

test('the additive example of two factors, worked by hand', () => {
  // 10 × 2 = 20 becomes 12 × 3 = 36; L(36, 20) = 16 / ln 1.8 = 27.2208; ln 1.2 and ln 1.5 of it
  const [first, second] = lmdi([{ before: [10, 2], after: [12, 3] }])
  expect(first).toBeCloseTo(4.963, 3)
  expect(second).toBeCloseTo(11.037, 3)
})

test('what the target asked beyond expectation stands first, whatever happened after', () => {
  const reference = side({ cells: [cell({ productLine: 'Bikes' })] })
  const steps = gapSteps({ target: m(100_00), expectation: m(85_00), reference, actual: reference })
  expect(amounts(steps)).toEqual({ design: -15_00, expected_change: -5_00 })
})

test('one side alone, sums below zero and billing without product or list price have terms of their own', () => {
  const reference = side({
    fleeting: m(7),
    withoutProduct: m(3),
    cells: [
      cell({ productLine: 'Bikes' }),
      cell({ productLine: 'Bells' }),
      cell({ productLine: 'Locks', list: null }),
    ],
  })
  const actual = side({
    largeOrders: m(1000),
    currency: m(-11),
    fleeting: m(40),
    cells: [
      cell({ productLine: 'Bikes', net: m(-5) }),
      cell({ productLine: 'Pumps', net: m(500) }),
      cell({ productLine: 'Locks', list: null, net: m(90_00) }),
    ],
  })
  const target = billed(reference)
  const steps = gapSteps({ target, expectation: target, reference, actual })
  expect(amounts(steps)).toEqual({
    large_orders: 1000,
    currency: -11,
    accounts_entered: 40,
    accounts_left: -7,
    lines_taken_up: 500,
    lines_dropped: -80_00,
    without_product: -3,
    incomplete: -80_05,
    net_per_unit: 10_00,
  })
  expect([...steps.find(({ key }) => key === 'incomplete')!.byLine]).toEqual([['Bikes', -80_05]])
})

const anyCell = (productLine: string) =>
  fc.record({
    productLine: fc.constant(productLine),
    net: fc.integer({ min: -1000, max: 1e9 }).map(m),
    list: fc.option(fc.integer({ min: 0, max: 1e9 }).map(m)),
    quantity: fc.integer({ min: 0, max: 5000 }),
    lines: fc.integer({ min: 0, max: 500 }),
    orders: fc.integer({ min: 0, max: 200 }),
    accounts: fc.integer({ min: 0, max: 100 }),
  })
const amount = fc.integer({ min: -1e8, max: 1e9 }).map(m)
const anySide = fc.record({
  largeOrders: amount,
  fleeting: amount,
  withoutProduct: amount,
  currency: amount,
  accounts: fc.integer({ min: 0, max: 300 }),
  cells: fc
    .subarray(['Bikes', 'Bells', 'Locks', 'Pumps'])
    .chain(names => fc.tuple(...names.map(anyCell)) as fc.Arbitrary<Cell[]>),
})

test('the steps always lead from target to actual, to the last minor unit, and so do their product lines', () => {
  fc.assert(
    fc.property(amount, amount, anySide, anySide, (target, expectation, reference, actual) => {
      const steps = gapSteps({ target, expectation, reference, actual })
      expect(steps.reduce((sum, step) => sum + step.amount, 0)).toBe(billed(actual) - target)
      for (const { byLine, amount: whole } of steps) {
        if (byLine.size > 0) expect([...byLine.values()].reduce((sum, part) => sum + part, 0)).toBe(whole)
      }
    }),
  )
})

test('turned round in time, every effect of a factor turns its sign', () => {
  const positive = fc.array(fc.double({ min: 1e-3, max: 1e6, noNaN: true }), { minLength: 3, maxLength: 3 })
  fc.assert(
    fc.property(positive, positive, (before, after) => {
      const [there, back] = [lmdi([{ before, after }]), lmdi([{ before: after, after: before }])]
      const size = Math.max(...there.map(Math.abs))
      for (const [i, effect] of there.entries())
        expect(Math.abs(effect + back[i]!)).toBeLessThanOrEqual(1e-9 * size)
    }),
  )
})

test('whole parts sum to their whole and stay within one of the exact ones', () => {
  const parts = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 12 })
  fc.assert(
    fc.property(parts, exact => {
      const total = Math.round(exact.reduce((sum, part) => sum + part, 0))
      exact[0]! += total - exact.reduce((sum, part) => sum + part, 0)
      const whole = wholeParts(total, exact)
      expect(whole.reduce((sum, part) => sum + part, -total)).toBeCloseTo(0, 9)
      for (const [i, part] of whole.entries())
        expect(Math.abs(part - exact[i]!)).toBeLessThanOrEqual(1 + 1e-6)
    }),
  )
})

/** As the database tells it: quartiles of the logarithms, by the same interpolation. */
function shapeOf(sizes: readonly number[]): OrderShape {
  const logs = sizes.map(Math.log)
  return {
    orders: sizes.length,
    low: quantile(logs, 0.25)!,
    high: quantile(logs, 0.75)!,
    total: sizes.reduce((sum, size) => sum + size, 0),
    largest: Math.max(...sizes),
  }
}

test('an order is one-off only far out of the others and big enough to matter', () => {
  const usual = Array.from({ length: 100 }, (_, i) => 1000 + 10 * i)
  expect(largeOrder(shapeOf(usual))).toBeUndefined()
  const limit = largeOrder(shapeOf([...usual, 200_000]))!
  expect(limit).toBeGreaterThan(2000)
  expect(limit).toBeLessThan(200_000)
  expect(largeOrder(shapeOf([1, 1, 500]))).toBeUndefined()
})

test('branches sum to the gap to the last minor unit; what none of them holds is a part of its own', () => {
  const parts = partsAgainst({
    billed: m(1000),
    reference: m(900),
    references: [
      { key: 'a', amount: 400.5 },
      { key: 'b', amount: 398.7 },
    ],
    actuals: [
      { key: 'a', amount: 600 },
      { key: 'b', amount: 400 },
    ],
  })
  expect(parts).toEqual([
    { key: 'other', reference: 101, billed: 0, amount: -101 },
    { key: 'b', reference: 399, billed: 400, amount: 1 },
    { key: 'a', reference: 400, billed: 600, amount: 200 },
  ])
})

test('against plan or forecast the parts always sum, and rounding alone is nobody’s part', () => {
  const rows = fc.array(
    fc.record({
      key: fc.constantFrom('a', 'b', 'c'),
      amount: fc.double({ min: -1e6, max: 1e9, noNaN: true }),
    }),
    { maxLength: 6 },
  )
  fc.assert(
    fc.property(rows, rows, amount, amount, (references, actuals, billed, reference) => {
      const parts = partsAgainst({ billed, reference, references, actuals })
      expect(parts.reduce((sum, part) => sum + part.amount, 0)).toBe(billed - reference)
    }),
  )
  const even = partsAgainst({
    billed: m(0),
    reference: m(100),
    references: [
      { key: 'a', amount: 33.4 },
      { key: 'b', amount: 66.1 },
    ],
    actuals: [],
  })
  expect(even.map(({ key }) => key).toSorted()).toEqual(['a', 'b'])
})
