import { fitSeries } from '#core/forecast/index.ts'
import { baseAt, type Billed, commonTo, growTrees, historyOf, optionsOf } from '#core/forecast/house/index.ts'
import { seeded } from '#core/stats/index.ts'
import { expect, test } from 'vitest'
import { company } from './company.ts'
import { forecastOf, sellingDays } from './made.ts'

test('parts add up to their whole to the last unit, in every month and sum, in each tree', () => {
  const { nodes, forecasts } = forecastOf(company(1).facts)
  for (const [at, { kind }] of nodes.entries()) {
    for (const tree of [0, 1]) {
      const children = nodes.flatMap((node, child) =>
        node.parent === at && node.tree === tree ? [child] : [],
      )
      if (children.length === 0) continue
      for (const [v, value] of forecasts[at]!.values.entries()) {
        const sum = children.reduce((all, child) => all + forecasts[child]!.values[v]!.mean, 0)
        expect(sum, `${kind} ${at}, ${value.from} to ${value.to}`).toBe(value.mean)
      }
    }
  }
})

test('a manager’s own billing is a part of the team, the house one of the company, and who left is no team’s', () => {
  const { nodes } = forecastOf(company(1).facts)
  const above = (kind: string, id: string) =>
    nodes[nodes.find(n => n.kind === kind && n.id === id)!.parent]!.id
  expect(above('person', 'anna')).toBe('anna')
  expect(above('team', 'anna')).toBe('director')
  expect(above('person', 'house')).toBe('org')
  expect(above('gone', '')).toBe('org')
  expect(nodes.some(({ id, kind }) => id === 'director' && kind === 'person')).toBe(false)
})

test('nothing is below zero, and a wider range holds a narrower one', () => {
  for (const { values } of forecastOf(company(2).facts).forecasts) {
    for (const { mean, range50, range80, range95 } of values) {
      expect(mean).toBeGreaterThanOrEqual(0)
      const ends = [0, range95[0], range80[0], range50[0], range50[1], range80[1], range95[1]]
      expect(ends).toEqual(ends.toSorted((a, b) => a - b))
    }
  }
})

test('with sums over 3, 6, 9 and 12 months and the rest of the year', () => {
  const { values } = forecastOf(company(10).facts).forecasts[0]!
  expect(values.filter(({ from, to }) => from < to).map(({ to }) => to)).toEqual([3, 6, 9, 12, 5])
})

test('what is billed of the month under way stands, and moves the month', () => {
  const { facts } = company(3)
  const begun = (share: number) => ({
    ...facts,
    billed: new Map(
      [...facts.billed].map(([id, { months: past }]) => [
        id,
        { months: past, soFar: Math.round(past.at(-12)! * share), byPoint: past.slice(-12).map(v => v / 2) },
      ]),
    ),
    productLines: new Map<string, Billed>(),
  })
  const first = (share: number) => forecastOf(begun(share)).forecasts[0]!.values[0]!
  const [low, high] = [first(0.25), first(1)]
  expect(high.mean).toBeGreaterThan(low.mean * 1.5)
  const soFar = [...begun(1).billed.values()].reduce((sum, one) => sum + one.soFar, 0)
  expect(high.mean).toBeGreaterThanOrEqual(soFar)
  expect(high.range95[0]).toBeGreaterThanOrEqual(soFar)
})

test('the same seed gives the same forecast', () => {
  const { facts } = company(4)
  expect(forecastOf(facts).forecasts).toEqual(forecastOf(facts).forecasts)
})

test('the company is forecast by the full procedure, with ARIMA; a person by the fast one, without', () => {
  const { facts } = company(3)
  const nodes = growTrees(facts)
  const methodOf = (kind: string) => {
    const node = nodes.find(one => one.kind === kind)!
    const fitted = fitSeries(historyOf(node, sellingDays(facts)), {
      options: optionsOf(node, 'full'),
      score: false,
    })
    return 'none' in fitted ? fitted.none : fitted.method
  }
  expect(methodOf('team')).toMatch(/^Average of .*ETS.*ARIMA/)
  expect(methodOf('person')).toMatch(/ETS/)
  expect(methodOf('person')).not.toContain('ARIMA')
})

test('what follows the selling days of its months is forecast by those of the months ahead', () => {
  const random = seeded(11)
  const days = Array.from({ length: 60 }, () => 18 + random.below(6))
  const months = days.slice(0, 48).map(day => Math.round(1000 * day * Math.exp(0.02 * random.normal())))
  const node = growTrees({
    org: 'org',
    people: [{ id: 'one', manager: null, employed: true }],
    billed: new Map([['one', { months, soFar: 0, byPoint: [] }]]),
    productLines: new Map(),
    territories: new Map(),
  })[0]!
  const fitted = fitSeries(historyOf(node, days), { options: optionsOf(node, 'fast'), score: false })
  const base = baseAt(node, { common: commonTo([node], [fitted]), fitted, rest: null, seed: 1, at: 0 })
  expect(base.why).toContainEqual({ why: 'selling_days' })
  const misses = Array.from(base.mean, (value, h) => Math.abs(value / (1000 * days[48 + h]!) - 1))
  // without the days the mean miss would be their spread, a twelfth
  expect(misses.reduce((sum, miss) => sum + miss / 12, 0)).toBeLessThan(0.03)
})
