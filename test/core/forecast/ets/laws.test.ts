import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ets, etsFast } from '../../../../src/core/forecast/ets/index.ts'
import type { Fitted, Refused, Series } from '../../../../src/core/forecast/method.ts'
import { airPassengers } from './known-series.ts'

const ways = [
  ['full', ets],
  ['fast', etsFast],
] as const
const amounts = fc.array(fc.integer({ min: 0, max: 100_000 }), { minLength: 5, maxLength: 40 })
const anything = fc.array(
  fc.oneof(
    fc.constant(0),
    fc.integer({ min: -1000, max: 1000 }),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
  ),
  { maxLength: 40 },
)

function fitted(fit: Fitted | Refused): Fitted {
  if ('none' in fit) throw new Error(fit.none)
  return fit
}

function of(values: readonly number[], season = 4): Series {
  return { values: Float64Array.from(values), season }
}

for (const [way, forecast] of ways) {
  const runs = { numRuns: way === 'full' ? 15 : 100 }

  test(`${way}: values times c are foretold times c`, () => {
    fc.assert(
      fc.property(amounts, fc.constantFrom(1 / 1024, 16, 2 ** 40), (values, c) => {
        const [one, other] = [
          fitted(forecast(of(values))),
          fitted(forecast(of(values.map(value => value * c)))),
        ]
        expect(other.method).toBe(one.method)
        const size = Math.max(...values, 1e-300)
        one.mean(6).forEach((mean, h) => expect(other.mean(6)[h]! / c / size).toBeCloseTo(mean / size, 6))
      }),
      runs,
    )
  })

  test(`${way}: a constant added to values that may be negative is added to the forecast`, () => {
    fc.assert(
      fc.property(amounts, values => {
        // −1 and −1 − 2^17 among the values leave the additive models only.
        const one = fitted(forecast(of([-1, ...values.map(value => value - 50_000)])))
        const other = fitted(
          forecast(of([-1, ...values.map(value => value - 50_000)].map(value => value - 131_072))),
        )
        expect(other.method).toBe(one.method)
        one.mean(6).forEach((mean, h) => expect((other.mean(6)[h]! + 131_072 - mean) / 1e5).toBeCloseTo(0, 4))
      }),
      runs,
    )
  })

  test(`${way}: a constant goes on`, () => {
    fc.assert(
      fc.property(
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        fc.integer({ min: 3, max: 50 }),
        (c, n) => {
          const fit = fitted(forecast(of(Array.from({ length: n }, () => c))))
          const five = Array.from({ length: 5 }, () => c + 0)
          expect([...fit.mean(5)]).toEqual(five)
          expect(fit.residuals.every(error => error === 0)).toBe(true)
        },
      ),
      runs,
    )
  })

  test(`${way}: whatever the numbers, a finite answer or a refusal`, () => {
    fc.assert(
      fc.property(anything, fc.constantFrom(1, 2, 4, 7, 12, 24, 52), (values, season) => {
        const fit = forecast(
          of(
            values.map(value => value % 1e150),
            season,
          ),
        )
        if ('none' in fit) return fit.none === 'too_short'
        const numbers = [...fit.mean(30), ...fit.residuals, fit.aicc ?? 0]
        return numbers.every(Number.isFinite) && fit.residuals.length === values.length
      }),
      runs,
    )
  })
}

test('a straight line goes on, and a pure season repeats', () => {
  const ahead = (values: readonly number[]) =>
    [...fitted(ets(of(values))).mean(4)].map(value => Math.round(value * 1e3) / 1e3)
  expect(ahead(Array.from({ length: 24 }, (_, t) => 10 + 3 * t))).toEqual([82, 85, 88, 91])
  expect(ahead(Array.from({ length: 24 }, (_, t) => [5, 1, 9, 3][t % 4]!))).toEqual([5, 1, 9, 3])
})

test('too few values and values that are no numbers are refused with the reason', () => {
  expect(ets(of([]))).toEqual({ none: 'too_short' })
  expect(etsFast(of([3, 4]))).toEqual({ none: 'too_short' })
  expect(ets(of([1, 2, NaN, 4, 5, 6]))).toEqual({ none: 'not_a_number' })
  expect(fitted(ets(of([1, 2, 4]))).method).toBe('ETS(A,N,N)')
})

test('a history with a zero has no multiplicative model', () => {
  const zeroed = airPassengers.slice()
  zeroed[70] = 0
  expect(fitted(ets({ values: zeroed, season: 12 })).method).toMatch(/^ETS\(A,.*,[NA]\)$/)
})

test('a season longer than 24 is left aside', () => {
  expect(fitted(ets({ values: airPassengers, season: 52 })).method).toMatch(/,N\)$/)
})

test('run over its own values again, a model says the same', () => {
  const fit = fitted(ets({ values: airPassengers, season: 12 }))
  const again = fit.apply(airPassengers)
  expect(again.mean(18)).toEqual(fit.mean(18))
  expect(again.residuals).toEqual(fit.residuals)
})

test('run over a shorter history, a model forecasts from its end', () => {
  const fit = fitted(ets({ values: airPassengers, season: 12 }))
  const earlier = fit.apply(airPassengers.slice(0, 120))
  const next = airPassengers[120]! - earlier.mean(1)[0]!
  expect(next).toBeCloseTo(fit.residuals[120]!, 8)
})

test('run over a later history, the season keeps its place', () => {
  const fit = fitted(ets({ values: airPassengers, season: 12 }))
  const later = fit.apply(airPassengers.slice(41))
  const [mean, whole] = [later.mean(12), fit.mean(12)]
  mean.forEach((value, h) => expect(value / whole[h]!).toBeGreaterThan(0.9))
  mean.forEach((value, h) => expect(value / whole[h]!).toBeLessThan(1.1))
})
