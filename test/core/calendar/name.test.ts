import { expect, test } from 'vitest'
import { calendarMonth, day, periodWords } from '#core/calendar/index.ts'

const month = (code: string, from: string, to: string) => ({
  kind: 'month' as const,
  code,
  from: day(from),
  to: day(to),
})

test('a month is called by its name and the year it lies in', () => {
  expect(periodWords(month('2024-02', '2024-02-01', '2024-02-29'))).toBe('February 2024')
  expect(periodWords(month('FY14 M06', '2014-06-01', '2014-06-30'))).toBe('June FY14')
})

test('a month of odd days is called by these, its code beside', () => {
  const odd = month('FY14 M11', '2014-04-30', '2014-05-29')
  expect(calendarMonth(odd)).toBeUndefined()
  expect(periodWords(odd)).toBe('2014-04-30 to 2014-05-29 (FY14 M11)')
})

test('quarters and years keep the names they have', () => {
  expect(periodWords({ ...month('FY14 Q4', '2014-04-01', '2014-06-30'), kind: 'quarter' })).toBe('FY14 Q4')
})
