import { PgBoss, type Job } from 'pg-boss'
import type { ConnectionConfig } from './connection.ts'

export type Queue = {
  /** Puts a job in the queue. The queue has a login of its own, so this is no part of any other transaction. */
  send(name: string, data: object): Promise<void>
  /** Works on jobs of a name, `atOnce` at a time, as they come. */
  work(name: string, of: { atOnce: number; run: (data: object) => Promise<void> }): Promise<void>
  /** Lets running jobs end (30 seconds at most), and takes no more. */
  close(): Promise<void>
}

/** pg-boss over schema `queue`, which migration 0005 makes: it migrates nothing itself. */
export async function openQueue(config: ConnectionConfig, onError: (error: Error) => void): Promise<Queue> {
  const boss = new PgBoss({
    ...config,
    ssl: config.ssl ?? false,
    schema: 'queue',
    migrate: false,
    createSchema: false,
    max: 4,
  })
  boss.on('error', onError)
  await boss.start()
  const known = new Set<string>()
  const ensure = async (name: string) => {
    if (known.has(name)) return
    // an import may take hours; whoever dies on one leaves it to the sweep, which is not fooled by time
    await boss.createQueue(name, { retryLimit: 0, expireInSeconds: 6 * 3600 })
    known.add(name)
  }
  return {
    async send(name, data) {
      await ensure(name)
      await boss.send(name, data)
    },
    async work(name, { atOnce, run }) {
      await ensure(name)
      for (let worker = 0; worker < atOnce; worker++) {
        await boss.work(name, { pollingIntervalSeconds: 1, batchSize: 1 }, async (jobs: Job<object>[]) => {
          for (const job of jobs) await run(job.data)
        })
      }
    },
    close: () => boss.stop({ graceful: true, timeout: 30_000 }),
  }
}
