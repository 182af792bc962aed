import { fitSeries } from '#core/forecast/index.ts'
import {
  baseAt,
  type Billed,
  commonTo,
  forecastHouse,
  growTrees,
  historyOf,
  type HouseFacts,
  optionsOf,
} from '#core/forecast/house/index.ts'
import { seeded } from '#core/stats/index.ts'
import { expect, test } from 'vitest'

const months = 36
const known = (values: readonly number[]): Billed => ({ months: values, soFar: 0, byPoint: [] })

/** A company of chance: a director over two managers who sell too, six salespeople each, the house and one who left. */
function company(seed: number) {
  const random = seeded(seed)
  const people = [
    { id: 'director', manager: null, employed: true },
    ...['anna', 'bert'].map(id => ({ id, manager: 'director', employed: true })),
    ...Array.from({ length: 12 }, (_, i) => ({
      id: `p${i}`,
      manager: i % 2 === 0 ? 'anna' : 'bert',
      employed: true,
    })),
    { id: 'house', manager: null, employed: true },
    { id: 'left', manager: null, employed: false },
  ]
  const level = new Map(people.slice(1).map(({ id }) => [id, 2000 + 8000 * random.uniform()]))
  const future = new Map<string, number[]>()
  const billed = new Map<string, Billed>()
  const lines = [1, 2, 3].map(() => Array.from({ length: months }, () => 0))
  const common = Array.from({ length: months + 12 }, () => 0.1 * random.normal())
  for (const [id, usual] of level) {
    const all = Array.from({ length: months + 12 }, (_, t) => {
      if (id === 'left' && t > 20) return 0
      const season = 1 + 0.3 * Math.sin((2 * Math.PI * t) / 12)
      return Math.round(usual * season * Math.exp(0.25 * random.normal() + common[t]!))
    })
    billed.set(id, known(all.slice(0, months)))
    future.set(id, all.slice(months))
    for (const [t, value] of all.slice(0, months).entries()) {
      const first = Math.floor(value * 0.5)
      const second = Math.floor(value * 0.3)
      for (const [at, part] of [first, second, value - first - second].entries()) lines[at]![t]! += part
    }
  }
  const productLines = new Map(lines.map((line, at) => [`line ${at}`, known(line)]))
  const facts: HouseFacts = { org: 'org', people, billed, productLines, territories: new Map() }
  const actual = Array.from({ length: 12 }, (_, h) =>
    [...future.values()].reduce((sum, own) => sum + own[h]!, 0),
  )
  return { facts, actual }
}

const sellingDays = (facts: HouseFacts) =>
  Array.from({ length: [...facts.billed.values()][0]!.months.length + 12 }, (_, t) => 20 + (t % 4))

function forecastOf(facts: HouseFacts, rest: number | null = 5) {
  const nodes = growTrees(facts)
  const fitted = nodes.map(node =>
    fitSeries(historyOf(node, sellingDays(facts)), { options: optionsOf(node, 'fast'), score: true }),
  )
  const common = commonTo(nodes, fitted)
  const bases = nodes.map((node, at) => baseAt(node, { common, fitted: fitted[at]!, rest, seed: 1, at }))
  const { nodes: forecasts } = forecastHouse({ nodes, bases, rest })
  return { nodes, forecasts }
}

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

test(
  'with sums over 3, 6, 9 and 12 months and the rest of the year, whose ranges hold about as often as they say',
  { timeout: 30_000 },
  () => {
    let [within, all] = [0, 0]
    for (let seed = 10; seed < 16; seed++) {
      const { facts, actual } = company(seed)
      const { values } = forecastOf(facts).forecasts[0]!
      const spans = values.filter(({ from, to }) => from < to || from === 1)
      expect(spans.map(({ to }) => to)).toEqual([1, 3, 6, 9, 12, 5])
      for (const { to, range80 } of spans) {
        const came = actual.slice(0, to).reduce((sum, value) => sum + value, 0)
        all++
        if (range80[0] <= came && came <= range80[1]) within++
      }
    }
    // sums of one company overlap: a rough check of 6 companies, not of 36 independent ranges
    expect(within / all).toBeGreaterThan(0.65)
    expect(within / all).toBeLessThan(0.95)
  },
)

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
