import {
  type ForecastOptions,
  forecastSeries,
  type SeriesForecast,
  type SeriesHistory,
} from '#core/forecast/index.ts'
import { seeded } from '#core/stats/index.ts'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { airPassengers } from './known-series.ts'

const fast: ForecastOptions = { horizon: 12, procedure: 'fast' }
const passengers: SeriesHistory = { key: 'passengers', values: Array.from(airPassengers), season: 12 }

function one(history: Partial<SeriesHistory>, options: Partial<ForecastOptions> = {}) {
  const [forecast] = forecastSeries([{ ...passengers, ...history }], { ...fast, ...options })
  return given(forecast!)
}

function given(forecast: SeriesForecast) {
  if ('none' in forecast) throw new Error(forecast.none)
  return forecast
}

/** Monthly billing with a season, growth and noise. */
function made(seed: number, length: number): number[] {
  const random = seeded(seed)
  return Array.from(
    { length },
    (_, t) => (1000 + 5 * t) * (1 + 0.3 * Math.sin((t * Math.PI) / 6)) * Math.exp(0.1 * random.normal()),
  )
}

test.each(['fast', 'full'] as const)(
  'passengers by %s: last year held out is foretold within six per cent',
  procedure => {
    const forecast = one({ values: Array.from(airPassengers.slice(0, -12)) }, { procedure })
    const misses = Array.from(airPassengers.slice(-12), (value, h) => Math.abs(value / forecast.mean[h]! - 1))
    expect(misses.reduce((a, b) => a + b, 0) / 12).toBeLessThan(0.06)
    expect(forecast.why.map(({ why }) => why)).toContain('seasonal')
  },
)

test('ranges nest, hold the mean and never fall below zero for what was never negative', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 500 }), { minLength: 6, maxLength: 40 }), values => {
      const { ranges, mean } = one({ values })
      const [half, most, nearly] = ranges
      mean.forEach((_, h) => {
        expect(nearly!.lower[h]).toBeLessThanOrEqual(most!.lower[h]!)
        expect(most!.lower[h]).toBeLessThanOrEqual(half!.lower[h]!)
        expect(half!.lower[h]).toBeLessThanOrEqual(half!.upper[h]!)
        expect(half!.upper[h]).toBeLessThanOrEqual(most!.upper[h]!)
        expect(most!.upper[h]).toBeLessThanOrEqual(nearly!.upper[h]!)
        expect(nearly!.lower[h]).toBeGreaterThanOrEqual(0)
        expect(mean[h]).toBeGreaterThanOrEqual(0)
      })
    }),
    { numRuns: 30 },
  )
})

test('a sum’s mean is the sum of the means; its range is narrower than the ranges added up, and wider than by chance alone', () => {
  const { mean, ranges, spans } = one({})
  const year = spans.at(-1)!
  expect(year).toMatchObject({ from: 1, to: 12 })
  expect(year.mean).toBeCloseTo(
    mean.reduce((a, b) => a + b, 0),
    6,
  )
  const widths = Array.from(mean, (_, h) => ranges[1]!.upper[h]! - ranges[1]!.lower[h]!)
  const width = year.ranges[1]!.upper - year.ranges[1]!.lower
  expect(width).toBeLessThan(widths.reduce((a, b) => a + b, 0))
  expect(width).toBeGreaterThan(Math.hypot(...widths))
})

test('sums over periods of one’s own, such as the rest of a fiscal year, come from the same paths', () => {
  const [year, month, rest] = [
    { from: 1, to: 12 },
    { from: 4, to: 4 },
    { from: 3, to: 7 },
  ]
  const { ranges, spans } = one({}, { spans: [year!, month!, rest!] })
  expect(spans[0]).toEqual(one({}).spans.at(-1))
  expect(spans[1]!.ranges.map(({ lower, upper }) => [lower, upper])).toEqual(
    ranges.map(({ lower, upper }) => [lower[3], upper[3]]),
  )
  const widths = [2, 3, 4, 5, 6].map(h => ranges[1]!.upper[h]! - ranges[1]!.lower[h]!)
  const width = spans[2]!.ranges[1]!.upper - spans[2]!.ranges[1]!.lower
  expect(width).toBeLessThan(widths.reduce((a, b) => a + b, 0))
  expect(width).toBeGreaterThan(Math.hypot(...widths))
})

test('a thousand times the billing gives a thousand times the forecast and its ranges', () => {
  const values = made(1, 60)
  const small = one({ values })
  const large = one({ values: values.map(value => value * 1000) })
  small.mean.forEach((value, h) => {
    expect(large.mean[h]! / 1000 / value).toBeCloseTo(1, 2)
    expect(large.ranges[1]!.upper[h]! / 1000 / small.ranges[1]!.upper[h]!).toBeCloseTo(1, 1)
  })
})

test('the same seed gives the same forecast', () => {
  expect(one({}).ranges).toEqual(one({}).ranges)
  expect(one({}, { seed: 5 }).ranges).not.toEqual(one({}).ranges)
})

test('80 % ranges of made-up billing hold about 80 % of what comes, in single months and in sums', () => {
  const worlds = Array.from({ length: 60 }, (_, i) => made(i + 1, 72))
  const histories = worlds.map((values, i) => ({ key: `${i}`, season: 12, values: values.slice(0, 60) }))
  const forecasts = forecastSeries(histories, fast).map(given)
  const months = forecasts.flatMap(({ ranges }, i) =>
    worlds[i]!.slice(60).map((value, h) => ranges[1]!.lower[h]! <= value && value <= ranges[1]!.upper[h]!),
  )
  const years = forecasts.map(({ spans }, i) => {
    const sum = worlds[i]!.slice(60).reduce((a, b) => a + b, 0)
    return spans[3]!.ranges[1]!.lower <= sum && sum <= spans[3]!.ranges[1]!.upper
  })
  const share = (hits: boolean[]) => hits.filter(Boolean).length / hits.length
  expect(Math.abs(share(months) - 0.8)).toBeLessThan(0.1)
  expect(Math.abs(share(years) - 0.8)).toBeLessThan(0.15)
})

