import { expect, test } from 'vitest'
import { sniff } from '#import/index.ts'
import { keys, map, taken } from './files.ts'

const excerpt = new URL('files/online-retail-excerpt.csv', import.meta.url).pathname
const notProducts = "length(StockCode) < 5 or StockCode = 'AMAZONFEE' or StockCode = 'BANK CHARGES'"
const mapping = `
into: billing
fields:
  invoice: InvoiceNo
  day: InvoiceDate
  account: CustomerID
  product: if(${notProducts}, '', StockCode)
  quantity: Quantity
  net: Quantity * UnitPrice
  kind: if(matches(InvoiceNo, 'C*'), 'credit_note', if(matches(InvoiceNo, 'A*'), 'adjustment', if(${notProducts}, 'charge', 'goods')))
constants: { currency: GBP }
`

test('the dirt of a real wholesaler’s lines is read as it is', async () => {
  const { items, tally } = await map({ mapping, file: excerpt })
  const rows = taken(items)
  const count = (test: (row: Record<string, unknown>) => boolean) => rows.filter(test).length
  expect(tally).toMatchObject({ read: 48, refused: 0, taken: 48 })
  expect(count(row => row['account'] === undefined)).toBe(11)
  expect(count(row => row['kind'] === 'credit_note')).toBe(7)
  expect(count(row => row['kind'] === 'adjustment')).toBe(3)
  expect(count(row => row['product'] === undefined)).toBe(13)
  expect(rows.filter(row => row['account'] === '12346').map(row => row['net'])).toEqual([
    7_718_360, -7_718_360,
  ])
})

test('a line has no key there: equal lines share one, and no two different lines do', async () => {
  const { items } = await map({ mapping, file: excerpt })
  expect(items.length - new Set(keys(items)).size).toBe(2)
})

test('its columns are recognised, and net is seen to be quantity times price', async () => {
  const { guess, questions, columns } = await sniff(excerpt)
  expect(guess).toMatchObject({
    kind: 'billing',
    missing: [],
    fields: {
      invoice: 'InvoiceNo',
      day: 'InvoiceDate',
      account: 'CustomerID',
      net: '[Quantity] * [UnitPrice]',
    },
  })
  expect(questions).toEqual([])
  expect(columns.map(column => column.looks.like)).toEqual([
    'text',
    'text',
    'text',
    'number',
    'day',
    'number',
    'number',
    'text',
  ])
  const { tally } = await map({ mapping: guess.yaml, file: excerpt, currency: 'GBP' })
  expect(tally).toMatchObject({ refused: 0, taken: 48 })
})
