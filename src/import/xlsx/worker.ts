import { parentPort, workerData } from 'node:worker_threads'
import { streamXlsxRows } from 'hucre/xlsx'
import { Failure } from '#core/failure.ts'
import { checkArchive } from './zip.ts'
import type { Answer, Job, SheetRow } from './protocol.ts'

const rowsPerAnswer = 500
const port = parentPort!
const job = workerData as Job
const answers = work()

// One answer for each question, so that a fast reader cannot fill the memory of a slow one.
port.on('message', () => void next())

async function next() {
  try {
    const { value, done } = await answers.next()
    port.postMessage(done === true ? ({ is: 'end' } satisfies Answer) : value)
  } catch (error) {
    port.postMessage(failed(error))
  }
}

async function* work(): AsyncGenerator<Answer> {
  const bytes = Buffer.from(job.bytes.buffer, job.bytes.byteOffset, job.bytes.byteLength)
  await checkArchive(bytes, job.name)
  const sheet =
    job.sheet === undefined ? undefined : /^\d+$/.test(job.sheet) ? Number(job.sheet) - 1 : job.sheet
  let rows: SheetRow[] = []
  for await (const row of streamXlsxRows(bytes, sheet === undefined ? {} : { sheet })) {
    rows.push({ line: row.index + 1, cells: row.values.map(plain) })
    if (rows.length < rowsPerAnswer) continue
    yield { is: 'rows', rows }
    rows = []
  }
  if (rows.length > 0) yield { is: 'rows', rows }
}

/** Numbers stay numbers, for their decimal mark is not in the file; days become text that every mapping reads. */
function plain(value: unknown): string | number {
  if (typeof value === 'string' || typeof value === 'number') return value
  if (value instanceof Date) {
    const [day, time] = value.toISOString().split('T')
    return time === '00:00:00.000Z' ? day! : `${day} ${time!.slice(0, 8)}`
  }
  return typeof value === 'boolean' ? String(value) : ''
}

function failed(error: unknown): Answer {
  if (error instanceof Failure) return { is: 'failed', sentence: error.message }
  const reason = error instanceof Error ? error.message : String(error)
  return {
    is: 'failed',
    sentence: `${job.name} cannot be read as a workbook (${reason}). Save it again as .xlsx, or export it as CSV.`,
  }
}
