import {
  type FittedSeries,
  type ForecastOptions,
  joinFitted,
  type NoForecast,
  scoredOnes,
  type SeriesForecast,
  type SeriesHistory,
} from '#core/forecast/index.ts'
import { availableParallelism } from 'node:os'
import { Piscina } from 'piscina'
import { type FitTask, fitShare } from './worker.ts'

/** Series that one thread takes at a time: enough that handing them over does not count. */
const share = { full: 2, fast: 50 }

/** Fits on all cores, then joins what the series can learn from each other. The result does not depend on the cores. */
export async function forecastOnAllCores(
  histories: readonly SeriesHistory[],
  options: ForecastOptions,
  progress: (done: number) => void,
): Promise<SeriesForecast[]> {
  const score = scoredOnes(histories.length)
  const marked = histories.map((history, i) => ({ history, score: score(i) }))
  const size = share[options.procedure]
  const tasks: FitTask[] = Array.from({ length: Math.ceil(marked.length / size) }, (_, i) => ({
    histories: marked.slice(i * size, (i + 1) * size),
    options,
  }))
  const fitted = tasks.length < 2 ? tasks.flatMap(fitShare) : await inThreads(tasks, progress)
  return joinFitted(fitted, options)
}

async function inThreads(tasks: readonly FitTask[], progress: (done: number) => void) {
  const pool = new Piscina({
    filename: new URL('./worker.ts', import.meta.url).href,
    name: 'fitShare',
    minThreads: 1,
    maxThreads: Math.min(availableParallelism(), tasks.length),
  })
  let done = 0
  try {
    const shares = await Promise.all(
      tasks.map(async task => {
        const fitted = (await pool.run(task)) as (FittedSeries | NoForecast)[]
        progress((done += fitted.length))
        return fitted
      }),
    )
    return shares.flat()
  } finally {
    await pool.destroy()
  }
}
