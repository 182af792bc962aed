import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Day, type Period, addDays, checkPeriods, periodAt, periodsOf } from '#core/calendar/index.ts'
import {
  type History,
  computeFigure,
  noSums,
  pastPoints,
  shouldBe,
  straightLine,
  usualPace,
} from '#core/figures/index.ts'
import { minor } from '#core/money/index.ts'

const past = (...pairs: [total: number, byPoint: number][]) =>
  pairs.map(([total, byPoint]) => ({ total: minor(total), byPoint: minor(byPoint) }))
const april: Period = { kind: 'month', code: '2026-04', from: '2026-04-01', to: '2026-04-30' }
const pace = (...histories: History[]) => usualPace({ histories, period: april, day: '2026-04-15' })

test('periods are pooled, so that a large one weighs more', () => {
  const own = { name: 'own', periods: past([100, 50], [100, 50], [100, 50], [700, 70]) }
  expect(pace(own)).toEqual({
    share: 0.22,
    basis: { kind: 'history', of: 'own' },
    periods: 4,
    spread: { low: 0.1, high: 0.5 },
  })
})

test('too short a history gives way to a wider one, then to a straight line', () => {
  const own = { name: 'own', periods: past([100, 90], [0, 0], [-5, -5], [100, 90], [100, 90]) }
  const team = { name: 'team', periods: past([10, 2], [10, 2], [10, 2], [10, 2]) }
  expect(pace(own, team)).toMatchObject({ share: 0.2, basis: { kind: 'history', of: 'team' }, periods: 4 })
  expect(pace(own)).toEqual({ share: 0.5, basis: { kind: 'straight_line' }, periods: 0 })
})

test('two earlier years are a history, one is not', () => {
  const year: Period = { kind: 'year', code: '2026', from: '2026-01-01', to: '2026-12-31' }
  const on = (...periods: [number, number][]) =>
    usualPace({ histories: [{ name: 'own', periods: past(...periods) }], period: year, day: '2026-03-31' })
  expect(on([100, 30], [100, 20])).toMatchObject({ share: 0.25, periods: 2 })
  expect(on([100, 30])).toMatchObject({ basis: { kind: 'straight_line' } })
})

test('only the eight newest count', () => {
  const periods = past(...Array.from({ length: 12 }, (_, age): [number, number] => [10, age < 8 ? 5 : 0]))
  expect(pace({ name: 'own', periods })).toMatchObject({ share: 0.5, periods: 8 })
})

test('a straight line runs from the first day to the last', () => {
  const share = (day: Day) => straightLine(april, day)
  expect(['2026-03-31', '2026-04-01', '2026-04-30', '2026-05-09'].map(day => share(day as Day))).toEqual([
    0,
    1 / 30,
    1,
    1,
  ])
})

test('where one should be today is the quota times the pace, and nothing without either', () => {
  const half = pace()
  expect(shouldBe(minor(1001), half)).toBe(501)
  const quota = { ...noSums, quota: minor(1000) }
  expect(computeFigure('should_be_today', quota, half)).toEqual({ value: 500 })
  expect(computeFigure('should_be_today', quota)).toEqual({ none: 'no_pace' })
  expect(computeFigure('should_be_today', noSums, half)).toEqual({ none: 'no_quota' })
})

test('earlier periods are complete ones that the ledger knows whole', () => {
  const periods = periodsOf({ kind: 'months', startMonth: 1 }, '2025-01-01', '2026-12-31')
  const points = pastPoints({ periods, period: april, day: '2026-04-30', ledgerFrom: '2026-01-02' })
  expect(points.map(point => point.toPoint)).toEqual([
    { from: '2026-03-01', to: '2026-03-31' },
    { from: '2026-02-01', to: '2026-02-28' },
  ])
  expect(pastPoints({ periods, period: april, day: '2026-04-10', ledgerFrom: '2025-01-01' })).toHaveLength(8)
})

