import { type FittedSeries, type NoForecast, type Procedure, scoredOnes } from '#core/forecast/index.ts'
import { type Base, commonTo, type HouseForecast, type HouseNode } from '#core/forecast/house/index.ts'
import type { JoinedDeals, joinDeals } from '#core/forecast/joined/index.ts'
import { availableParallelism } from 'node:os'
import { Piscina } from 'piscina'
import type { BaseTask, FitTask } from './worker.ts'

/** Nodes that one thread takes at a time: enough that handing them over does not count, few enough to see progress. */
const share = { full: 2, fast: 40, draw: 100 }

/** One pool for all forecasts of a job; a core is left to the server where there are more than two. */
export function openThreads(): Piscina {
  const cores = availableParallelism()
  return new Piscina({
    filename: new URL('./worker.ts', import.meta.url).href,
    minThreads: 1,
    // whoever asks for a page goes first
    niceIncrement: 10,
    maxThreads: Math.min(8, cores > 2 ? cores - 1 : cores),
    // fitting litters: with more room a thread stops less often to clear it away
    resourceLimits: { maxYoungGenerationSizeMb: 64 },
  })
}

export async function forecastInThreads(
  pool: Piscina,
  of: {
    nodes: readonly HouseNode[]
    /** Selling days of the known months and of those ahead. */
    days: readonly number[]
    procedure: Procedure
    rest: number | null
    seed: number
    signal: AbortSignal
    progress: (fitted: number) => void
  },
): Promise<HouseForecast> {
  const { nodes, days, procedure, rest, seed, signal } = of
  const run = async <Task, One>(name: string, tasks: Task[], done?: (count: number) => void) => {
    const shares = tasks.map(async task => {
      const made = (await pool.run(task, { name, signal })) as One[]
      done?.(made.length)
      return made
    })
    return (await Promise.all(shares)).flat()
  }
  const score = scoredOnes(nodes.length)
  const marked = nodes.map((node, at) => ({ node, score: score(at) }))
  const fitted = await run<FitTask, FittedSeries | NoForecast>(
    'fitNodes',
    portions(marked, share[procedure]).map(some => ({ nodes: some, days, procedure })),
    of.progress,
  )
  const common = commonTo(nodes, fitted)
  const placed = nodes.map((node, at) => ({ node, fitted: fitted[at]!, at }))
  const bases = await run<BaseTask, Base>(
    'drawNodes',
    portions(placed, share.draw).map(some => ({ nodes: some, common, rest, seed })),
  )
  return (await pool.run({ nodes, bases, rest }, { name: 'joinNodes', signal })) as HouseForecast
}

function portions<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, at) =>
    all.slice(at * size, (at + 1) * size),
  )
}

/** A forecast with its deals, worked out beside the server, too. */
export async function joinInThreads(
  pool: Piscina,
  of: { facts: Parameters<typeof joinDeals>[0]; signal: AbortSignal },
): Promise<JoinedDeals> {
  return (await pool.run(of.facts, { name: 'joinDeals', signal: of.signal })) as JoinedDeals
}
