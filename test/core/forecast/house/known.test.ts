import { periodsOf } from '#core/calendar/index.ts'
import { knownTo } from '#core/forecast/house/index.ts'
import { expect, test } from 'vitest'

const periods = periodsOf({ kind: 'months', startMonth: 1 }, '2025-01-01', '2026-12-31')
const everyDay = [26, 26, 26, 26, 26, 26, 26]
const noWeekends = [26, 26, 25, 26, 24, 1, 0]
const known = (
  to: `${number}-${number}-${number}`,
  today: `${number}-${number}-${number}`,
  weekdays = noWeekends,
) => knownTo({ to, weekdays }, { periods, today })

test('billing is known to its last day, whatever day it is', () => {
  expect(known('2026-04-01', '2026-05-20')).toBe('2026-04-01')
  expect(known('2026-04-17', '2026-04-19')).toBe('2026-04-17')
})

test('a month whose last days are a weekend is over with its Friday, once they are past', () => {
  // 31 January 2026 is a Saturday, and 31 May a Sunday
  expect(known('2026-01-30', '2026-02-02')).toBe('2026-01-31')
  expect(known('2026-05-29', '2026-05-31')).toBe('2026-05-31')
  expect(known('2026-05-29', '2026-05-30')).toBe('2026-05-29')
  expect(known('2026-01-30', '2026-02-02', everyDay)).toBe('2026-01-30')
  expect(known('2026-01-29', '2026-02-02')).toBe('2026-01-29')
})

test('where billing is rare, a day without any tells nothing', () => {
  expect(known('2026-01-30', '2026-02-02', [1, 0, 2, 1, 2, 0, 0])).toBe('2026-01-30')
})
