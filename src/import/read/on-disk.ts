import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Failure } from '#core/failure.ts'
import type { Peeked } from './source.ts'

const largest = 1024 ** 3

/**
 * Where a file stands that has to be read out of order: where it is, or, if it comes as a stream or packed, in a folder
 * of the system's that goes with `remove`.
 */
export async function onDisk(file: Peeked): Promise<{ path: string; remove(): void }> {
  if (file.path !== undefined) {
    file.close()
    return { path: file.path, remove() {} }
  }
  const folder = await mkdtemp(join(tmpdir(), 'plumbline-workbook-'))
  const path = join(folder, 'workbook.xlsx')
  const remove = () => void rm(folder, { recursive: true, force: true }).catch(() => undefined)
  try {
    await pipeline(Readable.from(bounded(file)), createWriteStream(path))
  } catch (error) {
    remove()
    throw error
  } finally {
    file.close()
  }
  return { path, remove }
}

async function* bounded(file: Peeked): AsyncGenerator<Buffer> {
  let size = 0
  for await (const chunk of file.bytes) {
    size += chunk.length
    if (size > largest)
      throw new Failure('invalid', `${file.name} is larger than 1 GB. Export the sheet as CSV instead.`)
    yield chunk
  }
}
