import { expect, test } from 'vitest'
import { type Day, periodsOf } from '#core/calendar/index.ts'
import { lostWindows, tellsNewAccounts } from '#core/figures/index.ts'

const periods = periodsOf({ kind: 'months', startMonth: 1 }, '2024-01-01', '2026-12-31')
const ledgerFrom = '2024-01-01'
const tells = (from: Day) => tellsNewAccounts({ periods, range: { from, to: from }, ledgerFrom })

test('new accounts are told from the thirteenth month on', () => {
  expect([tells('2024-12-31'), tells('2025-01-01')]).toEqual([false, true])
})

test('a table that begins with the ledger tells new accounts from its second year on', () => {
  const weeks = periodsOf(
    { kind: 'weeks', pattern: '4-4-5', ends: 'last', weekday: 6, endMonth: 5 },
    '2012-01-01',
    '2014-12-31',
  )
  const years = weeks.filter(p => p.kind === 'year')
  const range = years[1]!
  expect(tellsNewAccounts({ periods: weeks, range, ledgerFrom: years[0]!.from })).toBe(true)
  expect(tellsNewAccounts({ periods: weeks, range: years[0]!, ledgerFrom: years[0]!.from })).toBe(false)
})

test('lost accounts are told once the ledger holds twice twelve months', () => {
  expect(lostWindows({ periods, day: '2026-03-10', ledgerFrom })).toEqual({
    before: { from: '2024-03-11', to: '2025-03-10' },
    last: { from: '2025-03-11', to: '2026-03-10' },
  })
  expect(lostWindows({ periods, day: '2025-12-30', ledgerFrom })).toBeUndefined()
})
