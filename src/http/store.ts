import type { Upload } from '#contract/operation.ts'
import { Failure } from '#core/failure.ts'
import { createHash } from 'node:crypto'
import { mkdir, open, rm, statfs } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { pipeline } from 'node:stream/promises'
import { v7 as uuidv7 } from 'uuid'

const megabyte = 1024 ** 2
/** How large a file may be, and what stays free beside it: a database without space stops for everybody. */
const bounds = { size: 2048 * megabyte, reserve: 512 * megabyte, lookEvery: 32 * megabyte }

/** Keeps request bodies as files of the data folder, under names of our own making. */
export function storeIn(
  dataFolder: string,
  limits: Partial<typeof bounds> = {},
): (request: Request, name: string) => Promise<Upload> {
  const folder = path.join(dataFolder, 'files')
  const within = { ...bounds, ...limits }
  return async (request, name) => {
    if (!request.body)
      throw new Failure('invalid', 'There is no file in the request. Send its bytes as the body.')
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const to = path.join(folder, uuidv7())
    try {
      const body = Readable.fromWeb(request.body as ReadableStream<Uint8Array>)
      const { hash, size } = await writeAll(body, to, within)
      return { path: to, name: plainName(name), hash, size }
    } catch (error) {
      await rm(to, { force: true })
      throw inWords(error)
    }
  }
}

/** Straight to disk, hashed on the way; a file over the limit is given up where it passes it. */
async function writeAll(
  body: Readable,
  to: string,
  of: typeof bounds,
): Promise<{ hash: string; size: number }> {
  const sum = createHash('sha256')
  let size = 0
  let look = 0
  // opened before anything can fail: a file that came to be after its removal would stay
  const file = await open(to, 'wx', 0o600)
  await pipeline(
    body,
    async function* (chunks: AsyncIterable<Uint8Array>) {
      for await (const chunk of chunks) {
        if (size >= look) {
          await mustHaveRoom(path.dirname(to), of.reserve)
          look += of.lookEvery
        }
        size += chunk.length
        if (size > of.size)
          throw new Failure(
            'invalid',
            `The file is larger than ${Math.round(of.size / megabyte)} MB. Split it, or pack it with gzip.`,
          )
        sum.update(chunk)
        yield chunk
      }
    },
    file.createWriteStream(),
  )
  return { hash: sum.digest('hex'), size }
}

async function mustHaveRoom(folder: string, reserve: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder)
  if (bavail * bsize < reserve) throw noRoom()
}

const noRoom = () =>
  new Failure(
    'locked',
    'The disk that Plumbline keeps its data on is nearly full. Ask whoever runs it to make room; the file was not kept.',
  )

/** A sender who leaves is no fault of ours, nor is a full disk. */
function inWords(error: unknown): unknown {
  const { code } = error as { code?: string }
  if (code === 'ENOSPC' || code === 'EDQUOT') return noRoom()
  if (code === 'ECONNRESET') return new Failure('invalid', 'The file did not arrive whole. Send it again.')
  return error
}

/** The last part of a path, without what a terminal, a header or a file system would read as something else. */
function plainName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? ''
  const plain = last
    .replaceAll(/[\p{Cc}\p{Cf}]/gu, '')
    .trim()
    .slice(0, 200)
  return plain === '' || plain === '.' || plain === '..' ? 'file' : plain
}
