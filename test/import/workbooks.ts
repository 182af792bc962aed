import { crc32, deflateRawSync } from 'node:zlib'

/** A part as it goes into an archive; `says` is the size that the directory declares. */
export type Part = { readonly name: string; readonly bytes: Buffer | string; readonly says?: number }

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packaged = 'http://schemas.openxmlformats.org/package/2006/relationships'

/** A workbook whose parts are written by hand, for what no writer writes. */
export function workbook(of: {
  /** What stands within `sheetData`, by the sheet's name. */
  sheets: Readonly<Record<string, string>>
  /** What stands within `sst` and `styleSheet`. */
  texts?: string
  styles?: string
  from1904?: boolean
}): Buffer {
  const names = Object.keys(of.sheets)
  const kept = { sharedStrings: of.texts, styles: of.styles }
  const related = names.map((_, n) => relation(`rId${n}`, 'worksheet', `worksheets/tab${n}.xml`))
  const beside: Part[] = []
  for (const [type, content] of Object.entries(kept)) {
    if (content === undefined) continue
    related.push(relation(type, type, `/xl/${type}.xml`))
    beside.push({ name: `xl/${type}.xml`, bytes: `<x:sst xmlns:x="${main}">${content}</x:sst>` })
  }
  const listed = names.map((name, n) => `<sheet name="${name}" sheetId="${n + 1}" r:id="rId${n}"/>`).join('')
  return zip([
    { name: '_rels/.rels', bytes: relations([relation('rId1', 'officeDocument', 'xl/workbook.xml')]) },
    {
      name: 'xl/workbook.xml',
      bytes: `<workbook xmlns="${main}" xmlns:r="${office}"><workbookPr date1904="${of.from1904 === true ? 1 : 0}"/><sheets>${listed}</sheets></workbook>`,
    },
    { name: 'xl/_rels/workbook.xml.rels', bytes: relations(related) },
    ...Object.values(of.sheets).map((rows, n) => ({
      name: `xl/worksheets/tab${n}.xml`,
      bytes: `<?xml version="1.0"?><worksheet xmlns="${main}"><sheetData>${rows}</sheetData></worksheet>`,
    })),
    ...beside,
  ])
}

const relation = (id: string, type: string, target: string) =>
  `<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"/>`
const relations = (all: readonly string[]) =>
  `<Relationships xmlns="${packaged}">${all.join('')}</Relationships>`

/** A zip as small as can be. */
export function zip(parts: readonly Part[]): Buffer {
  const bodies: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const { name, bytes, says } of parts) {
    const plain = Buffer.from(bytes as string)
    const packed = deflateRawSync(plain)
    const head = Buffer.alloc(30)
    head.writeUInt32LE(0x04034b50)
    head.writeUInt16LE(8, 8)
    head.writeUInt32LE(crc32(plain), 14)
    head.writeUInt32LE(packed.length, 18)
    head.writeUInt32LE(says ?? plain.length, 22)
    head.writeUInt16LE(name.length, 26)
    const row = Buffer.alloc(46)
    row.writeUInt32LE(0x02014b50)
    row.writeUInt16LE(8, 10)
    head.copy(row, 16, 14, 30)
    row.writeUInt32LE(at, 42)
    bodies.push(head, Buffer.from(name), packed)
    directory.push(row, Buffer.from(name))
    at += 30 + name.length + packed.length
  }
  const size = directory.reduce((sum, part) => sum + part.length, 0)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50)
  end.writeUInt16LE(parts.length, 8)
  end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(size, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...bodies, ...directory, end])
}
