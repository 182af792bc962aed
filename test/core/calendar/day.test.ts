import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { expect, test } from 'vitest'
import {
  type Day,
  addDays,
  addMonths,
  compareDays,
  day,
  daysBetween,
  firstDayOf,
  fromNumber,
  isDay,
  isMonth,
  lastDayOf,
  month,
  monthOf,
  toNumber,
  weekday,
} from '#core/calendar/index.ts'

const someDays = fc.integer({ min: -700_000, max: 2_900_000 }) // years 53 to 9909
const theDay = (number: number) => Temporal.PlainDate.from('1970-01-01').add({ days: number })

test('law: days by hand are Temporal’s days', () => {
  fc.assert(
    fc.property(someDays, number => {
      const temporal = theDay(number)
      const by = fromNumber(number)
      expect(by).toBe(temporal.toString())
      expect(toNumber(by)).toBe(number)
      expect(weekday(by)).toBe(temporal.dayOfWeek)
      expect(lastDayOf(monthOf(by)).slice(8)).toBe(String(temporal.daysInMonth))
    }),
    { numRuns: 500 },
  )
})

test('law: adding days and months is Temporal’s adding', () => {
  fc.assert(
    fc.property(someDays, fc.integer({ min: -600, max: 600 }), (number, by) => {
      const start = fromNumber(number)
      expect(addDays(start, by)).toBe(theDay(number).add({ days: by }).toString())
      expect(addMonths(start, by)).toBe(theDay(number).add({ months: by }).toString())
      expect(daysBetween(start, addDays(start, by))).toBe(by)
      expect(compareDays(start, addDays(start, by))).toBe(Math.sign(-by) + 0)
    }),
  )
})

test('law: a text is a day exactly where Temporal says so', () => {
  const parts = fc.tuple(fc.integer({ min: 1, max: 9999 }), fc.nat(14), fc.nat(33))
  fc.assert(
    fc.property(parts, ([y, m, d]) => {
      const text = `${String(y).padStart(4, '0')}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`
      expect(isDay(text)).toBe(exists(y, m, d))
    }),
    { numRuns: 500 },
  )
})

test('what is no day or month is refused with how to write one', () => {
  expect(() => day('31/03/2026')).toThrow('Write it as 2026-03-31.')
  expect(() => day('2025-02-29')).toThrow('not a day')
  expect(() => month('2025-13')).toThrow('Write it as 2026-03.')
  expect([isMonth('2025-12'), isMonth('2025-1'), isDay('2025-1-1'), isDay('0000-01-01')]).toEqual([
    true,
    false,
    false,
    false,
  ])
  expect(() => addDays('9999-12-31', 1)).toThrow('outside')
})

test('months have a first and a last day', () => {
  expect(firstDayOf('2024-02')).toBe('2024-02-01')
  expect(lastDayOf('2024-02')).toBe('2024-02-29')
  expect(addMonths('2024-01-31' satisfies Day, 1)).toBe('2024-02-29')
})

function exists(year: number, month: number, day: number): boolean {
  try {
    Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' })
    return true
  } catch {
    return false
  }
}
