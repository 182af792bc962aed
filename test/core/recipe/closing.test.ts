import { closingLag, type Decided, quarterEndEffect } from '#core/recipe/index.ts'
import { expect, test } from 'vitest'

const decided = (of: { quarter: string; inLastMonth: boolean; won: number; of: number }): Decided[] =>
  Array.from({ length: of.of }, (_, i) => ({
    won: i < of.won,
    quarter: of.quarter,
    inLastMonth: of.inLastMonth,
  }))

test('more is won at the end of quarters: Newcombe’s own example has his interval', () => {
  // 56 of 70 against 48 of 80: Newcombe 1998, table II, method 10
  const answer = quarterEndEffect([
    ...decided({ quarter: 'Q1', inLastMonth: true, won: 56, of: 70 }),
    ...decided({ quarter: 'Q1', inLastMonth: false, won: 48, of: 80 }),
  ])
  if ('none' in answer) throw new Error(answer.none)
  expect(answer.difference.estimate).toBeCloseTo(0.2, 10)
  expect(answer.difference.low).toBeCloseTo(0.0524, 4)
  expect(answer.difference.high).toBeCloseTo(0.3339, 4)
  expect(answer.quarters).toEqual({ higher: 1, of: 1 })
})

test('quarters are counted one by one, and few deals say nothing', () => {
  const two = [
    ...decided({ quarter: 'Q1', inLastMonth: true, won: 9, of: 10 }),
    ...decided({ quarter: 'Q1', inLastMonth: false, won: 10, of: 20 }),
    ...decided({ quarter: 'Q2', inLastMonth: true, won: 1, of: 10 }),
    ...decided({ quarter: 'Q2', inLastMonth: false, won: 10, of: 20 }),
    // a quarter without its last month is no comparison
    ...decided({ quarter: 'Q3', inLastMonth: false, won: 5, of: 5 }),
  ]
  expect(quarterEndEffect(two)).toMatchObject({ quarters: { higher: 1, of: 2 } })
  expect(quarterEndEffect(decided({ quarter: 'Q1', inLastMonth: true, won: 5, of: 9 }))).toEqual({
    none: 'too_few',
  })
})

test('the days to a decision: percentiles, and a count by fortnight that loses none', () => {
  const days = Array.from({ length: 101 }, (_, i) => i)
  const lag = closingLag(days)
  if ('none' in lag) throw new Error(lag.none)
  expect(lag).toMatchObject({ count: 101, low: 10, lower: 25, middle: 50, upper: 75, high: 90 })
  expect(lag.fortnights).toEqual([14, 14, 14, 14, 14, 14, 14, 3])
  expect(closingLag([3])).toEqual({ none: 'too_few' })
})
