import {
  betaCdf,
  betaQuantile,
  fisherTail,
  logGamma,
  normalQuantile,
  studentCdf,
  studentQuantile,
} from '#core/stats/index.ts'
import fc from 'fast-check'
import { expect, test } from 'vitest'

/** Relative, so that the far tails are held to as many digits as the middle. */
function agrees(actual: number, expected: number, digits = 12) {
  expect(Math.abs(actual / expected - 1)).toBeLessThan(10 ** -digits)
}

// the expected values of this file were printed by R 4.2.2 to 17 digits
test('the normal distribution agrees with R, far tails included', () => {
  agrees(normalQuantile(6.22096057427174e-16), -8)
  agrees(normalQuantile(1e-10), -6.361340902404056)
  agrees(normalQuantile(0.9750021048517795), 1.96)
  agrees(normalQuantile(0.975), 1.959963984540054)
})

test('beta, Student and Fisher agree with R', () => {
  agrees(betaCdf(0.3, 2, 5), 0.5798250000000001)
  agrees(betaCdf(0.9, 0.5, 0.5), 0.7951672353008666)
  agrees(betaQuantile(0.1, 3, 7), 0.12949729685768963)
  agrees(studentCdf(2.1, 7), 0.9630644018935387)
  agrees(studentQuantile(0.975, 4), 2.7764451051977934)
  agrees(studentQuantile(0.9, 1.5), 2.1963984175655376)
  agrees(fisherTail(3, 4, 17), 0.04822876569958699)
  agrees(logGamma(0.1), 2.252712651734206)
  agrees(logGamma(123.4), 469.33609744219063)
})

test('a quantile is the way back', () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true }), p => {
      expect(studentCdf(studentQuantile(p, 3.5), 3.5)).toBeCloseTo(p, 9)
    }),
  )
})

test('what is no probability is refused', () => {
  expect(() => normalQuantile(1.1)).toThrow(RangeError)
  expect(() => normalQuantile(Number.NaN)).toThrow(RangeError)
})
