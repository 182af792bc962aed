import { forecastSeries } from '#core/forecast/index.ts'
import { type Random, seeded, studentCdf } from '#core/stats/index.ts'
import { expect, test } from 'vitest'

/**
 * Months that move by a known law, and what that law says, from their last month on, of the sum over the next `rest`:
 * normal, with this mean and deviation. So how often a range holds is worked out, not counted on one future each.
 */
type World = {
  readonly months: (random: Random) => number[]
  readonly sum: (months: readonly number[], rest: number) => { mean: number; deviation: number }
}

const known = 60
const squares = (upTo: number) => (upTo * (upTo + 1) * (2 * upTo + 1)) / 6

/** What happens in a month stays: of k months the first shock is in all of them, the last in one. */
const wandering: World = {
  months(random) {
    let at = 10_000
    return Array.from({ length: known }, () => (at += 100 * random.normal()))
  },
  sum: (months, rest) => ({ mean: rest * months.at(-1)!, deviation: 100 * Math.sqrt(squares(rest)) }),
}

/** Good and bad months about one level, none of them knowing of another. */
const level: World = {
  months: random => Array.from({ length: known }, () => 10_000 + 600 * random.normal()),
  sum: (_, rest) => ({ mean: rest * 10_000, deviation: 600 * Math.sqrt(rest) }),
}

const kept = 0.7
/** Seven tenths of how far a month is off stay in the next. */
const lingering: World = {
  months(random) {
    let off = (500 / Math.sqrt(1 - kept * kept)) * random.normal()
    return Array.from({ length: known }, () => 10_000 + (off = kept * off + 500 * random.normal()))
  },
  sum(months, rest) {
    const stays = (upTo: number) => (1 - kept ** upTo) / (1 - kept)
    const variance = Array.from({ length: rest }, (_, at) => stays(at + 1) ** 2).reduce((a, b) => a + b, 0)
    const off = months.at(-1)! - 10_000
    return { mean: rest * 10_000 + off * kept * stays(rest), deviation: 500 * Math.sqrt(variance) }
  },
}

const rests = Array.from({ length: 12 }, (_, at) => at + 1)
const levels = [50, 80, 95] as const

const series = 60
/** The normal law's share, to six digits: Student's, with so many degrees of freedom. */
const below = (x: number) => studentCdf(x, 1e6)

/** By months left of the year, how often ranges of 50, 80 and 95 % hold what is billed in them, over many series. */
function held({ months, sum }: World): { rest: number; shares: number[] }[] {
  const random = seeded(7)
  const histories = Array.from({ length: series }, (_, i) => ({
    key: `${i}`,
    season: 12,
    values: months(random),
  }))
  const forecasts = forecastSeries(histories, {
    horizon: 12,
    procedure: 'fast',
    levels,
    spans: rests.map(rest => ({ from: 1, to: rest })),
  })
  return rests.map((rest, at) => ({
    rest,
    shares: levels.map((_, l) => {
      const each = forecasts.map((forecast, i) => {
        if ('none' in forecast) throw new Error(forecast.none)
        const { lower, upper } = forecast.spans[at]!.ranges[l]!
        const { mean, deviation } = sum(histories[i]!.values, rest)
        return below((upper - mean) / deviation) - below((lower - mean) / deviation)
      })
      return each.reduce((a, b) => a + b, 0) / series
    }),
  }))
}

/**
 * What would fail here: were each month's error drawn by itself, as wide as the month's own range says, the rest of a year
 * of twelve months would lie in its 80 % range 36 % of the time where what happens stays; and were one error drawn for
 * all months, 99 % of the time where none of them knows of another.
 */
test.each([
  ['what happens in a month stays', wandering],
  ['months know nothing of each other', level],
  ['seven tenths stay', lingering],
] as const)(
  'the rest of a year lies in its ranges as often as they say, be it 1 month or 12: %s',
  (_, world) => {
    for (const { rest, shares } of held(world)) {
      const [half, most, nearly] = shares
      expect(half, `50 %, ${rest} months left`).toBeGreaterThan(0.45)
      expect(half, `50 %, ${rest} months left`).toBeLessThan(0.62)
      expect(most, `80 %, ${rest} months left`).toBeGreaterThan(0.74)
      expect(most, `80 %, ${rest} months left`).toBeLessThan(0.89)
      expect(nearly, `95 %, ${rest} months left`).toBeGreaterThan(0.91)
      expect(nearly, `95 %, ${rest} months left`).toBeLessThan(0.985)
    }
  },
)
