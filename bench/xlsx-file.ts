import { open, type FileHandle } from 'node:fs/promises'
import { crc32, createDeflateRaw } from 'node:zlib'
import { Readable } from 'node:stream'

/**
 * Writes a workbook of billing lines as Excel does: texts in a table of their own, which stands behind the sheet, days
 * as numbers in a style. Run in a process of its own, for it holds that table.
 */
export async function writeWorkbook(path: string, rows: number): Promise<void> {
  const file = await open(path, 'w')
  const texts = new Map<string, number>()
  const entries: Entry[] = []
  let at = 0
  const add = async (name: string, text: Iterable<string>) => {
    const entry = await writeEntry(file, { name, at, text })
    entries.push(entry)
    at = entry.end
  }
  await add('[Content_Types].xml', [contentTypes])
  await add('_rels/.rels', [relations({ 'xl/workbook.xml': 'officeDocument' })])
  await add('xl/workbook.xml', [workbook])
  await add('xl/_rels/workbook.xml.rels', [
    relations({
      'worksheets/sheet1.xml': 'worksheet',
      'styles.xml': 'styles',
      'sharedStrings.xml': 'sharedStrings',
    }),
  ])
  await add('xl/styles.xml', [styles])
  await add('xl/worksheets/sheet1.xml', sheet(rows, texts))
  await add('xl/sharedStrings.xml', table(texts))
  const last = directory(entries, at)
  await file.write(last, 0, last.length, at)
  await file.close()
}

const columns = 'Invoice,Day,Customer,Item,Seller,Channel,Quantity,List,Net,Cost,Region,Remark'.split(',')

function* sheet(rows: number, texts: Map<string, number>): Generator<string> {
  const shared = (text: string) => {
    const known = texts.get(text) ?? texts.size
    if (known === texts.size) texts.set(text, known)
    return known
  }
  const row = (n: number, cells: readonly (string | number)[]) =>
    `<row r="${n}" spans="1:12">${cells
      .map((cell, at) => {
        const place = `${String.fromCharCode(65 + at)}${n}`
        if (typeof cell === 'string') return `<c r="${place}" t="s"><v>${shared(cell)}</v></c>`
        return `<c r="${place}"${at === 1 ? ' s="1"' : ''}><v>${cell}</v></c>`
      })
      .join('')}</row>`
  yield `${declared}<worksheet xmlns="${main}"><dimension ref="A1:L${rows + 1}"/><sheetData>${row(1, columns)}`
  for (let n = 0; n < rows; n++) yield row(n + 2, cellsOf(n))
  yield '</sheetData></worksheet>'
}

function cellsOf(n: number): (string | number)[] {
  const named = [`F${n >> 2}`, 45658 + (n % 365), `K${n % 5000}`, `P${n % 700}`, `S${n % 40}`, `ch${n % 3}`]
  const counted = [(n % 9) + 1, (n % 9973) + 3.5, (n % 9973) + 0.25, (n % 7919) + 0.5]
  return [...named, ...counted, `Region ${n % 11}`, `as agreed, ${n % 97}`]
}

function* table(texts: ReadonlyMap<string, number>): Generator<string> {
  yield `${declared}<sst xmlns="${main}" uniqueCount="${texts.size}">`
  for (const text of texts.keys()) yield `<si><t>${text}</t></si>`
  yield '</sst>'
}

const declared = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packaged = 'http://schemas.openxmlformats.org/package/2006'
const contentTypes = `${declared}<Types xmlns="${packaged}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/></Types>`
const workbook = `${declared}<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="Lines" sheetId="1" r:id="rId1"/></sheets></workbook>`
const styles = `${declared}<styleSheet xmlns="${main}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>`
const relations = (targets: Readonly<Record<string, string>>) =>
  `${declared}<Relationships xmlns="${packaged}/relationships">${Object.entries(targets)
    .map(
      ([target, type], n) => `<Relationship Id="rId${n + 1}" Type="${office}/${type}" Target="${target}"/>`,
    )
    .join('')}</Relationships>`

type Entry = { name: string; at: number; end: number; crc: number; packed: number; size: number }

/** @see PKWARE APPNOTE.TXT 6.3.10, sections 4.3.7 and 4.3.12; sizes are written once they are known */
async function writeEntry(
  file: FileHandle,
  { name, at, text }: { name: string; at: number; text: Iterable<string> },
): Promise<Entry> {
  const start = at + 30 + name.length
  const entry: Entry = { name, at, end: start, crc: 0, packed: 0, size: 0 }
  const seen = function* () {
    for (const bytes of chunks(text)) {
      entry.crc = crc32(bytes, entry.crc)
      entry.size += bytes.length
      yield bytes
    }
  }
  for await (const chunk of Readable.from(seen()).pipe(createDeflateRaw({ level: 6 }))) {
    const bytes = chunk as Buffer
    await file.write(bytes, 0, bytes.length, entry.end)
    entry.end += bytes.length
  }
  entry.packed = entry.end - start
  const head = Buffer.concat([Buffer.alloc(30), Buffer.from(name)])
  head.writeUInt32LE(0x04034b50, 0)
  common(head, 4, entry)
  await file.write(head, 0, head.length, at)
  return entry
}

function* chunks(text: Iterable<string>): Generator<Buffer> {
  let some = ''
  for (const part of text) {
    some += part
    if (some.length < 65_536) continue
    yield Buffer.from(some)
    some = ''
  }
  yield Buffer.from(some)
}

function directory(entries: readonly Entry[], at: number): Buffer {
  const rows = entries.map(entry => {
    const row = Buffer.concat([Buffer.alloc(46), Buffer.from(entry.name)])
    row.writeUInt32LE(0x02014b50, 0)
    common(row, 6, entry)
    row.writeUInt32LE(entry.at, 42)
    return row
  })
  const all = Buffer.concat(rows)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(entries.length, 8)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(all.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([all, end])
}

/** The fields that a local header and a directory row have alike, from "version needed" on. */
function common(into: Buffer, at: number, { name, crc, packed, size }: Entry) {
  into.writeUInt16LE(20, at)
  into.writeUInt16LE(8, at + 4)
  into.writeUInt32LE(crc, at + 10)
  into.writeUInt32LE(packed, at + 14)
  into.writeUInt32LE(size, at + 18)
  into.writeUInt16LE(name.length, at + 22)
}
