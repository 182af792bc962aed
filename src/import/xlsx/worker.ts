import { parentPort, workerData } from 'node:worker_threads'
import { Failure } from '#core/failure.ts'
import { Archive } from './archive.ts'
import type { Answer, Job } from './protocol.ts'
import { readRows } from './sheet.ts'
import { readWorkbook } from './workbook.ts'

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
  const archive = await Archive.open(job.path, job.name)
  const workbook = await readWorkbook(archive, job.sheet)
  for await (const read of readRows(archive, workbook)) yield { is: 'rows', ...read }
}

function failed(error: unknown): Answer {
  if (error instanceof Failure) return { is: 'failed', sentence: error.message }
  const reason = error instanceof Error ? error.message : String(error)
  return {
    is: 'failed',
    sentence: `${job.name} cannot be read as a workbook (${reason}). Save it again as .xlsx, or export it as CSV.`,
  }
}
