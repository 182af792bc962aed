import { expect, test } from 'vitest'
import { guessMapping, parseMapping, sniff } from '#import/index.ts'
import { file, map, taken } from './files.ts'

const xero =
  'ContactName,EmailAddress,InvoiceNumber,Reference,InvoiceDate,DueDate,Total,TaxTotal,InventoryItemCode,Description,Quantity,UnitAmount,Discount,LineAmount,AccountCode,TaxType,TaxAmount,Currency,Type,Sent,Status'
const quickbooks =
  '*InvoiceNo,*Customer,*InvoiceDate,*DueDate,Terms,Location,Memo,Item(Product/Service),ItemDescription,ItemQuantity,ItemRate,*ItemAmount,Service Date'
const stripe =
  'id,Customer,Customer Name,Status,Currency,Amount Due,Subtotal,Tax,Total,Amount Paid,Total Discount Amount,Date (UTC),Number'

test.each([
  [
    'Xero',
    xero,
    'Ridgeway,,INV-1,,13/03/2026,,120,20,BOOK,Book,2,50,,100.00,200,,20,GBP,Sales invoice,,Paid\nRidgeway,,INV-2,,14/03/2026,,1,0,BOOK,Book,2,50,,100.00,200,,20,GBP,Sales invoice,,Draft\n',
    [['INV-1', '2026-03-13', 'Ridgeway', 10000]],
  ],
  [
    'QuickBooks',
    quickbooks,
    '1001,Cool Cars,13/03/2026,,,,,Wash,,1,50,50.00,\n1001,,,,,,,Wax,,2,25,50.50,\n',
    [
      ['1001', '2026-03-13', 'Cool Cars', 5000],
      ['1001', '2026-03-13', 'Cool Cars', 5050],
    ],
  ],
  [
    'Stripe',
    stripe,
    'in_1,cus_1,Ann,paid,eur,"12,10","10,00","2,10","12,10","12,10",,2026-03-13 08:00,A-1\n',
    [['A-1', '2026-03-13', 'cus_1', 1000]],
  ],
] as const)('an export of %s maps by itself', async (name, header, rows, expected) => {
  const path = file(`${header}\n${rows}`)
  const { guess } = await sniff(path)
  expect(guess.known).toContain(name)
  const { items } = await map({ mapping: guess.yaml, file: path })
  expect(taken(items).map(row => [row['invoice'], row['day'], row['account'], row['net']])).toEqual(expected)
})

test.each([
  [
    'Swedish',
    ['Fakturanr', 'Fakturadatum', 'Kundnr', 'Artikelnr', 'Säljare', 'Antal', 'Nettobelopp', 'Valuta'],
  ],
  [
    'German',
    [
      'Rechnungsnummer',
      'Rechnungsdatum',
      'Kundennummer',
      'Artikelnummer',
      'Verkäufer',
      'Menge',
      'Nettobetrag',
      'Währung',
    ],
  ],
  [
    'English',
    ['Invoice No.', 'Invoice Date', 'Customer ID', 'SKU', 'Salesperson', 'Qty', 'Net Amount', 'Currency'],
  ],
])('%s column names are understood', (_, headers) => {
  const guess = guessMapping(headers, [])
  expect(Object.values(guess.fields).toSorted()).toEqual(headers.toSorted())
  expect(guess).toMatchObject({ kind: 'billing', missing: [], unused: [] })
  expect(Object.keys(parseMapping(guess.yaml).fields!)).toEqual([
    'invoice',
    'day',
    'account',
    'product',
    'sellers',
    'quantity',
    'net',
    'currency',
  ])
})

test('what is missing is named in the mapping that is proposed', () => {
  const guess = guessMapping(['Invoice', 'Colour'], [['F1', 'red']], 'billing')
  expect(guess.missing).toEqual(['day', 'net'])
  expect(guess.yaml).toContain('# net: which column?')
})

test('a column that is called a day but holds texts is not taken for one', () => {
  expect(guessMapping(['Invoice', 'Date', 'Net'], [['F1', 'soon', '1']], 'billing').missing).toEqual(['day'])
})

test.each([
  [
    'Salesforce',
    'Id,IsDeleted,AccountId,Name,StageName,Amount,CloseDate,LeadSource,IsClosed,IsWon,OwnerId,CreatedDate',
    [
      '006A,false,001A,Pit,Proposal,100.00,2026-05-15,Web,false,false,005A,2026-01-02T08:00:00Z',
      '006B,0,001A,Pit,Closed Lost,,2026-03-01,,true,false,005A,2026-01-02',
      '006C,true,001A,Gone,Closed Lost,,2026-03-01,,true,false,005A,2026-01-02',
    ],
    [
      ['006A', 'Proposal', 'open', 10000, '2026-05-15', undefined],
      ['006B', 'Closed Lost', 'lost', undefined, undefined, '2026-03-01'],
    ],
  ],
  [
    'HubSpot',
    'Record ID,Deal Name,Deal Stage,Close Date,Deal Owner,Amount,Pipeline,Create Date,Associated Company',
    ['1,Pit,Closed Won,2026-03-02,Ann,12.50,Sales,2026-01-02,Kiruna;Malmberget'],
    [['1', 'Closed Won', 'won', 1250, undefined, '2026-03-02']],
  ],
  [
    'Pipedrive',
    'Deal - Title,Deal - Value,Deal - Currency of value,Deal - Stage,Deal - Status,Deal - Won time,Deal - Expected close date,Deal - Owner',
    ['Pit,1200,SEK,Offer,Open,,2026-06-01,Ann'],
    [['Pit', 'Offer', 'open', 120000, '2026-06-01', undefined]],
  ],
] as const)('an export of opportunities of %s maps by itself', async (name, header, rows, expected) => {
  const path = file(`${header}\n${rows.join('\n')}\n`)
  const { guess } = await sniff(path)
  expect(guess).toMatchObject({ kind: 'opportunities', missing: [] })
  expect(guess.known).toContain(name)
  const { items } = await map({ mapping: guess.yaml, file: path })
  const fields = ['code', 'stage', 'outcome', 'amount', 'expected', 'closed']
  expect(taken(items).map(row => fields.map(field => row[field]))).toEqual(expected)
})

test('a pipeline of no known system is understood by its columns’ names', () => {
  const headers = [
    'opportunity_id',
    'sales_agent',
    'product',
    'account',
    'deal_stage',
    'engage_date',
    'close_date',
    'close_value',
  ]
  expect(
    guessMapping(headers, [['1', 'Ann', 'P1', 'Kiruna', 'Won', '2026-01-02', '2026-03-02', '100']]),
  ).toMatchObject({
    kind: 'opportunities',
    missing: [],
    fields: {
      code: 'opportunity_id',
      owners: 'sales_agent',
      stage: 'deal_stage',
      created: 'engage_date',
      amount: 'close_value',
    },
  })
})
