import { expect, test } from 'vitest'
import { periodAt, periodsOf } from '#core/calendar/index.ts'
import { changeOf, comparisonOf } from '#core/figures/index.ts'

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

test('a change says whether it is good', () => {
  expect(changeOf('billed_revenue', { value: 110 }, { value: 100 })).toEqual({
    difference: 10,
    relative: 0.1,
    verdict: 'better',
  })
  expect(changeOf('lost_accounts', { value: 3 }, { value: 2 })).toMatchObject({ verdict: 'worse' })
  expect(changeOf('quota', { value: 3 }, { value: 2 })).toMatchObject({ verdict: 'neither' })
  expect(changeOf('gross_margin_rate', { value: 0.5 }, { value: 0.5 })).toEqual({
    difference: 0,
    verdict: 'same',
  })
})

test('from nothing, from below zero and from no value there is no per cent', () => {
  expect(changeOf('billed_revenue', { value: 5 }, { value: 0 })).toEqual({ difference: 5, verdict: 'better' })
  expect(changeOf('billed_revenue', { value: 5 }, { value: -5 })).toEqual({
    difference: 10,
    verdict: 'better',
  })
  expect(changeOf('attainment', { value: 5 }, { none: 'no_quota' })).toBeUndefined()
})
