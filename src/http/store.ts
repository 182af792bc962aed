import type { Upload } from '#contract/operation.ts'
import { Failure } from '#core/failure.ts'
import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { pipeline } from 'node:stream/promises'
import { v7 as uuidv7 } from 'uuid'

const twoGigabytes = 2 * 1024 ** 3

/** Keeps request bodies as files of the data folder, under names of our own making. */
export function storeIn(
  dataFolder: string,
  limit = twoGigabytes,
): (request: Request, name: string) => Promise<Upload> {
  const folder = path.join(dataFolder, 'files')
  return async (request, name) => {
    if (!request.body)
      throw new Failure('invalid', 'There is no file in the request. Send its bytes as the body.')
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const to = path.join(folder, uuidv7())
    try {
      const body = Readable.fromWeb(request.body as ReadableStream<Uint8Array>)
      const { hash, size } = await writeAll(body, to, limit)
      return { path: to, name: plainName(name), hash, size }
    } catch (error) {
      await rm(to, { force: true })
      throw error
    }
  }
}

/** Straight to disk, hashed on the way; a file over the limit is given up where it passes it. */
async function writeAll(body: Readable, to: string, limit: number): Promise<{ hash: string; size: number }> {
  const sum = createHash('sha256')
  let size = 0
  await pipeline(
    body,
    async function* (chunks: AsyncIterable<Uint8Array>) {
      for await (const chunk of chunks) {
        size += chunk.length
        if (size > limit)
          throw new Failure(
            'invalid',
            `The file is larger than ${Math.round(limit / 1024 ** 2)} MB. Split it, or pack it with gzip.`,
          )
        sum.update(chunk)
        yield chunk
      }
    },
    createWriteStream(to, { flags: 'wx', mode: 0o600 }),
  )
  return { hash: sum.digest('hex'), size }
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
