import { askedOf } from '#core/forecast/cycle.ts'
import { expect, test } from 'vitest'

test('a cycle’s minutes by person and week, and by all and month', () => {
  // 52 weeks are 12 months: 14 people ten minutes a week are 14 × 10 × 52 / 12 / 60 hours a month
  const weekly = askedOf({ every: 'week', minutes: 10 }, 14)
  expect(weekly.weekly).toBeCloseTo(10, 12)
  expect(weekly.hoursMonthly).toBeCloseTo(10.111, 3)
  const monthly = askedOf({ every: 'month', minutes: 13 }, 6)
  expect(monthly.weekly).toBeCloseTo(3, 12)
  expect(monthly.hoursMonthly).toBeCloseTo(1.3, 12)
  expect(askedOf({ every: 'off', minutes: 10 }, 14)).toEqual({ weekly: 0, hoursMonthly: 0 })
})
