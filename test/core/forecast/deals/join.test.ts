import { addDays, addMonths, lastDayOf, monthOf } from '#core/calendar/index.ts'
import { asOf, learnHazards, simulateDeals, uncorrected } from '#core/forecast/deals/index.ts'
import type { HouseForecast, HouseNode } from '#core/forecast/house/index.ts'
import type { Earned } from '#core/forecast/joined/earn.ts'
import { joinHouse } from '#core/forecast/joined/join.ts'
import { type Places, placesOf } from '#core/forecast/joined/places.ts'
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

const deals = asOf(plainWorld({ seed: 1, deals: 800 }), today)

function joined(near: Earned, places: Places = { nodes, left: [] }) {
  const hazards = learnHazards(deals, today)
  if ('none' in hazards) throw new Error(hazards.none)
  const ends = Array.from({ length: 12 }, (_, at) => lastDayOf(monthOf(addMonths(addDays(today, 1), at))))
  const model = { hazards, stages: null, recalibration: uncorrected }
  const simulation = (draws: number) =>
    simulateDeals({ model, deals, people: ['p0', 'p1', 'p2', 'p3', 'p4', 'p5'], day: today, ends, draws })
  return joinHouse({ places, forecast, simulation, near, far: apart, seed: 1 })
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

const seller = (id: string, manager: string | null, employed = true) => ({ id, manager, employed })
/** p3 and p4 never billed, the one under boss, the other under p2, who leads no place of billing; p5 has left. */
const line = [
  seller('boss', null),
  seller('p0', 'boss'),
  seller('p1', 'boss'),
  seller('p2', null),
  seller('p3', 'boss'),
  seller('p4', 'p2'),
  seller('p5', 'boss', false),
  seller('nobody', 'boss'),
]
const six = deals.filter(({ person }) => person < 'p6')
const places = placesOf({ nodes, line, deals: six })

test('who has deals and never billed has a place under the nearest team, who has left under the company', () => {
  expect(places.left).toEqual(['p5'])
  expect(places.nodes.slice(nodes.length).map(({ kind, id, parent }) => [kind, id, parent])).toEqual([
    ['person', 'p3', 1],
    ['person', 'p4', 0],
    ['gone', '', 0],
  ])
})

test('newcomers’ open deals are in the sums of their teams and of the company, their own place or not', () => {
  const without = joined(apart)
  const { forecast: after, parts, nodes: kept } = joined(apart, places)
  expect(after).toBe(forecast)
  expect(kept).toEqual(nodes)
  expect(parts.map(({ n }) => n)).toEqual([0, 1, 2, 3, 4])
  const more = (n: number, of: 'open' | 'notYetSeen') => parts[n]![of][0]! - without.parts[n]![of][0]!
  const all = joined(earned, places)
  const own = (n: number, of: 'open' | 'notYetSeen') => all.parts.find(part => part.n === n)![of][0]!
  expect(own(7, 'open')).toBeGreaterThan(0)
  expect(Math.abs(more(1, 'open') - own(7, 'open'))).toBeLessThanOrEqual(2)
  expect(Math.abs(more(0, 'open') - own(7, 'open') - own(8, 'open') - own(9, 'open'))).toBeLessThanOrEqual(3)
  // who has left closes what is open and begins nothing
  expect(own(9, 'open')).toBeGreaterThan(0)
  expect(own(9, 'notYetSeen')).toBe(0)
  expect(more(2, 'open')).toBe(0)
})

test('joined, every month adds up with them too', () => {
  const { forecast: after, nodes: all } = joined(earned, places)
  expect(all).toBe(places.nodes)
  const mean = (n: number, h: number) => after.nodes[n]!.values[h]!.mean
  for (let h = 0; h < 12; h++) {
    expect(mean(2, h) + mean(3, h) + mean(7, h)).toBe(mean(1, h))
    expect(mean(1, h) + mean(4, h) + mean(8, h) + mean(9, h)).toBe(mean(0, h))
    expect(mean(5, h) + mean(6, h)).toBe(mean(0, h))
  }
  expect(mean(7, 0)).toBeGreaterThan(0)
  const [low, high] = after.nodes[7]!.values[0]!.range80
  expect(low).toBeLessThanOrEqual(mean(7, 0))
  expect(high).toBeGreaterThanOrEqual(mean(7, 0))
})
