import { addMonths } from '#core/calendar/index.ts'
import { besideOf, type OwnScore, ownRecords } from '#core/forecast/house/index.ts'
import { expect, test } from 'vitest'

let quarters = 0
const score = (likely: number, adjusted: number | null, actual: number, ahead = 3): OwnScore => ({
  from: addMonths('2020-01-01', 3 * quarters++),
  ahead,
  commit: likely - 10,
  likely,
  best: likely + 10,
  adjusted,
  model: null,
  naive: null,
  actual,
})

test('own numbers are scored by how much of the quarter was still to come, the farthest first', () => {
  const records = ownRecords([score(100, null, 105, 1), score(80, null, 105, 3), score(120, null, 100, 3)])
  expect(records.map(({ ahead, between, record }) => [ahead, between, record.count])).toEqual([
    [3, 0, 2],
    [1, 1, 1],
  ])
  expect(records[0]!.record.error).toBeCloseTo(45 / 205, 12)
})

test('an adjustment is judged by the same quarters with and without it', () => {
  const beside = besideOf([score(120, 110, 100), score(90, 70, 100), score(50, null, 100)])
  expect(beside).toMatchObject({ count: 2, nearer: 1, gain: { none: 'too_few', need: 6 } })
  expect(beside!.without).toBeCloseTo(30 / 200, 12)
  expect(beside!.with).toBeCloseTo(40 / 200, 12)
  expect(besideOf([score(50, null, 100)])).toBeNull()
})

test('from six quarters on it is said whether adjusting helped, and how surely', () => {
  const helped = besideOf([8, 9, 10, 11, 12, 10].map(off => score(120 + off, 120, 100)))!.gain
  // what it took off the error is 10 on average, of 100 billed
  expect(helped).toMatchObject({ share: expect.closeTo(0.1, 9), sure: true })
  const luck = besideOf([-20, 20, -10, 10, 5, -4].map(off => score(130 + off, 130, 100)))!.gain
  expect(luck).toMatchObject({ sure: false })
})
