import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { Failure } from '#core/failure.ts'
import type { Answer, Job, SheetRow } from './protocol.ts'

const memory = { maxOldGenerationSizeMb: 768, maxYoungGenerationSizeMb: 64 }

/** Reads a sheet in a thread of its own with a bound on its memory: a hostile workbook ends the thread, not the server. */
export class SheetThread {
  private readonly worker: Worker
  private readonly name: string
  private readonly died: Promise<never>

  constructor(job: Job) {
    this.name = job.name
    this.worker = new Worker(new URL('./worker.ts', import.meta.url), {
      workerData: job,
      transferList: [job.bytes.buffer as ArrayBuffer],
      resourceLimits: memory,
      execArgv: [],
    })
    this.died = once(this.worker, 'exit').then(
      () => this.refuse('ended early'),
      (error: { code?: string; message: string }) =>
        this.refuse(
          error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'needs more memory than a workbook may' : error.message,
        ),
    )
    this.died.catch(() => undefined) // whoever waits for rows hears of it
  }

  /** undefined: no more rows. */
  async next(): Promise<readonly SheetRow[] | undefined> {
    const answered = once(this.worker, 'message')
    this.worker.postMessage('more')
    const [answer] = (await Promise.race([answered, this.died])) as [Answer]
    if (answer.is === 'failed') throw new Failure('invalid', answer.sentence)
    return answer.is === 'rows' ? answer.rows : undefined
  }

  close() {
    void this.worker.terminate()
  }

  private refuse(why: string): never {
    throw new Failure(
      'invalid',
      `${this.name} cannot be read as a workbook: it ${why}. Export the sheet as CSV instead.`,
    )
  }
}
