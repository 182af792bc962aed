import { unfinishedForecasts } from '#actions/forecast/keeping.ts'
import { failInterrupted, type Pools, unfinishedBatches } from '#actions/ledger/keeping.ts'
import { runForecast } from './forecast/index.ts'
import { type House, keeperOf } from './house.ts'
import { runImport } from './import.ts'
import { dealsDue, learnFromDeals } from './knowing/deals.ts'
import { effectsDue, findEffects } from './knowing/effects.ts'
import { findRecipes, recipesDue } from './knowing/recipe.ts'
import type { Learning } from './learning.ts'

export { lendLearning } from './learning.ts'
export { lendImports } from './lend.ts'
export { runImport } from './import.ts'

/** Where jobs come from and go to: db/queue.ts's, handed in. */
type Queue = {
  send(name: string, data: object): Promise<void>
  work(name: string, of: { atOnce: number; run: (data: object) => Promise<void> }): Promise<void>
}

const importQueue = 'ledger.import'
const recipeQueue = 'recipe.find'
const forecastQueue = 'forecast.publish'
const effectsQueue = 'effects.find'
const dealsQueue = 'deals.learn'

/** Where a job that an action asks for goes. */
export function queueOf(data: object): string {
  if ('forecastJob' in data) return forecastQueue
  if ('recipeOf' in data) return recipeQueue
  return 'effectsOf' in data ? effectsQueue : importQueue
}

const sweepEveryMs = 60_000

export type Jobs = { stop(): Promise<void> }

/**
 * Starts working. A job is sent after the transaction that asks for it has committed, by another login: should the
 * process die between the two, the batch still waits, and the sweep (at start and each minute) sends it again. A
 * batch is taken by one worker alone, however often it was sent.
 */
export async function startJobs(
  house: House,
  of: { queue: Queue; learning: Learning; onError: (error: unknown) => void },
): Promise<Jobs> {
  await of.queue.work(importQueue, {
    atOnce: 2,
    async run(data) {
      const { org, batchId } = data as { org: string; batchId: string }
      // a bug has ended its batch with a sentence; the queue has nothing to try again
      await runImport(house, { org, batchId }).catch(of.onError)
      // whoever comes to look at what was imported does not wait for the next sweep
      await sweepDeals(house, of.queue).catch(of.onError)
    },
  })
  await of.queue.work(recipeQueue, {
    atOnce: 1,
    // what could not be found is still due, and asked for again by the next sweep
    run: data => findRecipes(house, (data as { recipeOf: string }).recipeOf).catch(of.onError),
  })
  await of.queue.work(forecastQueue, {
    atOnce: 1,
    run: data => runForecast(house, data as { org: string; forecastJob: string }).catch(of.onError),
  })
  await of.queue.work(effectsQueue, {
    atOnce: 1,
    run: data => findEffects(house, (data as { effectsOf: string }).effectsOf).catch(of.onError),
  })
  await of.queue.work(dealsQueue, {
    atOnce: 1,
    run: data =>
      learnFromDeals({ ...house, learning: of.learning }, (data as { dealsOf: string }).dealsOf).catch(
        of.onError,
      ),
  })
  const look = () => Promise.all([sweep(house, of.queue), sweepKnowing(house, of.queue)])
  await look()
  const timer = setInterval(() => void look().catch(of.onError), sweepEveryMs)
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
  for (const { org, id } of await unfinishedForecasts(house.pools))
    await queue.send(forecastQueue, { org, forecastJob: id })
}

/** Recipes and effects whose ledger has moved on are found anew, once no import is changing it. */
async function sweepKnowing(house: { pools: Pools }, queue: Pick<Queue, 'send'>): Promise<void> {
  for (const org of await recipesDue(house.pools)) await queue.send(recipeQueue, { recipeOf: org })
  for (const org of await effectsDue(house.pools)) await queue.send(effectsQueue, { effectsOf: org })
  await sweepDeals(house, queue)
}

/** What is learnt from deals also ages by the day: each organisation's is renewed when its own day begins. */
async function sweepDeals(house: { pools: Pools }, queue: Pick<Queue, 'send'>): Promise<void> {
  for (const org of await dealsDue(house.pools)) await queue.send(dealsQueue, { dealsOf: org })
}
