import { Worker } from 'node:worker_threads'
import { Failure } from '#core/failure.ts'
import type { Answer, Job } from './protocol.ts'

/** Beside these megabytes stand the shared texts, which have a bound of their own. */
const memory = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 8 }

type SheetRows = Extract<Answer, { is: 'rows' }>
type Settle = { readonly answer: (answer: Answer) => void; readonly fail: (error: Failure) => void }

/** Reads a sheet in a thread of its own with a bound on its memory: a hostile workbook ends the thread, not the server. */
export class SheetThread {
  private readonly worker: Worker
  private readonly name: string
  private asked: Promise<Answer> | undefined
  // One question at a time. No race with a promise of the thread's end: that would keep every answer until then.
  private waiting: Settle | undefined
  private ended: Failure | undefined

  constructor(job: Job) {
    this.name = job.name
    this.worker = new Worker(new URL('./worker.ts', import.meta.url), {
      workerData: job,
      resourceLimits: memory,
      execArgv: [],
    })
    this.worker.on('message', (answer: Answer) => this.waiting?.answer(answer))
    this.worker.on('error', (error: Error & { code?: string }) =>
      this.end(
        error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'needs more memory than a workbook may' : error.message,
      ),
    )
    this.worker.on('exit', () => this.end('ended early'))
  }

  /** undefined: no more rows. While these are worked on, the thread reads the next ones, and no more. */
  async next(): Promise<SheetRows | undefined> {
    const answered = this.asked ?? this.ask()
    this.asked = undefined
    const answer = await answered
    if (answer.is === 'failed') throw new Failure('invalid', answer.sentence)
    if (answer.is === 'end') return undefined
    this.asked = this.ask()
    this.asked.catch(() => undefined) // whoever takes it hears of it
    return answer
  }

  close() {
    void this.worker.terminate()
  }

  private ask(): Promise<Answer> {
    return new Promise((answer, fail) => {
      if (this.ended) return fail(this.ended)
      this.waiting = { answer, fail }
      this.worker.postMessage('more')
    })
  }

  private end(why: string) {
    this.ended ??= new Failure(
      'invalid',
      `${this.name} cannot be read as a workbook: it ${why}. Export the sheet as CSV instead.`,
    )
    this.waiting?.fail(this.ended)
  }
}
