import {
  type ClosedDeal,
  discounts,
  lossReasons,
  type PricePair,
  winByCompetitor,
  winBySize,
  wonShare,
} from '#core/diagnosis/index.ts'
import { minor } from '#core/money/index.ts'
import { expect, test } from 'vitest'

const pair = (account: string, held: [number, number], quantity: [number, number]): PricePair => ({
  account,
  productLine: 'Bikes',
  then: { net: minor(held[0] * 1000), list: minor(1000_00), quantity: quantity[0] },
  now: { net: minor(held[1] * 1000), list: minor(1000_00), quantity: quantity[1] },
})

test('a discount bought nothing where the price fell and no more pieces were bought', () => {
  const found = discounts([
    pair('idle', [80, 70], [10, 10]),
    pair('worse', [80, 60], [10, 8]),
    pair('bought', [80, 70], [10, 20]),
    pair('held', [80, 79], [10, 12]),
  ])
  expect(found.deeper.map(({ account, given, boughtNothing }) => [account, given, boughtNothing])).toEqual([
    ['worse', 200_00, true],
    ['bought', 100_00, false],
    ['idle', 100_00, true],
  ])
  expect(found.grewOfDeeper!.estimate).toBeCloseTo(1 / 3)
  expect(found).toMatchObject({ growthOfDeeper: 1, growthOfHeld: 1.2, few: true })
})

test('ten on either side are enough to compare, nine are not', () => {
  const many = (n: number) =>
    Array.from({ length: n }, (_, i) => [
      pair(`d${i}`, [80, 70], [10, 11]),
      pair(`h${i}`, [80, 80], [10, 11]),
    ])
  expect(discounts(many(9).flat()).few).toBe(true)
  expect(discounts(many(10).flat()).few).toBe(false)
  expect(discounts([])).toMatchObject({ deeper: [], grewOfDeeper: null, growthOfHeld: null, few: true })
})

const deal = (won: boolean, amount: number | null, lossReason: string | null = null): ClosedDeal => ({
  won,
  amount: amount === null ? null : minor(amount),
  list: null,
  lossReason,
  competitor: null,
})

test('win rate by size, in quarters of the closed deals; too few say nothing', () => {
  const deals = Array.from({ length: 40 }, (_, i) => deal(i < 10, (i + 1) * 100))
  const sized = winBySize([...deals, deal(true, null)])
  if ('none' in sized) throw new Error(sized.none)
  const { by, bands } = sized
  expect(by).toBe('amount')
  expect(bands.map(band => [band.deals, band.won.estimate])).toEqual([
    [10, 1],
    [10, 0],
    [10, 0],
    [10, 0],
  ])
  // Wilson 1927 for 10 of 10, worked by hand: 1 / (1 + z² / 10)
  expect(bands[0]!.won.low).toBeCloseTo(0.7225, 4)
  expect(winBySize(deals.slice(0, 19))).toEqual({ none: 'few' })
})

test('where lost deals are left without an amount, sizes would make every one look won: it is refused', () => {
  const won = Array.from({ length: 40 }, (_, i) => deal(true, 100 + i))
  const lost = Array.from({ length: 20 }, () => deal(false, null))
  expect(winBySize([...won, ...lost])).toEqual({ none: 'one_sided' })
  // what their products cost at list is known of both
  const listed = [...won, ...lost].map((one, i) => ({ ...one, list: minor(1 + (i % 4)) }))
  const sized = winBySize(listed)
  if ('none' in sized) throw new Error(sized.none)
  expect(sized.by).toBe('list')
  expect(sized.bands.map(({ from, to, deals }) => [from, to, deals])).toEqual([
    [1, 1, 15],
    [2, 2, 15],
    [3, 3, 15],
    [4, 4, 15],
  ])
  expect(wonShare([...won, ...lost])!.estimate).toBeCloseTo(2 / 3, 10)
  expect(wonShare([])).toBe(null)
  expect(lossReasons(lost)).toEqual([{ reason: null, deals: 20, amount: null }])
})

test('against whom deals were won; not where competitors are named on lost deals alone', () => {
  const met = (won: boolean, competitor: string | null) => ({ ...deal(won, 1), competitor })
  const deals = [met(true, 'Ost'), met(false, 'Ost'), met(false, 'Väst'), met(true, 'Ost'), met(true, null)]
  const against = winByCompetitor(deals)
  if ('none' in against) throw new Error(against.none)
  expect(against.map(({ competitor, deals: met, won }) => [competitor, met, won.estimate])).toEqual([
    ['Ost', 3, 2 / 3],
    ['Väst', 1, 0],
    [null, 1, 1],
  ])
  expect(winByCompetitor([met(true, null), met(false, 'Ost')])).toEqual({ none: 'one_sided' })
  expect(winByCompetitor([met(true, null)])).toEqual({ none: 'unnamed' })
})

test('why deals were lost, the most frequent first and the unsaid last', () => {
  const lost = [
    deal(false, 5),
    deal(false, 5),
    deal(false, 5),
    deal(false, 7, 'Price'),
    deal(false, 9, 'Time'),
  ]
  expect(lossReasons([...lost, deal(false, null, 'Price'), deal(true, 100)])).toEqual([
    { reason: 'Price', deals: 2, amount: 7 },
    { reason: 'Time', deals: 1, amount: 9 },
    { reason: null, deals: 3, amount: 15 },
  ])
})
