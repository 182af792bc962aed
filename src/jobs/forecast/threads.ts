import { type FittedSeries, type NoForecast, type Procedure, scoredOnes } from '#core/forecast/index.ts'
import type { HouseForecast, HouseNode } from '#core/forecast/house/index.ts'
import { availableParallelism } from 'node:os'
import { Piscina } from 'piscina'
import type { FitTask } from './worker.ts'

/** Nodes that one thread takes at a time: enough that handing them over does not count, few enough to see progress. */
const share = { full: 2, fast: 40 }

/** One pool for all forecasts of a job; a core is left to the server where there are more than two. */
export function openThreads(): Piscina {
  const cores = availableParallelism()
  return new Piscina({
    filename: new URL('./worker.ts', import.meta.url).href,
    minThreads: 1,
    // whoever asks for a page goes first
    niceIncrement: 10,
    maxThreads: Math.min(8, cores > 2 ? cores - 1 : cores),
  })
}

export async function forecastInThreads(
  pool: Piscina,
  of: {
    nodes: readonly HouseNode[]
    procedure: Procedure
    rest: number | null
    seed: number
    signal: AbortSignal
    progress: (fitted: number) => void
  },
): Promise<HouseForecast> {
  const { nodes, procedure, rest, seed, signal, progress } = of
  const score = scoredOnes(nodes.length)
  const marked = nodes.map((node, at) => ({ node, score: score(at) }))
  const size = share[procedure]
  const tasks: FitTask[] = Array.from({ length: Math.ceil(nodes.length / size) }, (_, at) => ({
    nodes: marked.slice(at * size, (at + 1) * size),
    procedure,
  }))
  const fitted = await Promise.all(
    tasks.map(async task => {
      const one = (await pool.run(task, { name: 'fitNodes', signal })) as (FittedSeries | NoForecast)[]
      progress(one.length)
      return one
    }),
  )
  return (await pool.run(
    { nodes, fitted: fitted.flat(), rest, seed },
    { name: 'joinNodes', signal },
  )) as HouseForecast
}
