import type pg from 'pg'
import { inGenerated } from './generated.ts'

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
  return inGenerated({}, async ({ owner, ask }) => {
    await of.fill(owner)
    const atLeast = () => owner.query(of.limit)
    await atLeast() // what the first read brings into memory is no part of it
    const limits: number[] = []
    const each: Asked[] = []
    for (const [name, address] of of.asked) {
      const read = async () => (await ask(address)).text()
      await read()
      limits.push((await timed(atLeast)).seconds)
      each.push({ name, ...(await timed(read)) })
      limits.push((await timed(atLeast)).seconds)
    }
    return { limit: limits.reduce((sum, one) => sum + one, 0) / limits.length, each }
  })
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
