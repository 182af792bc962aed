import { type Done, measured, neededPerWeek } from '#core/recipe/index.ts'
import { expect, test } from 'vitest'

const seller = (n: number, more: Partial<Done> = {}): Done => ({
  id: `p${String(n).padStart(2, '0')}`,
  billed: 100_000 + n * 1000,
  reached: n % 2 === 0,
  amounts: Array.from({ length: 20 }, (_, i) => 1000 + 10 * n + i),
  days: [],
  steps: {
    customers: { as: 'brings', tried: 200, went: 100 },
    orders: { as: 'whole', tried: 200, went: 200 },
  },
  perWeek: { customers: { year: 2, lately: 1 }, orders: { year: 4 + n, lately: 3 } },
  ...more,
})
const people = Array.from({ length: 12 }, (_, n) => seller(n))

test('customers bring orders: a hundred customers’ two hundred orders are two each', () => {
  const { steps, size, comparable } = measured(people[0]!, people)
  expect(comparable).toBe(11)
  const [customers, orders] = steps
  expect(customers!.rate.estimate).toBeCloseTo(2, 1)
  expect(customers!.rate.low).toBeLessThan(2)
  expect(customers!.rate.high).toBeGreaterThan(2)
  expect(customers!.usual).toBeCloseTo(2, 1)
  expect(orders!.rate).toEqual({ estimate: 1, low: 1, high: 1 })
  // a target of ten orders a week is five customers a week
  const need = neededPerWeek({
    missing: 10 * size!.estimate,
    weeks: 1,
    dealSize: size!.estimate,
    steps: steps.map(({ step, rate }) => ({ step, rate: rate.estimate })),
  })
  expect(need[0]!.perWeek).toBeCloseTo(5, 0)
  expect(need[1]!.perWeek).toBeCloseTo(10, 6)
})

test('levels are those of people who reached their quotas, and never of fewer than four', () => {
  const levels = measured(people[1]!, people).steps[1]!.achieved
  // n = 0, 2, 4, 6, 8, 10 reached theirs
  expect(levels).toEqual({ low: 6.5, middle: 9, high: 11.5, people: 6 })
  const three = people.map((person, n) => ({ ...person, reached: n < 4 }))
  expect(measured(three[0]!, three).steps[1]!.achieved).toBeNull()
})

test('with fewer than four others nobody’s rate shows through as what is usual', () => {
  const few = people.slice(0, 4)
  expect(measured(few[0]!, few).steps[0]!.usual).toBeNull()
  expect(measured(people[0]!, people.slice(0, 5)).steps[0]!.usual).not.toBeNull()
})

test('a newcomer without a single deal is given what is usual, with a wide range', () => {
  const steps = (tried: number, went: number) => ({ opportunities: { as: 'share' as const, tried, went } })
  const perWeek = { opportunities: { year: 1, lately: 1 } }
  const others = Array.from({ length: 10 }, (_, n) =>
    seller(n, { steps: steps(100, 50 + n), perWeek, days: [30, 40, 50] }),
  )
  const newcomer = seller(11, { billed: 0, amounts: [], days: [], steps: steps(0, 0), perWeek })
  const own = measured(newcomer, [...others, newcomer])
  expect(own.steps[0]!.rate.estimate).toBeCloseTo(0.545, 1)
  expect(own.size!.estimate).toBeGreaterThan(900)
  expect(own.days!.estimate).toBeGreaterThan(30)
})

test('the cycle is of own and comparable deals together, and of the own alone where the others are few', () => {
  const days = (from: number) => Array.from({ length: 10 }, (_, n) => from + n)
  const others = Array.from({ length: 5 }, (_, n) => seller(n, { days: days(100) }))
  const person = seller(11, { days: days(10) })
  expect(measured(person, [...others, person]).cycle![4]).toBeGreaterThan(100)
  expect(measured(person, [...others.slice(0, 3), person]).cycle![4]).toBeCloseTo(14.5, 6)
  expect(measured(seller(12), [...others.slice(0, 2), person]).cycle).toBeNull()
})
