import { addDays, periodsOf } from '#core/calendar/index.ts'
import { forecastMonths } from '#core/forecast/house/index.ts'
import { expect, test } from 'vitest'

const rule = { kind: 'months', startMonth: 1 } as const
const periods = periodsOf(rule, '2024-01-01', '2026-12-31')

test('the month under way is the first ahead, and earlier months are cut at the day that answers to today', () => {
  const months = forecastMonths({ periods, ledgerFrom: '2024-03-05', origin: '2026-03-10' })
  expect(months.known.map(({ code }) => code).at(0)).toBe('2024-03')
  expect(months.known.at(-1)!.code).toBe('2026-02')
  expect(months.ahead[0]!.code).toBe('2026-03')
  expect(months.cuts.at(-1)).toBe('2026-02-10')
  expect(months.year).toEqual({ code: '2026', known: 2, rest: 10 })
})

test('at a month’s end nothing is under way; a first month that is mostly unknown is left out', () => {
  const months = forecastMonths({ periods, ledgerFrom: '2024-03-20', origin: '2025-12-31' })
  expect(months.known[0]!.code).toBe('2024-04')
  expect(months.cuts).toEqual([])
  expect(months.year).toEqual({ code: '2026', known: 0, rest: 12 })
})

test('a calendar that ends goes on by months of the same first day, and its next year stays unknown', () => {
  const short = periods.filter(({ to }) => to <= '2025-12-31')
  const months = forecastMonths({ periods: short, ledgerFrom: '2024-01-01', origin: '2025-12-31' })
  expect(months.ahead).toHaveLength(12)
  expect(months.ahead[0]).toMatchObject({ from: '2026-01-01', to: '2026-01-31' })
  expect(months.ahead[11]).toMatchObject({ from: '2026-12-01', to: '2026-12-31' })
  expect(months.year).toBeNull()
})

test('months that begin on a 31st begin on it again after a short one', () => {
  const short = periods.filter(({ to }) => to <= '2025-12-30')
  const table = [{ kind: 'month', code: 'M12', from: '2025-12-01', to: '2025-12-30' } as const]
  const { ahead } = forecastMonths({
    periods: [...short, ...table],
    ledgerFrom: '2024-01-01',
    origin: '2025-12-30',
  })
  expect(ahead.map(({ from }) => from).slice(0, 4)).toEqual([
    '2025-12-31',
    '2026-01-31',
    '2026-02-28',
    '2026-03-31',
  ])
  for (const [nth, { from }] of ahead.slice(1).entries()) expect(addDays(ahead[nth]!.to, 1)).toBe(from)
})
