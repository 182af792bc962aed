import { expect, test } from 'vitest'
import { mapRows, objections, parseMapping, refusalSentence } from '#import/index.ts'
import { billing, file, map, refused, taken } from './files.ts'

const head = 'Invoice;Day;Customer;Net\n'
const wrong = (yaml: string) => {
  try {
    parseMapping(yaml)
    return ''
  } catch (error) {
    return (error as Error).message
  }
}

test.each([
  ['inot: billing', 'There is no “inot”. Did you mean “into”?'],
  ['into: biling', 'there is no kind “biling”. Did you mean “billing”?'],
  ['fields: {}', 'It does not say `into`'],
  ['into: accounts\nfields: { code: A, nmae: B }', 'accounts has no field “nmae”. Did you mean “name”?'],
  ['into: accounts\nfields: { code: A }', 'accounts needs the field name: Name of the customer.'],
  ['into: accounts\nfields: { code: A, name: "\'open" }', 'cannot be read'],
  [
    'into: accounts\nfields: { code: A, name: B }\nformat: { delimitr: tab }',
    'There is no “delimitr” in format. Did you mean “delimiter”?',
  ],
  [
    'into: accounts\nfields: { code: A, name: B }\nformat: { delimiter: dot }',
    'wants one of comma, semicolon, tab, pipe',
  ],
  [
    'into: accounts\nfields: { code: A, name: B }\nlookups: { x: { file: a.csv, kye: A, match: B } }',
    'There is no “kye” in lookups.x. Did you mean “key”?',
  ],
  [
    'into: accounts\nfields: { code: A, name: B }\nmode: replaces months',
    'only billing and activities can replace months',
  ],
  [
    'into: accounts\nfields: { code: A, name: B }\nconstants: { name: C }',
    'name stands both in fields and in constants',
  ],
  ['into: accounts\nfields: { code: A, name: B }\nlimit: some', 'wants a share such as 0.05 or 5%'],
  ['into: accounts\nfields: [', 'not valid YAML'],
])('%j is refused with what to do', (yaml, sentence) => expect(wrong(yaml)).toContain(sentence))

test('a column that is not there is named, with the nearest', async () => {
  const path = file(`${head}F1;2026-03-01;K1;10\n`)
  await expect(map({ mapping: billing.replace('Customer', 'Custmer'), file: path })).rejects.toThrow(
    'sales.csv has no column “Custmer”. Did you mean “Customer”?',
  )
})

test('refusals say line, column, what was found and what is wanted; the rest goes on', async () => {
  const { items, tally } = await map({
    mapping: billing,
    file: file(
      `${head}F1;2026-03-01;K1;10,50\nF2;2026-02-30;K1;1,00\nF3;2026-03-01;K1;12,5O\n;2026-03-01;K1;1,00\nF5;2026-03-01;K1\nF6;2026-03-01;K1;2,00\n`,
    ),
  })
  expect(refused(items).map(refusalSentence)).toEqual([
    'Line 3, Day: found “2026-02-30”, wanted a day such as 2026-03-31.',
    'Line 4, Net: found “12,5O”, wanted a number such as 1 234,50.',
    'Line 5, Invoice: is empty, wanted a value: invoice may not be empty.',
    'Line 6: found “F5 ¦ 2026-03-01 ¦ K1”, the line has 3 cells where the header has 4; is a delimiter or quotation mark inside a text?',
  ])
  expect(tally).toMatchObject({ read: 6, refused: 4, taken: 2, documents: 2 })
})

test('NULL, N/A and - are empty; a mapping may say otherwise', async () => {
  const path = file(`${head}F1;2026-03-01;null;1,00\nF2;2026-03-01;-;1,00\nF3;2026-03-01;n/a;1,00\n`)
  expect(taken((await map({ mapping: billing, file: path })).items).map(row => row['account'])).toEqual([
    undefined,
    undefined,
    undefined,
  ])
  const own = await map({ mapping: `${billing}empty: [n/a]\n`, file: path })
  expect(taken(own.items).map(row => row['account'])).toEqual(['null', '-', undefined])
})

