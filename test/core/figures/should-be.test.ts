import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Day, type Period, type Range, addDays, daysBetween, periodsOf } from '#core/calendar/index.ts'
import { type Pace, type PacedQuota, quotaKind, quotaPeriods, shouldBeOver } from '#core/figures/index.ts'
import { minor } from '#core/money/index.ts'

const periods = periodsOf({ kind: 'months', startMonth: 1 }, '2024-01-01', '2026-12-31')
const quarter = (year: number, n: number) =>
  periods.find(p => p.kind === 'quarter' && p.code === `${year} Q${n}`)!

test('quotas were set for the shortest periods that cut none of them', () => {
  const of = (...spans: [Day, Day][]) =>
    quotaKind(
      periods,
      spans.map(([from, to]) => ({ from, to })),
    )
  expect(of(['2026-01-01', '2026-01-31'], ['2026-02-01', '2026-02-28'])).toBe('month')
  expect(of(['2026-01-01', '2026-03-31'], ['2026-01-12', '2026-03-31'])).toBe('quarter')
  expect(of(['2026-01-01', '2026-03-31'], ['2026-04-01', '2026-09-30'])).toBe('year')
  expect(of(['2026-01-01', '9999-12-31'])).toBe('year')
  expect(quotaKind([], [])).toBeUndefined()
})

test('a range holds whole periods, and at its ends parts of one or two', () => {
  const at = (from: Day, to: Day) => {
    const { whole, cut } = quotaPeriods({ periods, kind: 'quarter', range: { from, to } })
    return [whole.map(r => `${r.from} ${r.to}`), cut.map(c => `${c.period.from} ${c.from} ${c.until}`)]
  }
  expect(at('2025-01-01', '2025-12-31')).toEqual([['2025-01-01 2025-12-31'], []])
  expect(at('2025-02-01', '2025-11-30')).toEqual([
    ['2025-04-01 2025-09-30'],
    ['2025-01-01 2025-02-01 null', '2025-10-01 null 2025-11-30'],
  ])
  expect(at('2025-02-01', '2025-02-28')).toEqual([[], ['2025-01-01 2025-02-01 2025-02-28']])
  expect(at('2026-05-01', '2026-04-30')).toEqual([[], expect.anything()])
})

/** Any pace that grows within its period: the square of the days gone, with a spread of a tenth. */
const paceAt = (period: Period, day: Day): Pace => {
  const gone = (daysBetween(period.from, day) + 1) / (daysBetween(period.from, period.to) + 1)
  const share = gone ** 2
  return {
    share,
    basis: { kind: 'history', of: 'own' },
    periods: 8,
    spread: { low: share * 0.9, high: share * 1.1 },
  }
}
const partsOf = (range: Range, quotaOf: (period: Period) => number): PacedQuota[] => {
  const { whole, cut } = quotaPeriods({ periods, kind: 'quarter', range })
  const full = periods.filter(
    p => p.kind === 'quarter' && whole.some(({ from, to }) => from <= p.from && p.to <= to),
  )
  return [
    ...full.map(period => ({ quota: minor(quotaOf(period)), before: null, by: null })),
    ...cut.map(({ period, from, until }) => ({
      quota: minor(quotaOf(period)),
      before: from === null ? null : paceAt(period, addDays(from, -1)),
      by: until === null ? null : paceAt(period, until),
    })),
  ]
}
const day = fc
  .integer({ min: 0, max: daysBetween('2024-01-01', '2026-12-31') })
  .map(n => addDays('2024-01-01', n))
const quotas = fc.array(fc.integer({ min: 0, max: 10_000_000 }), { minLength: 12, maxLength: 12 })
const quotaBy = (list: readonly number[]) => (period: Period) =>
  list[(Number(period.from.slice(0, 4)) - 2024) * 4 + Math.floor((Number(period.from.slice(5, 7)) - 1) / 3)]!

test('law: a whole quota period that is over comes to its quota', () => {
  fc.assert(
    fc.property(
      quotas,
      fc.integer({ min: 2024, max: 2026 }),
      fc.integer({ min: 1, max: 4 }),
      (list, year, n) => {
        const { from, to } = quarter(year, n)
        const quotaOf = quotaBy(list)
        const should = shouldBeOver(partsOf({ from, to }, quotaOf))
        expect(should.amount).toBe(quotaOf(quarter(year, n)))
      },
    ),
  )
})

test('law: ranges one after the other come to their whole, to the last minor unit; the range holds its amount', () => {
  fc.assert(
    fc.property(quotas, fc.tuple(day, day, day), (list, days) => {
      const [from, middle, to] = days.toSorted() as [Day, Day, Day]
      if (middle === to) return
      const amount = (range: Range) => shouldBeOver(partsOf(range, quotaBy(list)))
      const [first, second, whole] = [
        amount({ from, to: middle }),
        amount({ from: addDays(middle, 1), to }),
        amount({ from, to }),
      ]
      expect(first.amount + second.amount).toBe(whole.amount)
      expect(whole.low <= whole.amount && whole.amount <= whole.high).toBe(true)
    }),
  )
})
