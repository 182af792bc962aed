import { createInflateRaw } from 'node:zlib'
import { Failure } from '#core/failure.ts'

export type ZipLimits = { readonly bytes: number; readonly ratio: number }
export const zipLimits: ZipLimits = { bytes: 512 * 1024 * 1024, ratio: 200 }

type Entry = {
  readonly name: string
  readonly packed: number
  readonly size: number
  readonly method: number
  readonly at: number
}

/**
 * Refuses an archive that would unpack to more than memory should hold: first by what its directory
 * declares, before a byte is unpacked; then by unpacking every entry piece by piece into nothing, because a
 * directory can lie. Only then is the workbook handed to its reader.
 */
export async function checkArchive(
  bytes: Buffer,
  name: string,
  limits: ZipLimits = zipLimits,
): Promise<void> {
  const entries = directory(bytes, name)
  const size = entries.reduce((sum, entry) => sum + entry.size, 0)
  if (size > limits.bytes)
    throw tooLarge(
      name,
      `would unpack to ${megabytes(size)} MB; at most ${megabytes(limits.bytes)} MB are read`,
    )
  // Real sheets pack 5 to 30 fold; small files of repeated markup may pack more, and do no harm.
  if (size > 1_000_000 && size > bytes.length * limits.ratio)
    throw tooLarge(name, `unpacks to more than ${limits.ratio} times its size, which no real workbook does`)
  const starts = new Set(entries.map(entry => entry.at))
  if (starts.size < entries.length) throw damaged(name) // entries that share their bytes: a bomb of another make
  for (const entry of entries) await measure(bytes, entry, name)
}

async function measure(bytes: Buffer, entry: Entry, name: string): Promise<void> {
  const { at } = entry
  if (at + 30 > bytes.length || bytes.readUInt32LE(at) !== 0x04034b50) throw damaged(name)
  const from = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28)
  const packed = bytes.subarray(from, from + entry.packed)
  if (packed.length < entry.packed) throw damaged(name)
  if (entry.method === 0 && entry.packed !== entry.size) throw damaged(name)
  if (entry.method === 0) return
  if (entry.method !== 8) throw damaged(name)
  const inflate = createInflateRaw()
  inflate.end(packed)
  let size = 0
  try {
    for await (const chunk of inflate as AsyncIterable<Buffer>) {
      size += chunk.length
      if (size > entry.size)
        throw tooLarge(name, `holds an entry (${entry.name}) that is larger than it says`)
    }
  } catch (error) {
    throw error instanceof Failure ? error : damaged(name)
  }
}

/** @see PKWARE APPNOTE.TXT 6.3.10, sections 4.3.12 to 4.3.16 */
function directory(bytes: Buffer, name: string): Entry[] {
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
  if (end === -1 || end + 22 > bytes.length) throw damaged(name)
  const count = bytes.readUInt16LE(end + 10)
  let at = bytes.readUInt32LE(end + 16)
  // 64-bit archives exist for sizes that are refused anyway.
  if (count === 0xffff || at === 0xffffffff) throw tooLarge(name, 'is a 64-bit archive')
  const entries: Entry[] = []
  for (let n = 0; n < count; n++) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== 0x02014b50) throw damaged(name)
    const length = bytes.readUInt16LE(at + 28)
    const entry = {
      method: bytes.readUInt16LE(at + 10),
      packed: bytes.readUInt32LE(at + 20),
      size: bytes.readUInt32LE(at + 24),
      at: bytes.readUInt32LE(at + 42),
      name: bytes.toString('utf8', at + 46, at + 46 + length),
    }
    if (entry.size === 0xffffffff || entry.packed === 0xffffffff) throw tooLarge(name, 'is a 64-bit archive')
    entries.push(entry)
    at += 46 + length + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
  return entries
}

const megabytes = (size: number) => Math.round(size / (1024 * 1024)).toLocaleString('en')
const tooLarge = (name: string, why: string) =>
  new Failure('invalid', `${name} ${why}. Export the sheet as CSV instead.`)
const damaged = (name: string) =>
  new Failure(
    'invalid',
    `${name} is a damaged workbook. Open it, save it again as .xlsx, or export it as CSV.`,
  )
