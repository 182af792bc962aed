import { dealNorms, type OpenDeal, orderStages, outcomeOfStage, worthOf } from '#core/ledger/index.ts'
import { addDays, type Day } from '#core/calendar/index.ts'
import type { Minor } from '#core/money/index.ts'
import { expect, test } from 'vitest'

test.each([
  ['Closed Won', 'won'],
  ['Vunnen affär', 'won'],
  ['gewonnen', 'won'],
  ['Closed Lost', 'lost'],
  ['Förlorad', 'lost'],
  ['4 - Lost / no budget', 'lost'],
  ['Not won', 'open'],
  ['Negotiation', 'open'],
  ['Wonderful', 'open'],
] as const)('a stage called %s is %s', (name, outcome) => {
  expect(outcomeOfStage(name)).toBe(outcome)
})

const stage = (name: string, outcome: 'open' | 'won' | 'lost' = 'open', position: number | null = null) => ({
  name,
  outcome,
  position,
})

test('stages stand in the order in which deals were seen to go, won and lost last', () => {
  const stages = [
    stage('Lost', 'lost'),
    stage('Proposal'),
    stage('Won', 'won'),
    stage('Meeting'),
    stage('Lead'),
  ]
  const moves = [
    { from: 'Lead', to: 'Meeting', times: 9 },
    { from: 'Meeting', to: 'Lead', times: 2 },
    { from: 'Meeting', to: 'Proposal', times: 4 },
    { from: 'Proposal', to: 'Lost', times: 3 },
  ]
  expect(orderStages(stages, moves)).toEqual(['Lead', 'Meeting', 'Proposal', 'Won', 'Lost'])
})

test('where no deal was seen to move, stages stand as they stood', () => {
  expect(orderStages([stage('B', 'open', 1), stage('New'), stage('A', 'open', 2)], [])).toEqual([
    'B',
    'A',
    'New',
  ])
})

const norms = dealNorms({
  realised: [
    { product: 'P1', n: 200, weight: 200, sum: 180, squares: 162.5 },
    { product: 'P2', n: 150, weight: 150, sum: 105, squares: 74 },
  ],
  waits: [
    { stage: null, days: [10, 20, 60] },
    { stage: 'Proposal', days: [5, 6, 7, 8, 30] },
    { stage: 'Meeting', days: [1, 2] },
  ],
  oldest: 60,
})
/** Asked on the day on which the deal was first seen. */
const begun = { norms, today: '2026-01-10' as Day }
const deal = (of: Partial<OpenDeal> = {}): OpenDeal => ({
  amount: null,
  products: [],
  stage: 'Lead',
  created: '2026-01-10' as Day,
  expected: null,
  reached: null,
  firstSeen: '2026-02-01' as Day,
  ...of,
})

test('what the source says is never overruled', () => {
  const worth = worthOf(deal({ amount: 500 as Minor, expected: '2026-05-01' as Day }), begun)
  expect(worth).toMatchObject({ amount: 500, amountBy: 'said', likely: '2026-05-01', likelyBy: 'said' })
})

test('without an amount it is list price times what is really paid, all products or nothing', () => {
  const two = { product: 'P1', quantity: 2, list: 10_000 }
  const worth = worthOf(deal({ products: [two, { product: 'P2', quantity: 1, list: 1_000 }] }), begun)
  expect(worth.amountBy).toBe('list')
  expect(worth.amount! / (20_000 * 0.9 + 1_000 * 0.7)).toBeCloseTo(1, 2)
  expect(worthOf(deal({ products: [two, { product: 'P3', quantity: 1, list: null }] }), begun).amountBy).toBe(
    'unknown',
  )
  expect(worthOf(deal(), begun)).toMatchObject({ amount: null, amountBy: 'unknown' })
})

test('a product never sold yet takes what all are sold at', () => {
  const worth = worthOf(deal({ products: [{ product: 'P9', quantity: 1, list: 1000 }] }), begun)
  expect(worth.amount).toBeGreaterThan(700)
  expect(worth.amount).toBeLessThan(900)
})

test('it is due the median wait after its stage was reached, else after its first day', () => {
  expect(worthOf(deal(), begun)).toMatchObject({ likely: '2026-01-30', likelyBy: 'all' })
  expect(worthOf(deal({ created: null }), begun).likely).toBe('2026-02-21')
  const reached = '2026-02-10' as Day
  expect(worthOf(deal({ stage: 'Proposal', reached }), { norms, today: reached })).toMatchObject({
    likely: '2026-02-17',
    likelyBy: 'stage',
  })
  // two deals tell nothing of a stage
  expect(worthOf(deal({ stage: 'Meeting', reached }), { norms, today: reached }).likelyBy).toBe('all')
})

test('one that stood in its stage from the first export on waits from then', () => {
  expect(worthOf(deal({ stage: 'Proposal' }), { norms, today: '2026-02-01' as Day })).toMatchObject({
    likely: '2026-02-08',
    likelyBy: 'stage',
  })
})

test('the longer it has waited the later it is due, and never in the past', () => {
  const waiting = dealNorms({
    realised: [],
    waits: [
      { stage: null, days: [10, 20, 60] },
      { stage: 'Proposal', days: [5, 6, 7, 8, 9, 20, 30, 40, 50, 60] },
    ],
    oldest: 60,
  })
  const stands = (stage: string, today: Day) => worthOf(deal({ stage }), { norms: waiting, today })
  // after eight days: of 9, 20, 30, 40, 50 and 60 the middle
  expect(stands('Proposal', '2026-02-09' as Day)).toMatchObject({ likely: '2026-03-08', likelyBy: 'stage' })
  // after ten, five deals waited longer; after twenty, four, which tell too little: by age, opened on 10 January
  expect(stands('Proposal', '2026-02-11' as Day)).toMatchObject({ likely: '2026-03-13', likelyBy: 'stage' })
  expect(stands('Proposal', '2026-02-21' as Day)).toMatchObject({ likely: '2026-03-11', likelyBy: 'all' })
  // nobody knows of one older than any that closed
  expect(stands('Proposal', '2026-03-11' as Day)).toMatchObject({ likely: null, likelyBy: 'unknown' })
  for (let day = 0; day < 100; day++) {
    const today = addDays('2026-01-20' as Day, day)
    for (const stage of ['Lead', 'Proposal']) {
      const { likely } = stands(stage, today)
      if (likely !== null) expect(likely > today).toBe(true)
    }
  }
})

test('it is stale once it is older than any that ever closed, and never before anything has', () => {
  expect(worthOf(deal(), begun).staleFrom).toBe('2026-03-12')
  const nothing = dealNorms({ realised: [], waits: [], oldest: null })
  const product = { product: 'P1', quantity: 1, list: 1000 }
  expect(worthOf(deal({ products: [product] }), { ...begun, norms: nothing })).toEqual({
    amount: null,
    amountBy: 'unknown',
    likely: null,
    likelyBy: 'unknown',
    staleFrom: null,
  })
})
