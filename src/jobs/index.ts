import { failInterrupted, type Pools, unfinishedBatches } from '#actions/ledger/keeping.ts'
import { type House, keeperOf } from './house.ts'
import { runImport } from './import.ts'

export { lendImports } from './lend.ts'
export { runImport } from './import.ts'

/** Where jobs come from and go to: db/queue.ts's, handed in. */
type Queue = {
  send(name: string, data: object): Promise<void>
  work(name: string, of: { atOnce: number; run: (data: object) => Promise<void> }): Promise<void>
}

export const importQueue = 'ledger.import'
const sweepEveryMs = 60_000

export type Jobs = { stop(): Promise<void> }

/**
 * Starts working. A job is sent after the transaction that asks for it has committed, by another login: should the
 * process die between the two, the batch still waits, and the sweep (at start and each minute) sends it again. A
 * batch is taken by one worker alone, however often it was sent.
 */
export async function startJobs(
  house: House,
  of: { queue: Queue; onError: (error: unknown) => void },
): Promise<Jobs> {
  await of.queue.work(importQueue, {
    atOnce: 2,
    async run(data) {
      const { org, batchId } = data as { org: string; batchId: string }
      // a bug has ended its batch with a sentence; the queue has nothing to try again
      await runImport(house, { org, batchId }).catch(of.onError)
    },
  })
  await sweep(house, of.queue)
  const timer = setInterval(() => void sweep(house, of.queue).catch(of.onError), sweepEveryMs)
  return {
    async stop() {
      clearInterval(timer)
    },
  }
}

/** Batches that nobody works on: those that wait are sent again, those whose worker died are given up. */
export async function sweep(house: { pools: Pools }, queue: Pick<Queue, 'send'>): Promise<void> {
  for (const { org, id, state } of await unfinishedBatches(house.pools)) {
    if (state === 'waiting') await queue.send(importQueue, { org, batchId: id })
    else await failInterrupted(house.pools, await keeperOf(house.pools, org), id)
  }
}
