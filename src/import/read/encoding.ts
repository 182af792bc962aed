import { isUtf8 } from 'node:buffer'
import iconv from 'iconv-lite'
import { Failure } from '#core/failure.ts'

export const encodings = [
  'utf-8',
  'utf-16le',
  'utf-16be',
  'windows-1252',
  'iso-8859-1',
  'cp437',
  'cp850',
] as const
export type Encoding = (typeof encodings)[number]

/** A byte order mark wins, then zero bytes (UTF-16), then valid UTF-8, else the Western European code page. */
export function guessEncoding(head: Buffer, whole: boolean): Encoding {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be'
  const zeros = zeroBytes(head.subarray(0, 4096))
  if (zeros.odd > zeros.even * 4 && zeros.odd > 8) return 'utf-16le'
  if (zeros.even > zeros.odd * 4 && zeros.even > 8) return 'utf-16be'
  return isUtf8(whole ? head : head.subarray(0, lastWholeCharacter(head))) ? 'utf-8' : 'windows-1252'
}

/** Text of the head, for guessing; an incomplete last character is left off. */
export function decodeHead(head: Buffer, encoding: Encoding): string {
  const end = encoding === 'utf-8' ? lastWholeCharacter(head) : head.length
  return iconv.decode(head.subarray(0, end), encoding)
}

/**
 * All bytes as something the parser takes: UTF-8 goes through untouched but checked, so that a file whose
 * first odd letter stands on line 90,000 is refused there instead of being read wrongly; others are decoded.
 */
export function decode(
  bytes: AsyncIterable<Buffer>,
  encoding: Encoding,
  name: string,
): AsyncIterable<Buffer | string> {
  return encoding === 'utf-8' ? checkedUtf8(bytes, name) : decoded(bytes, encoding)
}

async function* checkedUtf8(bytes: AsyncIterable<Buffer>, name: string) {
  let carry: Buffer = Buffer.alloc(0)
  let lines = 0
  let first = true
  for await (const chunk of bytes) {
    let all = carry.length === 0 ? chunk : Buffer.concat([carry, chunk])
    if (first && all.length < 3) {
      carry = all
      continue
    }
    if (first && all[0] === 0xef && all[1] === 0xbb && all[2] === 0xbf) all = all.subarray(3)
    first = false
    const end = lastWholeCharacter(all)
    const part = all.subarray(0, end)
    carry = all.subarray(end)
    if (!isUtf8(part)) refuse(name, lines + badLine(part))
    lines += newlines(part, part.length)
    yield part
  }
  if (carry.length === 0) return
  if (!isUtf8(carry)) refuse(name, lines + 1)
  yield carry
}

async function* decoded(bytes: AsyncIterable<Buffer>, encoding: Encoding) {
  const decoder = iconv.getDecoder(encoding, { stripBOM: true })
  for await (const chunk of bytes) {
    const text = decoder.write(chunk)
    if (text !== '') yield text
  }
  const rest = decoder.end()
  if (rest !== undefined && rest !== '') yield rest
}

function refuse(name: string, line: number): never {
  throw new Failure(
    'invalid',
    `${name} begins as UTF-8, but line ${line} holds bytes that are not. ` +
      'Say `encoding: windows-1252` (or whichever it was written in) in the mapping, or export it again as UTF-8.',
  )
}

/** Where the last complete UTF-8 character ends; at most three bytes are held back. */
function lastWholeCharacter(bytes: Buffer): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back]!
    if (byte < 0x80) return bytes.length
    if (byte >= 0xc0) {
      const wanted = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2
      return wanted > back ? bytes.length - back : bytes.length
    }
  }
  return bytes.length
}

/** Line (from 1) of the first byte that breaks UTF-8, by halving. */
function badLine(bytes: Buffer): number {
  let good = 0
  let bad = bytes.length
  while (bad - good > 1) {
    const middle = (good + bad) >> 1
    if (isUtf8(bytes.subarray(0, lastWholeCharacter(bytes.subarray(0, middle))))) good = middle
    else bad = middle
  }
  return newlines(bytes, good) + 1
}

function newlines(bytes: Buffer, end: number): number {
  let count = 0
  for (let at = bytes.indexOf(10); at !== -1 && at < end; at = bytes.indexOf(10, at + 1)) count++
  return count
}

function zeroBytes(bytes: Buffer) {
  let even = 0
  let odd = 0
  for (let i = 0; i < bytes.length; i++) if (bytes[i] === 0) i % 2 === 0 ? even++ : odd++
  return { even, odd }
}