/** Salespeople’s billing in AdventureWorks by day, whole dollars (Microsoft, MIT; orders with a SalesPersonID). */
const billed: readonly [Day, number][] = [
  ['2011-05-31', 489329],
  ['2011-07-01', 1538408],
  ['2011-08-01', 1165897],
  ['2011-08-31', 844721],
  ['2011-10-01', 2324136],
  ['2011-10-31', 1702945],
  ['2011-12-01', 713117],
  ['2012-01-01', 1900789],
  ['2012-01-29', 1455280],
  ['2012-02-29', 882900],
  ['2012-03-30', 2269117],
  ['2012-04-30', 1001804],
  ['2012-05-30', 2393690],
  ['2012-06-30', 3601191],
  ['2012-07-31', 2885359],
  ['2012-08-30', 1802154],
  ['2012-09-30', 3053816],
  ['2012-10-30', 2185213],
  ['2012-11-30', 1317542],
  ['2012-12-31', 2384847],
  ['2013-01-28', 1563955],
  ['2013-02-28', 1865278],
  ['2013-03-30', 2880753],
  ['2013-04-30', 1987873],
  ['2013-05-30', 2667423],
  ['2013-06-30', 4220928],
  ['2013-07-31', 4049215],
  ['2013-08-30', 2284057],
  ['2013-09-30', 3486886],
  ['2013-10-30', 3511220],
  ['2013-11-30', 1668952],
  ['2013-12-31', 2703811],
  ['2014-01-28', 1565],
  ['2014-01-29', 2737188],
  ['2014-02-28', 3231],
  ['2014-03-01', 2204542],
  ['2014-03-30', 7291],
  ['2014-03-31', 3314519],
  ['2014-04-30', 1285],
  ['2014-05-01', 3415479],
]
const sumOver = (from: Day, to: Day) =>
  minor(billed.reduce((sum, [day, amount]) => (from <= day && day <= to ? sum + amount : sum), 0))

/** Months begin on the cycle days, quarters on the quota dates: three months each, the last to 2014-05-30. */
const months = billed
  .map(([day]) => day)
  .filter(day => !['2014-01-29', '2014-02-28', '2014-03-31', '2014-05-01'].includes(day))
const table = (['month', 'quarter', 'year'] as const).flatMap((kind, index) => {
  const starts = months.filter((_, month) => month % [1, 3, 12][index]! === 0)
  return starts.map((from, i): Period => {
    const next = starts[i + 1] ?? '2014-05-31'
    return { kind, code: `${kind} ${i + 1}`, from, to: addDays(next, -1) }
  })
})

test('AdventureWorks on 2014-05-02: all of the quarter is in, where a straight line says 63 of 91 days', () => {
  expect(checkPeriods(table)).toEqual([])
  expect(table.filter(p => p.kind === 'month')).toHaveLength(36)
  const day = '2014-05-02'
  const period = periodAt(table, 'quarter', day)!
  expect(period).toMatchObject({ from: '2014-03-01', to: '2014-05-30' })
  const points = pastPoints({ periods: table, period, day, ledgerFrom: '2011-05-31' })
  const periods = points.map(point => ({
    total: sumOver(point.period.from, point.period.to),
    byPoint: sumOver(point.toPoint.from, point.toPoint.to),
  }))
  const usual = usualPace({ histories: [{ name: 'own', periods }], period, day })
  expect(usual).toMatchObject({ basis: { kind: 'history', of: 'own' }, periods: 8 })
  expect(usual.share).toBeGreaterThan(0.999)
  expect(straightLine(period, day)).toBeCloseTo(63 / 91)
})

test('law: a pace is always a number within its spread', () => {
  const pair = fc.tuple(fc.integer({ min: -1000, max: 1000 }), fc.integer({ min: -1000, max: 1000 }))
  fc.assert(
    fc.property(fc.array(fc.array(pair, { maxLength: 12 }), { maxLength: 3 }), given => {
      const { share, spread } = pace(...given.map((list, i) => ({ name: `${i}`, periods: past(...list) })))
      expect(Number.isFinite(share)).toBe(true)
      if (spread) expect(spread.low <= share + 1e-9 && share - 1e-9 <= spread.high).toBe(true)
    }),
  )
})
