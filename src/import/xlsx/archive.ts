import { TextDecoder } from 'node:util'
import { openPromise, type Entry, type ZipFile } from 'yauzl'
import { Failure } from '#core/failure.ts'

export type ArchiveLimits = { readonly bytes: number; readonly ratio: number; readonly parts: number }
/** Sheets are read piece by piece, so what they unpack to costs time, not memory. */
export const archiveLimits: ArchiveLimits = { bytes: 4000 * 1024 ** 2, ratio: 200, parts: 10_000 }

/**
 * The parts of a workbook, read from the file where they stand, in any order. An archive that would unpack to more
 * than a workbook does is refused by what its directory declares, before a byte is unpacked; as a directory can lie,
 * each part is then held to its declared size while it is unpacked.
 */
export class Archive {
  readonly name: string
  private readonly zip: ZipFile
  private readonly parts: ReadonlyMap<string, Entry>

  private constructor(name: string, zip: ZipFile, parts: ReadonlyMap<string, Entry>) {
    this.name = name
    this.zip = zip
    this.parts = parts
  }

  static async open(path: string, name: string, limits: ArchiveLimits = archiveLimits): Promise<Archive> {
    const zip = await openPromise(path, { lazyEntries: true, autoClose: false }).catch(() =>
      refuseDamaged(name),
    )
    if (zip.entryCount > limits.parts) refuse(name, `has ${zip.entryCount} parts, which no real workbook has`)
    const entries: Entry[] = []
    try {
      for await (const entry of zip.eachEntry()) entries.push(entry)
    } catch {
      refuseDamaged(name)
    }
    check(entries, { name, packed: zip.fileSize, limits })
    // names of parts are equal whatever their case (ECMA-376 part 2, 6.2.2)
    return new Archive(name, zip, new Map(entries.map(entry => [entry.fileName.toLowerCase(), entry])))
  }

  /** Declared size of a part; undefined if there is none of this name. */
  sizeOf(part: string): number | undefined {
    return this.parts.get(part.toLowerCase())?.uncompressedSize
  }

  /** A part as text, piece by piece; the next piece is unpacked when it is asked for. */
  async *read(part: string): AsyncGenerator<string> {
    const entry = this.parts.get(part.toLowerCase())
    if (!entry || entry.isEncrypted()) return refuseDamaged(this.name)
    let decoder: TextDecoder | undefined
    try {
      for await (const chunk of await this.zip.openReadStreamPromise(entry)) {
        const bytes = chunk as Buffer
        decoder ??= new TextDecoder(encodingOf(bytes))
        yield decoder.decode(bytes, { stream: true })
      }
    } catch (error) {
      if (error instanceof Error && error.message.startsWith('too many bytes'))
        refuse(this.name, `holds an entry (${entry.fileName}) that is larger than it says`)
      refuseDamaged(this.name)
    }
  }
}

export function refuse(name: string, why: string): never {
  throw new Failure('invalid', `${name} ${why}. Export the sheet as CSV instead.`)
}

export function refuseDamaged(name: string): never {
  throw new Failure(
    'invalid',
    `${name} is a damaged workbook. Open it, save it again as .xlsx, or export it as CSV.`,
  )
}

export const megabytes = (size: number) => Math.round(size / 1024 ** 2).toLocaleString('en')

function check(entries: readonly Entry[], of: { name: string; packed: number; limits: ArchiveLimits }): void {
  const { name, packed, limits } = of
  const size = entries.reduce((sum, entry) => sum + entry.uncompressedSize, 0)
  if (size > limits.bytes)
    refuse(name, `would unpack to ${megabytes(size)} MB; at most ${megabytes(limits.bytes)} MB are read`)
  // Real sheets pack 5 to 30 fold; small files of repeated markup may pack more, and do no harm.
  if (size > 1_000_000 && size > packed * limits.ratio)
    refuse(name, `unpacks to more than ${limits.ratio} times its size, which no real workbook does`)
  const starts = new Set(entries.map(entry => entry.relativeOffsetOfLocalHeader))
  if (starts.size < entries.length) refuseDamaged(name) // entries that share their bytes: a bomb of another make
}

/** XML is UTF-8 unless a mark says UTF-16, the only other that a package may use. */
function encodingOf(head: Buffer): string {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  return head[0] === 0xfe && head[1] === 0xff ? 'utf-16be' : 'utf-8'
}
