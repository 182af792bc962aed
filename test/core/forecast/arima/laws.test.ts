import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { autoArima } from '#core/forecast/arima/index.ts'
import type { Fitted } from '#core/forecast/method.ts'
import { accidentalDeaths } from '../known-series.ts'

function fitOf(values: ArrayLike<number>, season = 1): Fitted {
  const fit = autoArima({ values: Float64Array.from(values), season })
  if ('none' in fit) throw new Error(fit.none)
  return fit
}

const billing = fc.array(fc.oneof(fc.constant(0), fc.integer({ min: -1000, max: 1_000_000 })), {
  minLength: 6,
  maxLength: 40,
})
const quickly = { numRuns: 25 }

describe('whatever the values', () => {
  test('forecasts and errors are numbers', () => {
    fc.assert(
      fc.property(billing, fc.constantFrom(1, 4, 12), (values, season) => {
        const fit = fitOf(values, season)
        const all = [...fit.mean(18), ...fit.residuals]
        expect(all.every(Number.isFinite)).toBe(true)
        expect(fit.residuals.length).toBeLessThanOrEqual(values.length)
      }),
      quickly,
    )
  })

  test('a model applied to its own values forecasts the same; to any others, numbers', () => {
    fc.assert(
      fc.property(
        billing,
        fc.array(fc.integer({ min: 0, max: 1e6 }), { maxLength: 15 }),
        (values, others) => {
          const fit = fitOf(values, 4)
          expect(fit.apply(Float64Array.from(values)).mean(6)).toEqual(fit.mean(6))
          expect(fit.apply(Float64Array.from(others)).mean(6).every(Number.isFinite)).toBe(true)
        },
      ),
      quickly,
    )
  })

  test('the same step for ever is carried on', () => {
    const whole = fc.integer({ min: -1e6, max: 1e6 })
    fc.assert(
      fc.property(whole, whole, fc.integer({ min: 6, max: 40 }), (start, step, n) => {
        const line = Array.from({ length: n + 5 }, (_, t) => start + step * t)
        const foretold = fitOf(line.slice(0, n), 12).mean(5)
        const size = Math.abs(start) + Math.abs(step) * n + 1
        for (const [h, value] of line.slice(n).entries())
          expect(foretold[h]! - value).toBeCloseTo(0, 8 - Math.log10(size))
      }),
    )
  })
})

test.each([1e-9, 3, 1e150])('values %d times as large are forecast %d times as large', by => {
  const base = fitOf(accidentalDeaths, 12)
  const scaled = fitOf(
    accidentalDeaths.map(value => by * value),
    12,
  )
  expect(scaled.method).toBe(base.method)
  const foretold = scaled.mean(12)
  for (const [h, value] of base.mean(12).entries()) expect(foretold[h]! / by / value).toBeCloseTo(1, 5)
})

test('a season without noise is repeated', () => {
  const months = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8]
  const foretold = fitOf(
    Array.from({ length: 48 }, (_, t) => 100 + months[t % 12]!),
    12,
  ).mean(12)
  for (const [h, value] of months.entries()) expect(foretold[h]).toBeCloseTo(100 + value, 6)
})

test('too few values, and what is no number, are refused', () => {
  expect(autoArima({ values: Float64Array.of(1, 2, 3), season: 12 })).toEqual({ none: 'too_short' })
  expect(autoArima({ values: new Float64Array(20).fill(NaN), season: 1 })).toEqual({ none: 'not_a_number' })
})
