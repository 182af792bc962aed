import { addDays, addMonths, lastDayOf, monthOf } from '#core/calendar/index.ts'
import { asOf, learnHazards, simulateDeals, uncorrected } from '#core/forecast/deals/index.ts'
import type { HouseForecast, HouseNode } from '#core/forecast/house/index.ts'
import type { Earned } from '#core/forecast/joined/earn.ts'
import { joinHouse } from '#core/forecast/joined/join.ts'
import { expect, test } from 'vitest'
import { plainWorld, today } from './worlds.ts'

const billed = { months: [], soFar: 0, byPoint: [] }
const node = (kind: HouseNode['kind'], id: string, parent: number, tree: 0 | 1 = 0): HouseNode => ({
  kind,
  id,
  parent,
  tree,
  billed,
})
const nodes = [
  node('team', 'org', -1),
  node('team', 'boss', 0),
  node('person', 'p0', 1),
  node('person', 'p1', 1),
  node('person', 'p2', 0),
  node('product_line', 'Bikes', 0, 1),
  node('product_line', 'Parts', 0, 1),
]
/** What each is told to bill a month: persons 40,000, 30,000 and 50,000. */
const means = [120_000, 70_000, 40_000, 30_000, 50_000, 90_000, 30_000]

const forecast: HouseForecast = {
  shrinkage: 0.5,
  nodes: means.map(monthly => ({
    method: 'level',
    why: [],
    alone: monthly * 12,
    values: [...Array.from({ length: 12 }, (_, at) => [at + 1, at + 1]), [1, 3], [1, 12]].map(
      ([from, to]) => {
        const mean = monthly * (to! - from! + 1)
        const about = (share: number) => [mean * (1 - share), mean * (1 + share)] as const
        return { from: from!, to: to!, mean, range50: about(0.1), range80: about(0.2), range95: about(0.3) }
      },
    ),
  })),
}

const apart: Earned = {
  joined: false,
  why: 'too_few_cuts',
  weights: { series: 1, open: 0, notYetSeen: 0 },
  cuts: 0,
  scored: 0,
  needed: 6,
  ratio: null,
}
const earned: Earned = {
  joined: true,
  why: 'better',
  weights: { series: 0.6, open: 1, notYetSeen: 0.3 },
  cuts: 12,
  scored: 6,
  needed: 6,
  ratio: 0.5,
}

function joined(near: Earned) {
  const deals = asOf(plainWorld({ seed: 1, deals: 800 }), today)
  const hazards = learnHazards(deals, today)
  if ('none' in hazards) throw new Error(hazards.none)
  const ends = Array.from({ length: 12 }, (_, at) => lastDayOf(monthOf(addMonths(addDays(today, 1), at))))
  const model = { hazards, stages: null, recalibration: uncorrected }
  const simulation = (draws: number) =>
    simulateDeals({ model, deals, people: ['p0', 'p1', 'p2'], day: today, ends, draws })
  return joinHouse({ nodes, forecast, simulation, near, far: apart, seed: 1 })
}

test('what did not earn weights leaves the forecast as it was, with its parts beside it', () => {
  const { forecast: after, parts } = joined(apart)
  expect(after).toBe(forecast)
  expect(parts.map(({ n }) => n)).toEqual([0, 1, 2, 3, 4])
  expect(parts[0]!.series.slice(0, 2)).toEqual([120_000, 120_000])
  const sum = (at: number) => parts[2]!.open[at]! + parts[3]!.open[at]! + parts[4]!.open[at]!
  expect(Math.abs(parts[0]!.open[0]! - sum(0))).toBeLessThanOrEqual(3)
})

test('joined, every month adds up in each tree, sums are sums of months, and later months keep the series', () => {
  const { forecast: after, parts } = joined(earned)
  const mean = (n: number, h: number) => after.nodes[n]!.values[h]!.mean
  for (let h = 0; h < 12; h++) {
    expect(mean(1, h) + mean(4, h)).toBe(mean(0, h))
    expect(mean(2, h) + mean(3, h)).toBe(mean(1, h))
    expect(mean(5, h) + mean(6, h)).toBe(mean(0, h))
  }
  const wanted = 0.6 * 120_000 + parts[0]!.open[0]! + 0.3 * parts[0]!.notYetSeen[0]!
  expect(Math.abs(mean(0, 0) - wanted)).toBeLessThan(3)
  expect(mean(0, 6)).toBe(120_000)
  for (const { values } of after.nodes) {
    expect(values[12]!.mean).toBe(values[0]!.mean + values[1]!.mean + values[2]!.mean)
    for (const { mean: middle, range50, range80, range95 } of values) {
      const bounds = [range95[0], range80[0], range50[0], middle, range50[1], range80[1], range95[1]]
      expect(bounds.toSorted((a, b) => a - b)).toEqual(bounds)
    }
  }
})

test('its range is as much narrower as it would have erred less, drawn to no change', () => {
  const { forecast: after } = joined(earned)
  const width = (from: HouseForecast, s: number) =>
    from.nodes[0]!.values[s]!.range80[1] - from.nodes[0]!.values[s]!.range80[0]
  // (6 month ends × .5 + 6) ÷ 12
  expect(width(after, 0) / width(forecast, 0)).toBeCloseTo(Math.sqrt(0.75), 1)
  expect(width(after, 12) / width(forecast, 12)).toBeCloseTo(Math.sqrt(0.75), 1)
  expect(width(after, 8) / width(forecast, 8)).toBeCloseTo(1, 1)
})
