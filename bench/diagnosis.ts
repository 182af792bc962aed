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
import { fill, fillQuarters, org, person } from './figures-data.ts'

type Asked = { readonly name: string; readonly seconds: number; readonly held: number }
export type DiagnosisBench = { readonly lines: number; readonly limit: number; readonly each: Asked[] }

/**
 * The diagnosis of a company's quarter with `lines` billing lines in it and in the quarter a year before, in units of one
 * grouped query over the same lines: each answer of the page by itself, and the most that Node holds meanwhile.
 */
export async function diagnosis(lines = 1_000_000): Promise<DiagnosisBench> {
  const home = mkdtempSync(path.join(tmpdir(), 'plumbline-bench-'))
  chmodSync(home, 0o755)
  const server = await openServer({ home, say: () => {} })
  const database = await openDatabase({ owner: server.owner, secret: 'a secret for measuring only' })
  const owner = new pg.Pool({ ...server.owner, max: 1 })
  try {
    await fill(owner, 30)
    await fillQuarters(owner, lines)
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
    const ask = async (of: string) => {
      const answer = await app.request(`/api/diagnosis${of}subject=company&period=quarter`)
      if (answer.status !== 200) throw new Error(`${of} answered ${answer.status}: ${await answer.text()}`)
      await answer.text()
    }
    const grouped = () => owner.query(groupedOnce)
    await grouped() // what the first read brings into memory is no part of it
    const limits: number[] = []
    const each: Asked[] = []
    for (const [name, of] of asked) {
      await ask(of)
      limits.push((await timed(grouped)).seconds)
      each.push({ name, ...(await timed(() => ask(of))) })
      limits.push((await timed(grouped)).seconds)
    }
    return { lines, limit: limits.reduce((sum, one) => sum + one, 0) / limits.length, each }
  } finally {
    await owner.end()
    await database.close()
    await server.stop()
    rmSync(home, { recursive: true, force: true })
  }
}

const asked = [
  ['the gap in steps', '?'],
  ['accounts behind a step', '/behind?step=accounts&'],
  ['common or particular', '/people?'],
  ['price, product, position', '/price?'],
  ['findings', '/findings?'],
] as const

/** Every line of both quarters once, by product line: what no diagnosis that reads lines can be faster than. */
const groupedOnce = `
  select c.day < '2026-01-01' as then, p.line, sum(c.net_rc), sum(c.list_rc), sum(b.quantity), count(distinct b.invoice),
    count(distinct b.account_id)
  from app.line_credit c
    join app.billing_line b on b.org_id = c.org_id and b.id = c.line_id
    join app.product p on p.org_id = b.org_id and p.id = b.product_id
  where c.org_id = '${org}'
  group by 1, 2`

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

export function print({ lines, limit, each }: DiagnosisBench): void {
  console.log(
    `${lines} billing lines in both quarters; one grouped query over them takes ${limit.toFixed(2)} s`,
  )
  for (const { name, seconds, held } of each)
    console.log(
      `${name.padEnd(26)} ${seconds.toFixed(2).padStart(7)} s  ${(seconds / limit).toFixed(2).padStart(6)} grouped queries  ${held.toFixed(0).padStart(5)} MB more in Node`,
    )
}