test('constants, codes, flipped signs and a filter', async () => {
  const mapping = `
into: billing
where: Type <> 'draft'
fields: { invoice: Invoice, day: Day, net: Net, channel: Way, kind: Type }
constants: { currency: sek }
codes:
  channel: { "1": Online, "*": Store }
  kind: { inv: goods, cn: credit_note }
flip: [net]
`
  const { items, tally } = await map({
    mapping,
    file: file(
      'Invoice,Day,Net,Way,Type\nF1,2026-03-01,-10.50,1,inv\nF2,2026-03-02,5,2,cn\nF3,2026-03-02,7.25,2,draft\n',
    ),
  })
  expect(taken(items)).toEqual([
    { invoice: 'F1', day: '2026-03-01', net: 1050, channel: 'Online', kind: 'goods', currency: 'SEK' },
    { invoice: 'F2', day: '2026-03-02', net: -500, channel: 'Store', kind: 'credit_note', currency: 'SEK' },
  ])
  expect(tally).toMatchObject({ read: 3, leftOut: 1, refused: 0, taken: 2 })
})

test('lookups chain, are read only as far as needed, and may be required', async () => {
  const lookups = { 'items.csv': file('Item;Family\nA;1\nB;2\n'), 'families.csv': file('Id,Name\n1,Pumps\n') }
  const mapping = (required: string) => `
into: products
fields: { code: Item, name: Item, line: family.Name }
lookups:
  family: { file: families.csv, key: Id, match: item.Family${required} }
  item: { file: items.csv, key: Item, match: Item }
`
  const path = file('Item\nA\nB\n')
  expect(
    taken((await map({ mapping: mapping(''), file: path, lookups })).items).map(row => row['line']),
  ).toEqual(['Pumps', undefined])
  const strict = await map({ mapping: mapping(', required: yes'), file: path, lookups })
  expect(refused(strict.items).map(refusalSentence)).toEqual([
    'Line 3, item.Family: found “2”, wanted a value that stands in sales.csv.',
  ])
  await expect(map({ mapping: mapping(''), file: path })).rejects.toThrow(
    'needs the file families.csv for the lookup family',
  )
  await expect(
    map({ mapping: mapping('').replace('match: Item', 'match: family.Id'), file: path, lookups }),
  ).rejects.toThrow('needs itself')
})

test('one file feeds several kinds: each customer once, the last line wins', async () => {
  const path = file('Kundnr;Kund;Belopp\n1;Åkerö;5\n2;Björk;6\n1;Åkerö AB;7\n')
  const { items, tally } = await map({
    mapping: 'into: accounts\nfields: { code: Kundnr, name: Kund }\n',
    file: path,
  })
  expect(taken(items)).toEqual([
    { code: '1', name: 'Åkerö AB' },
    { code: '2', name: 'Björk' },
  ])
  expect(tally).toMatchObject({ read: 3, taken: 2, repeated: 1 })
})

test('values on an invoice’s first line are carried down, but not into the next invoice', async () => {
  const mapping = `${billing}format: { fill_down: [Invoice, Customer, Day], fill_down_within: Invoice }\n`
  const { items } = await map({
    mapping,
    file: file(`${head}F1;2026-03-01;K1;1,00\n;;;2,00\nF2;2026-03-02;;3,00\nF2;;;4,00\n`),
  })
  expect(taken(items).map(row => [row['invoice'], row['day'], row['account'], row['net']])).toEqual([
    ['F1', '2026-03-01', 'K1', 100],
    ['F1', '2026-03-01', 'K1', 200],
    ['F2', '2026-03-02', undefined, 300],
    ['F2', '2026-03-02', undefined, 400],
  ])
})

