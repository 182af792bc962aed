import { Piscina } from 'piscina'
import type * as worker from './worker.ts'

type Calculations = typeof worker

/** Threads stay for a minute after their last work: most of a short calculation's time would be starting one. */
const idleMs = 60_000
const pools = new Map<boolean, Piscina>()

/**
 * Calculates beside the server, which goes on answering.
 * @param of.waited  somebody waits for it; all else goes behind whoever asks for a page
 */
export async function inThread<Name extends keyof Calculations>(
  name: Name,
  facts: Parameters<Calculations[Name]>[0],
  { waited }: { waited: boolean },
): Promise<ReturnType<Calculations[Name]>> {
  const pool = pools.get(waited) ?? open(waited)
  pools.set(waited, pool)
  return pool.run(facts, { name }) as Promise<ReturnType<Calculations[Name]>>
}

function open(waited: boolean): Piscina {
  return new Piscina({
    filename: new URL('./worker.ts', import.meta.url).href,
    minThreads: 0,
    maxThreads: 2,
    idleTimeout: idleMs,
    niceIncrement: waited ? 0 : 10,
  })
}
