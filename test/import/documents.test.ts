import fc from 'fast-check'
import { expect, test } from 'vitest'
import { refusalSentence } from '#import/index.ts'
import { settle } from '#import/map/settle.ts'
import { file, keys, map, refused, taken } from './files.ts'

const mapping = `
into: billing
fields: { invoice: Order, day: Day, sellers: Seller, net: SubTotal }
lines:
  file: lines.csv
  key: Order
  match: Order
  fields: { product: Item, quantity: Qty, net: Amount, channel: "'Box ' & document.Order" }
  difference: { discount_below: -1.00 }
`
const orders = (rows: string) => file(`Order,Day,Seller,SubTotal\n${rows}`)
const lines = (rows: string) => ({ 'lines.csv': file(`Order,Item,Qty,Amount,Unused\n${rows}`, 'lines.csv') })

test('a document becomes its lines, and the difference between their rounded sums a row of its own', async () => {
  const { items, tally } = await map({
    mapping,
    file: orders('O1,2026-03-01,7,30.0160\nO2,2026-03-02,,5.005\nO3,2026-03-02,8,10\n'),
    lookups: lines('O3,C,1,10,\nO1,A,1,10.004,\nO1,B,2,20.0060,\nO9,X,1,1,\n'),
  })
  expect(taken(items)).toEqual([
    {
      invoice: 'O1',
      day: '2026-03-01',
      sellers: [{ code: '7', share: 1_000_000 }],
      product: 'A',
      quantity: '1',
      net: 1000,
      channel: 'Box O1',
    },
    {
      invoice: 'O1',
      day: '2026-03-01',
      sellers: [{ code: '7', share: 1_000_000 }],
      product: 'B',
      quantity: '2',
      net: 2001,
      channel: 'Box O1',
    },
    {
      invoice: 'O1',
      day: '2026-03-01',
      sellers: [{ code: '7', share: 1_000_000 }],
      net: 1,
      kind: 'adjustment',
    },
    { invoice: 'O2', day: '2026-03-02', net: 500 },
    {
      invoice: 'O3',
      day: '2026-03-02',
      sellers: [{ code: '8', share: 1_000_000 }],
      product: 'C',
      quantity: '1',
      net: 1000,
      channel: 'Box O3',
    },
  ])
  expect(new Set(keys(items)).size).toBe(5)
  expect(tally).toMatchObject({
    read: 3,
    taken: 5,
    documents: 3,
    lines: { read: 4, leftOut: 0, unmatched: 1 },
    notes: ['1 lines of lines.csv belong to no document that was taken.'],
    totals: [
      {
        all: { documents: 3, read: '45.021', rounded: 4502 },
        sold: { documents: 2, read: '40.016', rounded: 4002 },
        unsold: { documents: 1, read: '5.005', rounded: 500 },
      },
    ],
  })
})

test('a document that bills more than 1.00 less than its lines gave a discount, which they share', async () => {
  const { items } = await map({
    mapping,
    file: orders('O1,2026-03-01,7,90\n'),
    lookups: lines('O1,A,1,33.33,\nO1,B,1,33.33,\nO1,C,1,33.34,\n'),
  })
  expect(taken(items).map(row => [row['net'], row['discount']])).toEqual([
    [3000, 333],
    [3000, 333],
    [3000, 334],
  ])
})

test('exactly the threshold is no discount yet', async () => {
  const { items } = await map({
    mapping,
    file: orders('O1,2026-03-01,7,9\n'),
    lookups: lines('O1,A,1,10,\n'),
  })
  expect(taken(items).map(row => [row['net'], row['kind']])).toEqual([
    [1000, undefined],
    [-100, 'adjustment'],
  ])
})

test('a line that cannot be taken keeps its whole document out', async () => {
  const { items, tally } = await map({
    mapping,
    file: orders('O1,2026-03-01,7,9\nO2,2026-03-01,7,1\n'),
    lookups: lines('O1,A,1,10,\nO1,B,1,ten,\nO2,C,1,1,\n'),
  })
  expect(refused(items).map(refusalSentence)).toEqual([
    'lines.csv, line 3, Amount: found “ten”, wanted a number such as 1,234.50.',
    'Line 2: found “O1”, a line of it in lines.csv cannot be taken, so that the whole document stays out.',
  ])
  expect(taken(items).map(row => row['invoice'])).toEqual(['O2'])
  expect(tally).toMatchObject({ read: 2, refused: 1, taken: 1, documents: 1 })
})

test('a document that comes twice does not bill its lines twice', async () => {
  const { items } = await map({
    mapping,
    file: orders('O1,2026-03-01,7,10\nO1,2026-03-01,7,10\n'),
    lookups: lines('O1,A,1,10,\n'),
  })
  expect(taken(items)).toHaveLength(1)
  expect(refused(items)[0]!.refusal.reason).toContain('stands on line 2 already')
})

test('lines and difference always add up to the document', () => {
  const cents = fc.integer({ min: -1_000_000, max: 1_000_000 })
  fc.assert(
    fc.property(cents, fc.array(cents, { minLength: 1, maxLength: 12 }), (total, nets) => {
      const { off, difference } = settle({ total, lines: nets, discountBelow: -100 })
      const billed = nets.reduce((sum, net, index) => sum + net - (off?.[index] ?? 0), 0)
      expect(billed + difference).toBe(total)
      if (off) expect(off.every(part => part >= 0)).toBe(true)
    }),
  )
})
