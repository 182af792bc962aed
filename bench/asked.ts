import type { House } from '#actions/action.ts'
import { actions } from '#actions/index.ts'
import { actorOf } from '#db/actors.ts'
import { openDatabase } from '#db/open.ts'
import { openServer } from '#db/server/index.ts'
import { createApp } from '#http/app.ts'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { pino } from 'pino'
import { fill, org, person } from './figures-data.ts'

export type Asked = { readonly name: string; readonly seconds: number; readonly held: number }
export type AskedBench = { readonly limit: number; readonly each: readonly Asked[] }

/**
 * What the director's pages cost in an organisation made for it, in units of one query that nothing which reads the same
 * rows can be faster than, measured before and after each; and the most that Node holds meanwhile.
 * @param of.fill   puts the rows into an organisation of 211 people
 * @param of.limit  the query
 * @param of.asked  name and address under /api
 */
export async function costOf(of: {
  fill: (owner: pg.Pool) => Promise<void>
  limit: string
  asked: readonly (readonly [name: string, address: string])[]
}): Promise<AskedBench> {
  const home = mkdtempSync(path.join(tmpdir(), 'plumbline-bench-'))
  chmodSync(home, 0o755)
  const server = await openServer({ home, say: () => {} })
  const database = await openDatabase({ owner: server.owner, secret: 'a secret for measuring only' })
  const owner = new pg.Pool({ ...server.owner, max: 1 })
  try {
    await fill(owner, 30)
    await of.fill(owner)
    const director = (await actorOf(database.pools, { org, person: person(1), via: { kind: 'session' } }))!
    const app = createApp({
      actions,
      house: { pools: database.pools } as House,
      actorOf: () => Promise.resolve(director),
      origins: [],
      store: () => Promise.reject(new Error('no uploads here')),
      more: () => {},
      log: pino({ level: 'error' }),
    })
    const ask = async (address: string) => {
      const answer = await app.request(`/api${address}`)
      const text = await answer.text()
      if (answer.status !== 200) throw new Error(`${address} answered ${answer.status}: ${text}`)
    }
    const atLeast = () => owner.query(of.limit)
    await atLeast() // what the first read brings into memory is no part of it
    const limits: number[] = []
    const each: Asked[] = []
    for (const [name, address] of of.asked) {
      await ask(address)
      limits.push((await timed(atLeast)).seconds)
      each.push({ name, ...(await timed(() => ask(address))) })
      limits.push((await timed(atLeast)).seconds)
    }
    return { limit: limits.reduce((sum, one) => sum + one, 0) / limits.length, each }
  } finally {
    await owner.end()
    await database.close()
    await server.stop()
    rmSync(home, { recursive: true, force: true })
  }
}

async function timed(what: () => Promise<unknown>): Promise<{ seconds: number; held: number }> {
  const before = process.memoryUsage().rss
  let most = before
  const watch = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 20)
  const start = performance.now()
  await what()
  clearInterval(watch)
  most = Math.max(most, process.memoryUsage().rss)
  return { seconds: (performance.now() - start) / 1000, held: (most - before) / 1024 ** 2 }
}

export function printCost({ limit, each }: AskedBench, unit: string): void {
  for (const { name, seconds, held } of each)
    console.log(
      `${name.padEnd(34)} ${seconds.toFixed(2).padStart(7)} s  ${(seconds / limit).toFixed(2).padStart(6)} ${unit}  ${held.toFixed(0).padStart(5)} MB more in Node`,
    )
}
