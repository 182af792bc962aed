import { landing } from '#core/forecast/house/index.ts'
import { expect, test } from 'vitest'
import { company } from './company.ts'
import { forecastOf } from './made.ts'

/**
 * How often a company's year lands in its ranges, said at the end (or, `begun`, in the middle) of each of its months: by
 * many possible years of each company, drawn by the law that its past was drawn by.
 */
function landed(companies: number, of: { stays: number; together: number; begun: boolean; seed: number }) {
  const shares = Array.from({ length: companies }, (_, i) => {
    const rest = 1 + (i % 12)
    const { facts, futures } = company(of.seed + i, { sellers: 3, ...of })
    const { nodes, forecasts } = forecastOf({ ...facts, productLines: new Map() }, rest)
    const value = forecasts[0]!.values.find(({ from, to }) => from === 1 && to === rest)!
    const billed = rest === 12 ? 0 : nodes[0]!.billed.months.slice(rest - 12).reduce((a, b) => a + b, 0)
    const years = futures(300).map(path => path.slice(0, rest).reduce((sum, month) => sum + month, billed))
    return ([value.range50, value.range80, value.range95] as const).map(([low, high]) => {
      const range = landing(billed, { low, high })
      return years.filter(year => range.low <= year && year <= range.high).length / years.length
    })
  })
  return [0, 1, 2].map(level => shares.reduce((sum, share) => sum + share[level]! / companies, 0))
}

/** Three seconds; a machine that does much else takes ten times as long. */
const slow = { timeout: 60_000 }

/** A range of a place holds in the mean over companies; of one company it holds more or less, for its luck was one. */
function expectHeld([half, most, nearly]: number[]) {
  expect(half).toBeGreaterThan(0.38)
  expect(half).toBeLessThan(0.66)
  expect(most).toBeGreaterThan(0.68)
  expect(most).toBeLessThan(0.91)
  expect(nearly).toBeGreaterThan(0.86)
  expect(nearly).toBeLessThan(0.99)
}

test(
  'said at the end of each of its months a year lands in its ranges about as often as they say',
  slow,
  () => {
    // what moves everybody stays for a while, so that the months of a year go wrong together: drawn each by itself they
    // would hold half the years in the range of 80 %
    expectHeld(landed(24, { stays: 0.8, together: 0.06, begun: false, seed: 10 }))
  },
)

test(
  'said in the middle of each of its months, too: what is billed of the month under way stands',
  slow,
  () => {
    expectHeld(landed(12, { stays: 0, together: 0, begun: true, seed: 10 }))
  },
)
