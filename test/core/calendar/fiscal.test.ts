import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type FiscalRule,
  type Period,
  type Weekday,
  checkPeriods,
  daysBetween,
  fromNumber,
  periodsOf,
  weekday,
} from '#core/calendar/index.ts'

/** National Retail Federation, 4-5-4 calendar: weeks end on Saturday, the year on the one nearest 31 January. */
const retail: FiscalRule = {
  kind: 'weeks',
  pattern: '4-5-4',
  ends: 'nearest',
  weekday: 6,
  endMonth: 1,
  called: 'start',
}
const days = (p: Period) => daysBetween(p.from, p.to) + 1
const find = (rule: FiscalRule, code: string) => {
  const year = Number(/\d{4}/.exec(code)![0])
  const found = periodsOf(rule, `${year - 1}-01-01`, `${year + 1}-12-31`).find(p => p.code === code)
  return found && `${found.from} ${found.to}`
}

test('the 4-5-4 calendar is the one the National Retail Federation publishes', () => {
  expect(find(retail, 'FY2023')).toBe('2023-01-29 2024-02-03') // 53 weeks
  expect(find(retail, 'FY2024')).toBe('2024-02-04 2025-02-01')
  expect(find(retail, 'FY2025')).toBe('2025-02-02 2026-01-31')
  expect(find(retail, 'FY2024 M01')).toBe('2024-02-04 2024-03-02')
  expect(find(retail, 'FY2024 M02')).toBe('2024-03-03 2024-04-06')
  expect(find(retail, 'FY2024 Q1')).toBe('2024-02-04 2024-05-04')
  expect(find(retail, 'FY2024 Q3')).toBe('2024-08-04 2024-11-02')
  expect(find(retail, 'FY2023 M12')).toBe('2023-12-31 2024-02-03') // the 53rd week
})

test('53-week years are 2006, 2012, 2017 and 2023, as published', () => {
  const years = periodsOf(retail, '2006-06-01', '2024-06-01').filter(p => p.kind === 'year')
  expect(years.filter(year => days(year) === 53 * 7).map(year => year.code)).toEqual([
    'FY2006',
    'FY2012',
    'FY2017',
    'FY2023',
  ])
})

test('a year that ends on the last Saturday of September is Apple’s (10-K: 2022-09-24, 2023-09-30, 2024-09-28)', () => {
  const rule: FiscalRule = { kind: 'weeks', pattern: '4-4-5', ends: 'last', weekday: 6, endMonth: 9 }
  expect(find(rule, 'FY2022')).toBe('2021-09-26 2022-09-24')
  expect(find(rule, 'FY2023')).toBe('2022-09-25 2023-09-30')
  expect(find(rule, 'FY2024')).toBe('2023-10-01 2024-09-28')
})

test('a year by months starts where it is told to', () => {
  const april: FiscalRule = { kind: 'months', startMonth: 4 }
  expect(find(april, 'FY2026')).toBe('2025-04-01 2026-03-31')
  expect(find(april, 'FY2026 Q4')).toBe('2026-01-01 2026-03-31')
  expect(find({ ...april, called: 'start' }, 'FY2025')).toBe('2025-04-01 2026-03-31')
  expect(
    periodsOf({ kind: 'months', startMonth: 1 }, '2026-03-05', '2026-03-05')
      .map(p => p.code)
      .slice(0, 6),
  ).toEqual(['2026', '2026 Q1', '2026-01', '2026-02', '2026-03', '2026 Q2'])
  expect(() => periodsOf({ kind: 'months', startMonth: 13 }, '2026-01-01', '2026-01-01')).toThrow(
    '13 is not a month',
  )
})

const rules: fc.Arbitrary<FiscalRule> = fc.oneof(
  fc.record({ kind: fc.constant('months' as const), startMonth: fc.integer({ min: 1, max: 12 }) }),
  fc.record({
    kind: fc.constant('weeks' as const),
    pattern: fc.constantFrom('4-4-5' as const, '4-5-4' as const, '5-4-4' as const),
    ends: fc.constantFrom('last' as const, 'nearest' as const),
    weekday: fc.integer({ min: 1, max: 7 }).map(n => n as Weekday),
    endMonth: fc.integer({ min: 1, max: 12 }),
    called: fc.constantFrom('start' as const, 'end' as const),
  }),
)

test('law: months tile quarters and quarters tile years without gap, under every rule', () => {
  fc.assert(
    fc.property(rules, fc.integer({ min: 0, max: 30_000 }), fc.nat(3000), (rule, start, length) => {
      const from = fromNumber(start)
      const to = fromNumber(start + length)
      const periods = periodsOf(rule, from, to)
      expect(checkPeriods(periods)).toEqual([])
      for (const kind of ['month', 'quarter', 'year']) {
        const of = periods.filter(p => p.kind === kind)
        expect(of[0]!.from <= from && to <= of.at(-1)!.to).toBe(true)
      }
      const years = periods.filter(p => p.kind === 'year')
      expect(years.length * 12).toBe(periods.filter(p => p.kind === 'month').length)
      for (const year of years) {
        if (rule.kind === 'weeks') expect([364, 371]).toContain(days(year))
        if (rule.kind === 'weeks') expect(weekday(year.to)).toBe(rule.weekday)
      }
    }),
  )
})

test('a table’s mistakes are told in sentences', () => {
  const q = (code: string, from: Period['from'], to: Period['to']): Period => ({
    kind: 'quarter',
    code,
    from,
    to,
  })
  const m = (code: string, from: Period['from'], to: Period['to']): Period => ({
    kind: 'month',
    code,
    from,
    to,
  })
  expect(checkPeriods([q('Q1', '2026-01-01', '2026-03-31'), q('Q2', '2026-04-02', '2026-06-30')])).toEqual([
    'No quarter holds 2026-04-01: Q2 starts on 2026-04-02.',
  ])
  expect(checkPeriods([q('Q1', '2026-01-01', '2026-03-31'), q('Q1', '2026-03-31', '2026-06-30')])).toEqual([
    'The quarter Q1 stands twice in the table.',
    'Q1 and Q1 overlap: both hold 2026-03-31.',
  ])
  expect(checkPeriods([q('Q1', '2026-01-01', '2026-03-31'), m('Jan', '2026-01-01', '2026-03-30')])).toEqual([
    'Q1 ends on 2026-03-31, but no month does.',
  ])
  expect(checkPeriods([q('Q1', '2026-03-01', '2026-01-31')])).toEqual([
    'Q1 runs from 2026-03-01 to 2026-01-31.',
  ])
})
