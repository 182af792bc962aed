import { expect, test } from 'vitest'
import { periodAt, periodsOf } from '#core/calendar/index.ts'
import { comparisonOf } from '#core/figures/index.ts'

const periods = periodsOf({ kind: 'months', startMonth: 1 }, '2024-01-01', '2026-12-31')
const quarter = periodAt(periods, 'quarter', '2026-05-20')!

test('a running quarter is compared to the same point of the one before and of last year', () => {
  const { now, before, yearBefore } = comparisonOf({
    periods,
    period: quarter,
    day: '2026-05-20',
    ledgerFrom: '2025-05-01',
  })
  expect(now).toMatchObject({ range: { from: '2026-04-01', to: '2026-05-20' }, incomplete: 'still_running' })
  expect(before).toMatchObject({
    period: { code: '2026 Q1' },
    range: { from: '2026-01-01', to: '2026-02-20' },
  })
  expect(before).not.toHaveProperty('incomplete')
  expect(yearBefore).toMatchObject({
    range: { from: '2025-04-01', to: '2025-05-20' },
    incomplete: 'before_the_ledger',
  })
})

test('a complete quarter is compared whole, and nothing is compared with what the calendar lacks', () => {
  const whole = comparisonOf({ periods, period: quarter, day: '2026-06-30', ledgerFrom: '2024-01-01' })
  expect(whole.now).not.toHaveProperty('incomplete')
  expect(whole.before!.range).toEqual({ from: '2026-01-01', to: '2026-03-31' })
  const first = periodAt(periods, 'year', '2024-02-01')!
  const alone = comparisonOf({ periods, period: first, day: '2024-12-31', ledgerFrom: '2024-02-01' })
  expect(alone).toEqual({
    now: { period: first, range: { from: '2024-01-01', to: '2024-12-31' }, incomplete: 'before_the_ledger' },
  })
})
