import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type Day,
  type Period,
  addDays,
  dayAt,
  daysBetween,
  periodAt,
  periodsOf,
  pointOf,
  previous,
  rolling12,
  toDate,
  toSamePoint,
  yearBefore,
  yearToDate,
} from '#core/calendar/index.ts'

const calendar = periodsOf({ kind: 'months', startMonth: 1 }, '2022-01-01', '2025-12-31')
const at = (kind: Period['kind'], day: Day) => periodAt(calendar, kind, day)!
const same = (kind: Period['kind'], day: Day, then: Period) =>
  toSamePoint({ periods: calendar, period: at(kind, day), day, then }).to

test('before, and a year before', () => {
  expect(previous(calendar, at('quarter', '2024-02-10'))!.code).toBe('2023 Q4')
  expect(yearBefore(calendar, at('quarter', '2024-02-10'))!.code).toBe('2023 Q1')
  expect(yearBefore(calendar, at('month', '2024-02-10'))!.code).toBe('2023-02')
  expect(yearBefore(calendar, at('year', '2024-02-10'))!.code).toBe('2023')
  expect(previous(calendar, at('year', '2022-02-10'))).toBeUndefined()
  expect(yearBefore(calendar, at('month', '2022-02-10'))).toBeUndefined()
  expect(periodAt(calendar, 'month', '2031-01-01')).toBeUndefined()
})

test('a table without years is counted back', () => {
  const quarters = calendar.filter(p => p.kind === 'quarter')
  expect(yearBefore(quarters, at('quarter', '2024-02-10'))!.code).toBe('2023 Q1')
  expect(yearBefore(quarters, at('quarter', '2022-02-10'))).toBeUndefined()
})

test('the same point is the same month of the period and the same day of that month', () => {
  expect(same('quarter', '2024-05-20', at('quarter', '2024-02-01'))).toBe('2024-02-20')
  expect(same('quarter', '2024-05-30', at('quarter', '2024-02-01'))).toBe('2024-02-29') // clipped
  expect(same('quarter', '2024-02-29', at('quarter', '2023-02-01'))).toBe('2023-02-28')
  expect(same('month', '2023-02-28', at('month', '2023-01-01'))).toBe('2023-01-31') // a month's end is its end
  expect(same('year', '2024-07-04', at('year', '2023-07-01'))).toBe('2023-07-04')
})

test('to date, year to date, the last twelve months', () => {
  expect(toDate(at('month', '2024-05-20'), '2024-05-20')).toEqual({ from: '2024-05-01', to: '2024-05-20' })
  expect(toDate(at('month', '2024-05-20'), '2024-09-09')).toEqual({ from: '2024-05-01', to: '2024-05-31' })
  expect(yearToDate(calendar, '2024-05-20')).toEqual({ from: '2024-01-01', to: '2024-05-20' })
  expect(yearToDate(calendar, '2031-05-20')).toBeUndefined()
  expect(rolling12(calendar, '2024-05-20')).toEqual({ from: '2023-05-21', to: '2024-05-20' })
  expect(rolling12(calendar, '2025-02-28')).toEqual({ from: '2024-03-01', to: '2025-02-28' })
  expect(rolling12([], '2025-02-28')).toEqual({ from: '2024-03-01', to: '2025-02-28' })
  expect(rolling12([], '2025-02-27')).toEqual({ from: '2024-02-28', to: '2025-02-27' })
})

const rule = { kind: 'weeks', pattern: '4-5-4', ends: 'nearest', weekday: 6, endMonth: 1 } as const
const retail = periodsOf(rule, '2016-01-01', '2026-01-01')

test('law: the same point stays inside, moves forward with the day, and ends with the period', () => {
  const someDay = fc.integer({ min: 0, max: 3000 }).map(n => addDays('2017-03-01', n))
  const kinds = fc.constantFrom('month' as const, 'quarter' as const, 'year' as const)
  fc.assert(
    fc.property(fc.constantFrom(calendar, retail), kinds, someDay, someDay, (periods, kind, a, b) => {
      const period = periodAt(periods, kind, a)
      const then = periodAt(periods, kind, b)
      if (!period || !then) return
      const to = (day: Day) => toSamePoint({ periods, period, day, then }).to
      expect(then.from <= to(a) && to(a) <= then.to).toBe(true)
      expect(to(a) <= to(addDays(a, 1))).toBe(true)
      expect(to(period.to)).toBe(then.to)
      expect(dayAt(periods, period, pointOf(periods, period, a))).toBe(a)
    }),
  )
})

test('law: every fiscal year of weeks is 52 or 53 of them, and its last twelve months are the year', () => {
  for (const year of retail.filter(p => p.kind === 'year')) {
    expect(rolling12(retail, year.to)).toEqual({ from: year.from, to: year.to })
    expect(daysBetween(year.from, year.to) % 7).toBe(6)
  }
})
