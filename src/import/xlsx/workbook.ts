import { isDateFormat } from 'hucre'
import { Failure } from '#core/failure.ts'
import { type Archive, megabytes, refuse, refuseDamaged } from './archive.ts'
import { SharedTexts } from './texts.ts'
import { attribute, type Handlers, XmlScanner } from './xml.ts'

/** What a sheet's cells refer to. */
export type Workbook = {
  readonly sheet: { readonly name: string; readonly part: string }
  readonly texts: SharedTexts
  /** Whether a style shows its number as a day or a time, by the style's place. */
  readonly days: readonly boolean[]
  /** Days are counted from 1904 instead of 1900. */
  readonly from1904: boolean
}

/** A table of shared texts as it stands in memory, and as it stands in its part, with its markup. */
const texts = { held: 96 * 1024 ** 2, declared: 512 * 1024 ** 2 }
/** Any other part beside the sheets. */
const small = 16 * 1024 ** 2

/**
 * Finds the sheet that is asked for, by its name or its place from 1 (the first one if nothing is said), and reads
 * what its cells refer to.
 * @see ECMA-376 part 1, 18.2 (workbook), 18.4 (shared strings), 18.8 (styles); part 2, 9.3 (relationships)
 */
export async function readWorkbook(archive: Archive, wanted: string | undefined): Promise<Workbook> {
  const root = await relations(archive, '')
  const part = root.find(({ type }) => type === 'officeDocument')?.target ?? refuseDamaged(archive.name)
  const related = await relations(archive, part)
  const target = (type: string) => related.find(one => one.type === type)?.target
  const { sheets, from1904 } = await contents(archive, part)
  const sheet = chosen(sheets, { wanted, file: archive.name })
  const sheetPart = related.find(({ id, type }) => id === sheet.id && type === 'worksheet')?.target
  if (sheetPart === undefined) refuse(archive.name, `has no table in its sheet ${sheet.name}`)
  return {
    sheet: { name: sheet.name, part: sheetPart },
    texts: await sharedTexts(archive, target('sharedStrings')),
    days: await dayStyles(archive, target('styles')),
    from1904,
  }
}

type Relation = { readonly id: string; readonly type: string; readonly target: string }

/** What a part refers to; '' is the package as a whole. */
async function relations(archive: Archive, part: string): Promise<Relation[]> {
  const cut = part.lastIndexOf('/') + 1
  const found: Relation[] = []
  await scan(archive, `${part.slice(0, cut)}_rels/${part.slice(cut)}.rels`, {
    open(name, attributes) {
      if (name !== 'Relationship' || attribute(attributes, 'TargetMode') === 'External') return
      const target = new URL(attribute(attributes, 'Target') ?? '', `part:///${part}`)
      found.push({
        id: attribute(attributes, 'Id') ?? '',
        // the two namespaces of relationship types, transitional and strict, end alike
        type: (attribute(attributes, 'Type') ?? '').split('/').at(-1)!,
        target: decodeURIComponent(target.pathname).slice(1),
      })
    },
  })
  return found
}

type Sheet = { readonly name: string; readonly id: string | undefined }

async function contents(
  archive: Archive,
  part: string,
): Promise<{ sheets: readonly Sheet[]; from1904: boolean }> {
  const sheets: Sheet[] = []
  let from1904 = false
  await scan(archive, part, {
    open(name, attributes) {
      if (name === 'workbookPr') from1904 = /^(?:1|true)$/.test(attribute(attributes, 'date1904') ?? '')
      if (name !== 'sheet') return
      const id = / [^\s=:]+:id="([^"]*)"/.exec(attributes)?.[1]
      sheets.push({ name: attribute(attributes, 'name') ?? '', id })
    },
  })
  return { sheets, from1904 }
}

function chosen(sheets: readonly Sheet[], of: { wanted: string | undefined; file: string }): Sheet {
  const { wanted = '1', file } = of
  const place = /^\d+$/.test(wanted) ? sheets[Number(wanted) - 1] : undefined
  const found = place ?? sheets.find(({ name }) => name === wanted)
  if (found) return found
  const names = sheets.map(({ name }) => `“${name}”`).join(', ')
  throw new Failure(
    'invalid',
    `${file} has no rows in the sheet ${wanted}: its sheets are ${names}. Say which \`sheet\` to read under \`format\`.`,
  )
}

async function sharedTexts(archive: Archive, part: string | undefined): Promise<SharedTexts> {
  const shared = new SharedTexts()
  if (part === undefined) return shared
  const tooMany = (limit: number): never =>
    refuse(archive.name, `has more than ${megabytes(limit)} MB of texts beside its sheets`)
  if ((archive.sizeOf(part) ?? 0) > texts.declared) tooMany(texts.declared)
  let text = ''
  let within = false
  let reading = 0 // guides to pronunciation (rPh) stand beside the text and are none of it
  await scan(
    archive,
    part,
    {
      open(name) {
        if (name === 'si') text = ''
        else if (name === 'rPh') reading++
        within = name === 't' && reading === 0
      },
      text(piece) {
        if (within) text += piece
      },
      close(name) {
        within = false
        if (name === 'rPh') reading--
        if (name !== 'si') return
        shared.add(unescaped(text))
        if (shared.size > texts.held) tooMany(texts.held)
      },
    },
    texts.declared,
  )
  return shared
}

async function dayStyles(archive: Archive, part: string | undefined): Promise<boolean[]> {
  const days: boolean[] = []
  const formats = new Map<string, string>()
  let within = false
  await scan(archive, part ?? '', {
    open(name, attributes) {
      if (name === 'numFmt')
        formats.set(attribute(attributes, 'numFmtId') ?? '', attribute(attributes, 'formatCode') ?? '')
      else if (name === 'cellXfs') within = true
      else if (name === 'xf' && within) {
        const id = attribute(attributes, 'numFmtId') ?? '0'
        days.push(isDateFormat(formats.get(id) ?? id))
      }
    },
    close(name) {
      if (name === 'cellXfs') within = false
    },
  })
  return days
}

/** Signs that XML cannot hold stand as _x000D_ in texts (ECMA-376 part 1, 22.9.2.19). */
export function unescaped(text: string): string {
  if (!text.includes('_x')) return text
  return text.replace(/_x([\dA-Fa-f]{4})_/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  )
}

/** Reads a part from its beginning to its end; one that is not there is empty. */
async function scan(
  archive: Archive,
  part: string,
  handlers: Partial<Handlers>,
  most = small,
): Promise<void> {
  const size = archive.sizeOf(part)
  if (size === undefined) return
  if (size > most) refuse(archive.name, `has ${megabytes(size)} MB in its part ${part}`)
  const scanner = new XmlScanner({ open() {}, text() {}, close() {}, ...handlers })
  for await (const piece of archive.read(part)) scanner.write(piece)
  scanner.end()
}
