import { createReadStream, readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { writeXlsx } from 'hucre/xlsx'
import { openTable, type FileHints, type Source } from '#import/index.ts'
import { Archive } from '#import/xlsx/archive.ts'
import { file, map, taken } from './files.ts'
import { workbook, zip } from './workbooks.ts'

const sheet = (rows: (string | number | Date | null)[][]) => writeXlsx({ sheets: [{ name: 'Sales', rows }] })

async function cellsOf(source: Source, hints: FileHints = {}) {
  const table = await openTable(source, hints)
  const rows: (readonly string[])[] = []
  for await (const batch of table.rows) rows.push(...batch.map(row => row.cells))
  return { columns: table.columns, rows, share: table.share() }
}

test('a workbook gives the same rows as its CSV', async () => {
  const mapping = 'into: billing\nfields: { invoice: Invoice, day: Day, account: Customer, net: Net }\n'
  const xlsx = await sheet([
    ['Invoice', 'Day', 'Customer', 'Net'],
    ['F1', new Date(Date.UTC(2026, 2, 31)), '007', 0.1 + 0.2],
    ['F2', new Date(Date.UTC(2026, 3, 1)), null, 1234.5],
  ])
  const csv = 'Invoice;Day;Customer;Net\nF1;2026-03-31;007;0,30\nF2;2026-04-01;;1 234,50\n'
  const fromSheet = await map({ mapping, file: file(xlsx, 'sales.xlsx') })
  const fromText = await map({ mapping, file: file(csv) })
  expect(fromSheet.items).toEqual(fromText.items)
  expect(taken(fromSheet.items).map(row => row['net'])).toEqual([30, 123450])
})

const row = (...cells: string[]) => `<row>${cells.join('')}</row>`
const said = (text: string) => `<c t="inlineStr"><is><t>${text}</t></is></c>`
const header = row(said('A'), said('B'), said('C'))

test('every type of cell is read', async () => {
  const read = await cellsOf(
    file(
      workbook({
        texts: `<x:si><x:t>one</x:t></x:si><x:si><x:r><x:t>r</x:t></x:r><x:r><x:t xml:space="preserve">ich </x:t></x:r><x:rPh><x:t>guide</x:t></x:rPh></x:si>
          <x:si/><x:si><x:t>a_x000D_b &amp; &#x1F600;</x:t></x:si>`,
        styles: `<numFmts><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd;@"/><numFmt numFmtId='165' formatCode='0.0" d"'/></numFmts>
          <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="22"/><xf numFmtId="165"/></cellXfs>`,
        sheets: {
          S: [
            header,
            row('<c t="s"><v>0</v></c>', '<c t="s"><v>1</v></c>', '<c t="s"><v>3</v></c>'),
            row('<c t="s"><v>2</v></c>', '<c t="s"><v>99</v></c>', '<c t="b"><v>1</v></c>'),
            row('<c s="1"><v>46112</v></c>', "<c s = '2' ><v>46112.75</v></c>", '<c s="3"><v>46112</v></c>'),
            row(
              '<c t="e"><v>#N/A</v></c>',
              '<c t="str"><f>A1&amp;"x"</f><v>sum</v></c>',
              '<c><f>1+1</f></c>',
            ),
            row('<c t="d"><v>2026-03-31T00:00:00Z</v></c>', '<c><v>1E-3</v></c>', said('<![CDATA[<b>]]>')),
            '<row r="9"><c r="C9"><v>-2</v></c></row><!-- none > --><row/>',
          ].join(''),
        },
      }),
      'types.xlsx',
    ),
  )
  expect(read.rows).toEqual([
    ['one', 'rich ', 'a\rb & 😀'],
    ['', '', 'true'],
    ['2026-03-31', '2026-03-31 18:00:00', '46112'],
    ['#N/A', 'sum', ''],
    ['2026-03-31', '0.001', '<b>'],
    ['', '', '-2'],
  ])
  expect(read.share).toBe(1)
})

test('days of a Macintosh count from 1904', async () => {
  const styles = '<cellXfs><xf numFmtId="14"/></cellXfs>'
  const sheets = { S: header + row('<c s="0"><v>44650</v></c>', said('x'), said('y')) }
  const read = await cellsOf(file(workbook({ sheets, styles, from1904: true }), 'mac.xlsx'))
  expect(read.rows).toEqual([['2026-03-31', 'x', 'y']])
})

test('a sheet is chosen by its place or its name; one that is not there is said to be missing', async () => {
  const two = file(
    workbook({ sheets: { First: row(said('a')), '07': row(said('b')), 'R&amp;D': row(said('c')) } }),
    'two.xlsx',
  )
  const columns = async (hints: FileHints) => (await cellsOf(two, hints)).columns
  expect(await columns({})).toEqual(['a'])
  expect(await columns({ sheet: '2' })).toEqual(['b'])
  expect(await columns({ sheet: '07' })).toEqual(['b'])
  expect(await columns({ sheet: 'R&D' })).toEqual(['c'])
  await expect(columns({ sheet: 'Third' })).rejects.toThrow('“First”, “07”, “R&D”')
})

test('streams and packed workbooks are put on the disk first', async () => {
  const path = file(workbook({ sheets: { S: header + row(said('1'), said('2'), said('3')) } }), 'plain.xlsx')
  const packed = file(gzipSync(readFileSync(path)), 'packed.xlsx.gz')
  for (const source of [packed, { name: 'handed in', stream: createReadStream(path) }, { name: 'p', path }])
    expect((await cellsOf(source)).rows).toEqual([['1', '2', '3']])
})

test('a long sheet is read as it is taken, and may be left at any row', async () => {
  const rows = Array.from({ length: 5000 }, (_, n) => row(said(`F${n}`), `<c><v>${n}</v></c>`, said('x')))
  const long = file(workbook({ sheets: { S: header + rows.join('') } }), 'long.xlsx')
  expect((await cellsOf(long)).rows.map(cells => cells[1])).toEqual(rows.map((_, n) => String(n)))
  const table = await openTable(long)
  for await (const batch of table.rows) {
    expect(batch.length).toBeLessThan(1500)
    break
  }
  expect(table.share()).toBeLessThan(0.5)
})

test('a bomb is refused by what its directory declares, before it is unpacked', async () => {
  const bomb = zip([{ name: 'xl/worksheets/sheet1.xml', bytes: Buffer.alloc(4_000_000) }])
  await expect(openTable(file(bomb, 'bomb.xlsx'))).rejects.toThrow('more than 200 times its size')
  const vast = zip([{ name: 'a', bytes: Buffer.alloc(10), says: 4_200_000_000 }])
  await expect(Archive.open(file(vast), 'vast.xlsx')).rejects.toThrow('would unpack to 4,005 MB')
})

test('a bomb whose directory lies is refused while it is unpacked', async () => {
  const honest = workbook({ sheets: { S: header + row(said('a'.repeat(100_000))).repeat(40) } })
  const liar = Buffer.from(honest)
  const entry = liar.lastIndexOf('xl/worksheets/tab0.xml') - 46
  liar.writeUInt32LE(20_000, entry + 24)
  await expect(openTable(file(liar, 'liar.xlsx'))).rejects.toThrow('larger than it says')
})

test('texts without end are refused', async () => {
  const endless = workbook({ sheets: { S: header + row(said('a'.repeat(1_100_000) + random())) } })
  await expect(openTable(file(endless, 'endless.xlsx'))).rejects.toThrow('more than a million characters')
})

/** Enough that does not pack, so that the archive is no bomb. */
const random = () =>
  Array.from({ length: 20_000 }, (_, n) => ((n * 7919 * (n + 13)) % 100_003).toString(36)).join('')

test('what is no workbook, or half of one, is refused in words', async () => {
  const whole = await sheet([['A'], ['1']])
  await expect(openTable(file(whole.subarray(0, whole.length - 30), 'half.xlsx'))).rejects.toThrow(
    'damaged workbook',
  )
  await expect(openTable(file(zip([{ name: 'a.txt', bytes: 'x' }]), 'a.xlsx'))).rejects.toThrow('damaged')
  const declared = workbook({ sheets: { S: '<!DOCTYPE x [<!ENTITY a "b">]>' } })
  await expect(openTable(file(declared, 'dtd.xlsx'))).rejects.toThrow('declares a document type')
})
