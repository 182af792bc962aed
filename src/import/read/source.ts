import { createReadStream, ReadStream, statSync } from 'node:fs'
import { basename } from 'node:path'
import { pipeline, Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { Failure } from '#core/failure.ts'

/** A path, or bytes that arrive once. `name` is what refusals call the file. */
export type Source =
  | string
  | { readonly name: string; readonly path: string }
  | { readonly name: string; readonly stream: Readable }

export type Peeked = {
  readonly name: string
  /** Where the bytes stand as they are, if they do: not those of a gzip file, or of a stream. */
  readonly path: string | undefined
  /** The first bytes, unpacked if the file is gzip. */
  readonly head: Buffer
  /** Whether `head` is the whole file. */
  readonly whole: boolean
  /** All bytes, the head again included; may be read once. */
  readonly bytes: AsyncIterable<Buffer>
  /** How much of the file has been read, of 1; 0 where nobody knows how long it is. */
  share(): number
  close(): void
}

const headBytes = 64 * 1024

/** Opens a source, unpacks gzip (told by its magic bytes, not by its name) and looks at the first 64 KB. */
export async function peek(source: Source): Promise<Peeked> {
  const name = sourceName(source)
  const path = pathOf(source)
  const input = path === undefined ? (source as { stream: Readable }).stream : createReadStream(path)
  const raw = await lookAhead(input, 2, name)
  const share = shareRead(input, path)
  if (!isGzip(raw.head))
    return {
      name,
      path,
      share,
      ...(await lookAhead(raw.bytes, headBytes, name)),
      close: () => input.destroy(),
    }
  const plain = gunzip(raw.bytes)
  return {
    name,
    path: undefined,
    share,
    ...(await lookAhead(plain, headBytes, name)),
    close() {
      plain.destroy()
      input.destroy()
    },
  }
}

export const sourceName = (source: Source) => (typeof source === 'string' ? basename(source) : source.name)

function pathOf(source: Source): string | undefined {
  if (typeof source === 'string') return source
  return 'path' in source ? source.path : undefined
}

function shareRead(input: Readable, path: string | undefined): () => number {
  if (path === undefined || !(input instanceof ReadStream)) return () => 0
  const { size } = statSync(path)
  return () => (size > 0 ? Math.min(1, input.bytesRead / size) : 0)
}

const isGzip = (head: Buffer) => head[0] === 0x1f && head[1] === 0x8b

function gunzip(bytes: AsyncIterable<Buffer>) {
  const plain = createGunzip()
  pipeline(Readable.from(bytes), plain, () => undefined) // an error reaches whoever reads `plain`
  return plain
}

async function lookAhead(input: AsyncIterable<Buffer>, wanted: number, name: string) {
  const rest = input[Symbol.asyncIterator]()
  const seen: Buffer[] = []
  let size = 0
  let whole = false
  while (size < wanted && !whole) {
    const next = await rest.next().catch((error: unknown) => readFailure(error, name))
    if (next.done === true) whole = true
    else {
      seen.push(next.value)
      size += next.value.length
    }
  }
  return { head: Buffer.concat(seen), whole, bytes: replay(seen, rest, name) }
}

async function* replay(seen: readonly Buffer[], rest: AsyncIterator<Buffer>, name: string) {
  yield* seen
  for (;;) {
    const next = await rest.next().catch((error: unknown) => readFailure(error, name))
    if (next.done === true) return
    yield next.value
  }
}

/** What goes wrong while reading, in words; anything unknown is a bug and goes on as it is. */
function readFailure(error: unknown, name: string): never {
  const code = (error as { code?: string }).code ?? ''
  if (code === 'ENOENT') throw new Failure('not_found', `There is no file ${name}. Check the path.`)
  if (code === 'EACCES') throw new Failure('not_allowed', `${name} may not be read. Check its permissions.`)
  if (code === 'EISDIR') throw new Failure('invalid', `${name} is a folder. Name a file in it.`)
  if (code.startsWith('Z_'))
    throw new Failure('invalid', `${name} is a damaged or truncated gzip file. Export or upload it again.`)
  throw error
}