describe('what cannot be foretold as usual says so', () => {
  test('nothing at all, or two periods alone: none, with the reason', () => {
    expect(forecastSeries([{ ...passengers, values: [] }], fast)[0]).toMatchObject({ none: 'empty' })
    expect(forecastSeries([{ ...passengers, values: [5, 6] }], fast)[0]).toMatchObject({
      none: 'too_short',
      periods: 2,
    })
    expect(forecastSeries([{ ...passengers, values: [5, Number.NaN] }], fast)[0]).toMatchObject({
      none: 'not_a_number',
    })
  })
  test('three periods: their mean, and ranges wider than all that was seen', () => {
    const { mean, ranges, why } = one({ values: [90, 100, 110] })
    expect(mean[0]).toBeCloseTo(100, 9)
    expect(ranges[1]!.lower[0]).toBeLessThan(85)
    expect(ranges[1]!.upper[0]).toBeGreaterThan(115)
    expect(why).toContainEqual({ why: 'short', periods: 3 })
  })
  test('a newcomer’s two months take their spread from alike people', () => {
    const others = Array.from({ length: 12 }, (_, i) => ({ key: `${i}`, values: made(i, 48), season: 12 }))
    const forecast = given(
      forecastSeries([...others, { key: 'new', values: [100, 120], season: 12 }], fast)[12]!,
    )
    expect(forecast.mean[0]).toBeCloseTo(110, 9)
    expect(forecast.ranges[1]!.upper[0]! - forecast.ranges[1]!.lower[0]!).toBeGreaterThan(50)
  })
  test('nothing ever billed: zero', () => {
    const { mean, why } = one({ values: Array.from({ length: 24 }, () => 0) })
    expect(Array.from(mean).every(value => value === 0)).toBe(true)
    expect(why).toEqual([{ why: 'all_zero', periods: 24 }])
  })
  test('demand that comes and goes: a rate, and ranges that begin at zero', () => {
    const random = seeded(4)
    const values = Array.from({ length: 48 }, () => (random.uniform() < 0.3 ? 100 + random.below(100) : 0))
    const { mean, ranges, why } = one({ values })
    expect(why[0]).toMatchObject({ why: 'intermittent' })
    expect(mean[0]! / 45).toBeGreaterThan(0.5)
    expect(mean[0]! / 45).toBeLessThan(2)
    expect(ranges[1]!.lower[0]).toBe(0)
  })
  test('months not known at the end are foretold over, not taken for nothing', () => {
    const known = made(2, 60)
    const whole = one({ values: known }, { horizon: 6 })
    const missing = one({ values: [...known, null, null] }, { horizon: 4 })
    missing.mean.forEach((value, h) => expect(value).toBeCloseTo(whole.mean[h + 2]!, 6))
  })
})

describe('what is done to a history is done in a forecast, and said with its place', () => {
  const level = (seed: number, length = 60) => {
    const random = seeded(seed)
    return Array.from({ length }, () => 1000 * Math.exp(0.03 * random.normal()))
  }
  const mean = ({ mean: values }: { mean: Float64Array }) =>
    values.reduce((sum, value) => sum + value / 12, 0)

  test('one order of ten months does not lift the year', () => {
    const values = level(1)
    values[57] = 10_000
    const forecast = one({ values })
    expect(mean(forecast)).toBeLessThan(1100)
    expect(forecast.why).toContainEqual(expect.objectContaining({ why: 'capped', at: 57, was: 10_000 }))
  })

  test('after a lasting jump the new level goes on', () => {
    const values = level(2).map((value, t) => (t < 46 ? value : 2 * value))
    const forecast = one({ values })
    expect(mean(forecast)).toBeGreaterThan(1850)
    expect(mean(forecast)).toBeLessThan(2150)
    expect(forecast.why).toContainEqual(expect.objectContaining({ why: 'shift', at: 46, multiplies: true }))
  })

  test('a month of more selling days brings more', () => {
    const random = seeded(3)
    const days = Array.from({ length: 72 }, () => 18 + random.below(6))
    const values = level(4).map((value, t) => (value * days[t]!) / 20)
    const forecast = one({ values, days })
    expect(forecast.why).toContainEqual({ why: 'selling_days' })
    const expected = days.slice(60).map(day => (1000 * day) / 20)
    expected.forEach((value, h) => expect(Math.abs(forecast.mean[h]! / value - 1)).toBeLessThan(0.04))
  })

  test('a straight line has no outliers, however little it wobbles', () => {
    const random = seeded(5)
    const values = Array.from({ length: 48 }, (_, t) => Math.round(1000 + 10 * t + random.normal()))
    expect(one({ values }).why.map(({ why }) => why)).not.toContain('capped')
  })
})

test('a few values that are all alike say nothing of how far others lie', () => {
  expect(forecastSeries([{ ...passengers, values: [7, 7, 7] }], fast)[0]).toEqual({
    key: 'passengers',
    none: 'too_short',
    periods: 3,
  })
  expect(one({ values: [7, 7, 8] }).ranges[1]!.lower[0]).toBeLessThan(7)
})
