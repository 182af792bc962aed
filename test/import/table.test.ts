import { createReadStream } from 'node:fs'
import { gzipSync } from 'node:zlib'
import iconv from 'iconv-lite'
import { expect, test } from 'vitest'
import { openTable, type Source, type FileHints, type TableRow } from '#import/index.ts'
import { file } from './files.ts'

async function read(source: Source, hints: FileHints = {}) {
  const table = await openTable(source, hints)
  const rows: TableRow[] = []
  for await (const batch of table.rows) rows.push(...batch)
  return { table, rows, cells: rows.map(row => row.cells) }
}

const text = 'Kund;Belopp\nÅkerö Möbler;1 234,50\nBjörk & Söner;12,00\n'
const written = [
  ['Åkerö Möbler', '1 234,50'],
  ['Björk & Söner', '12,00'],
]

test.each([
  ['UTF-8', Buffer.from(text)],
  ['UTF-8 with a mark', Buffer.from(`\uFEFF${text}`)],
  ['UTF-16 little-endian with a mark', iconv.encode(text, 'utf-16le', { addBOM: true })],
  ['UTF-16 big-endian with a mark', iconv.encode(text, 'utf-16be', { addBOM: true })],
  ['UTF-16 without a mark', iconv.encode(text, 'utf-16le')],
  ['Windows-1252', iconv.encode(text, 'windows-1252')],
  ['gzip', gzipSync(text)],
  ['gzip of Windows-1252 with CRLF', gzipSync(iconv.encode(text.replaceAll('\n', '\r\n'), 'windows-1252'))],
])('the same cells come out of %s', async (_, bytes) => {
  const { table, cells } = await read(file(bytes))
  expect(cells).toEqual(written)
  expect(table.columns).toEqual(['Kund', 'Belopp'])
  expect(table.numbers).toBe(',')
})

test.each([
  ['PDF', Buffer.from('%PDF-1.7\n1 0 obj\n')],
  ['picture', Buffer.from('\u0089PNG\r\n\u001a\n\0\0\0\rIHDR', 'latin1')],
])('a %s is no table, whatever its name says', async (what, bytes) => {
  await expect(openTable(file(bytes))).rejects.toThrow(what)
})

test('CP437 is read when the mapping says so', async () => {
  expect((await read(file(iconv.encode(text, 'cp437')), { encoding: 'cp437' })).cells).toEqual(written)
})

test.each([',', ';', '\t', '|'])('the delimiter %j is told from the first lines', async delimiter => {
  const lines =
    ['Customer', 'Remark', 'Net'].join(delimiter) +
    '\n' +
    `"A, B; C | D"${delimiter}x${delimiter}5\n`.repeat(3)
  expect((await read(file(lines))).cells[0]).toEqual(['A, B; C | D', 'x', '5'])
})

test('a byte that is not UTF-8 far down is refused with its line, not read wrongly', async () => {
  const good = Buffer.from('Kund;Belopp\n' + 'Åkerö;1\n'.repeat(20_000))
  const bytes = Buffer.concat([good, iconv.encode('Björk;2\n', 'windows-1252'), Buffer.from('Slut;3\n')])
  await expect(read(file(bytes))).rejects.toThrow('line 20002 holds bytes that are not')
})

test('line numbers are those of the file: blank lines, quoted line ends and a skipped title count', async () => {
  const lines = 'Report\r\nof May\r\nA,B\r\n\r\n1,"x\r\ny"\r\n2,z\r\n,\r\n3,"a\nb\nc"\r\n4,w\r\n'
  const { rows, table } = await read(file(lines), { skip: 2 })
  expect(rows.map(row => [row.cells[0], row.line])).toEqual([
    ['1', 5],
    ['2', 7],
    ['3', 9],
    ['4', 12],
  ])
  expect(table.samples.map(row => row.line)).toEqual([5, 7, 8, 9, 12])
})

test('empty and repeated column names are told apart', async () => {
  expect((await read(file('Date,,date,\n1,2,3,4\n'))).table.columns).toEqual([
    'Date',
    'Column 2',
    'date 2',
    'Column 4',
  ])
})

test('quotation marks inside a text are kept, one that never closes is refused', async () => {
  expect((await read(file('A,B\n5" pipe,"say ""hi"""\n'))).cells).toEqual([['5" pipe', 'say "hi"']])
  await expect(read(file('A,B\n1,2\n"open,3\n'))).rejects.toThrow('quotation mark')
})

test('a stream is read like a file', async () => {
  expect((await read({ name: 'upload.csv', stream: createReadStream(file(text)) })).cells).toEqual(written)
})

test('what cannot be read at all is said in words', async () => {
  await expect(read('/nowhere/sales.csv')).rejects.toThrow('There is no file sales.csv')
  await expect(read(file(''))).rejects.toThrow('is empty')
  await expect(read(file(gzipSync(text).subarray(0, 30)))).rejects.toThrow('damaged or truncated gzip')
  await expect(read(file(Buffer.from('d0cf11e0a1b11ae1', 'hex')))).rejects.toThrow(
    'old or protected workbook',
  )
})