test('sellers share a line to the last millionth', async () => {
  const mapping = 'into: billing\nfields: { invoice: I, day: D, net: N, sellers: S }\n'
  const { items } = await map({
    mapping,
    file: file(
      'I,D,N,S\n1,2026-01-01,1,A\n2,2026-01-01,1,A|B|C\n3,2026-01-01,1,A:60%|B:40%\n4,2026-01-01,1,A:0.5|B:0.4\n',
    ),
  })
  expect(taken(items).map(row => row['sellers'])).toEqual([
    [{ code: 'A', share: 1_000_000 }],
    [
      { code: 'A', share: 333_334 },
      { code: 'B', share: 333_333 },
      { code: 'C', share: 333_333 },
    ],
    [
      { code: 'A', share: 600_000 },
      { code: 'B', share: 400_000 },
    ],
  ])
  expect(refused(items).map(one => one.refusal.reason)).toEqual([
    'wanted shares that add up to 1, not to 0.9',
  ])
})

test('what can be read in two ways is said, never guessed', async () => {
  await expect(map({ mapping: billing, file: file(`${head}F1;03/04/2026;K1;1\n`) })).rejects.toThrow(
    'Say `dates: dmy` or `dates: mdy`',
  )
  await expect(map({ mapping: billing, file: file(`${head}F1;2026-03-01;K1;1,234\n`) })).rejects.toThrow(
    'Say `decimal: point` or `decimal: comma`',
  )
  const said = await map({
    mapping: `${billing}format: { dates: mdy, decimal: comma }\n`,
    file: file(`${head}F1;03/04/2026;K1;1,234\n`),
  })
  expect(taken(said.items)).toEqual([{ invoice: 'F1', day: '2026-03-04', account: 'K1', net: 123 }])
})

test('too many refusals and a missed control total stop the import', async () => {
  const path = file(`${head}F1;2026-03-01;K1;1,004\nF2;x;K1;1,00\n`)
  const mapping = parseMapping(`${billing}control: { net: 2.00, rows: 3 }\nformat: { decimal: comma }\n`)
  const rows = await mapRows({ mapping, file: path, currency: 'EUR' })
  for await (const _ of rows.batches);
  expect(objections(mapping, rows.tally())).toEqual([
    "1 of 2 rows are refused (50.0 %), more than the mapping's limit of 5 %.",
    'The control total is 3 rows; the file has 2.',
    'The control total is 2.00; the rows that were taken add up to 1.004.',
  ])
  const met = parseMapping(`${billing}limit: 50%\ncontrol: { net: 1.00 }\n`)
  expect(objections(met, rows.tally())).toEqual([])
})

test('a currency’s own minor units are used, and an unknown one is refused', async () => {
  const mapping = 'into: billing\nfields: { invoice: I, day: D, net: N, currency: C }\n'
  const { items, tally } = await map({
    mapping,
    file: file(
      'I,D,N,C\n1,2026-01-01,1.5,JPY\n2,2026-01-01,2.5,jpy\n3,2026-01-01,1.2345,KWD\n4,2026-01-01,1,XYZ\n',
    ),
  })
  expect(taken(items).map(row => row['net'])).toEqual([2, 2, 1234])
  expect(refused(items)[0]!.refusal.reason).toContain('ISO 4217')
  expect(tally.totals.map(one => [one.currency, one.all.read, one.all.rounded])).toEqual([
    ['JPY', '4', 4],
    ['KWD', '1.2345', 1234],
  ])
})

test('a mapping names the system that its lines come from', () => {
  const yaml = 'into: billing\nfields: { invoice: Invoice, day: Day, net: Net }'
  expect(parseMapping(yaml).source).toBe('')
  expect(parseMapping(`source: Fortnox\n${yaml}`).source).toBe('Fortnox')
  expect(wrong(`source: ${'x'.repeat(61)}\n${yaml}`)).toContain('at most 60 characters')
})

test('a mapping nested by the thousand is refused at once', () => {
  expect(wrong(`into: ${'['.repeat(50_000)}`)).toContain('nested deeper')
  expect(wrong(`into: ${'- '.repeat(50_000)}x`)).toContain('The mapping')
})
