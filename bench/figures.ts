import { scopeOf, type Actor } from '#access/scope.ts'
import type { Action, House } from '#actions/action.ts'
import { seriesAction } from '#actions/figures/series.ts'
import { standingsAction } from '#actions/figures/standings.ts'
import { tableAction } from '#actions/figures/table.ts'
import { run } from '#actions/run.ts'
import type { Operation } from '#contract/operation.ts'
import { actorOf } from '#db/actors.ts'
import { openDatabase, type Database } from '#db/open.ts'
import { inScope } from '#db/scope.ts'
import { openServer } from '#db/server/index.ts'
import { sql } from 'kysely'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { fill, org, person } from './figures-data.ts'

export type Measured = { readonly name: string; readonly small: number; readonly large: number }
export type FiguresBench = {
  readonly connections: number
  readonly small: number
  readonly large: number
  readonly each: Measured[]
}

/**
 * Asked at 32 connections as screens ask, against one indexed query in a transaction that sets who asks; times are in
 * units of that bare query, measured beside each of them in the same run.
 */
export async function figures(
  of = { small: 100_000, large: 2_000_000, connections: 32, seconds: 4 },
): Promise<FiguresBench> {
  const home = mkdtempSync(path.join(tmpdir(), 'plumbline-bench-'))
  chmodSync(home, 0o755)
  const server = await openServer({ home, say: () => {} })
  const database = await openDatabase({
    owner: server.owner,
    secret: 'a secret for measuring only',
    connections: of.connections,
  })
  const owner = new pg.Pool({ ...server.owner, max: 1 })
  try {
    await fill(owner, of.small)
    const small = await measure(database, of)
    await fill(owner, of.large)
    const large = await measure(database, of)
    const each = small.map((one, n) => ({ name: one.name, small: one.cost, large: large[n]!.cost }))
    return { connections: of.connections, small: of.small, large: of.large, each }
  } finally {
    await owner.end()
    await database.close()
    await server.stop()
    rmSync(home, { recursive: true, force: true })
  }
}

export function print({ connections, small, large, each }: FiguresBench): void {
  console.log(
    `${connections} connections; cost in bare queries, at ${small} and at ${large} lines, and the one over the other`,
  )
  for (const one of each) {
    const [a, b, ratio] = [one.small, one.large, one.large / one.small].map(value =>
      value.toFixed(2).padStart(8),
    )
    console.log(`${one.name.padEnd(36)} ${a} ${b} ${ratio}`)
  }
}

async function measure(
  { pools }: Database,
  { connections, seconds }: { connections: number; seconds: number },
): Promise<{ name: string; cost: number }[]> {
  const as = async (n: number) =>
    (await actorOf(pools, { org, person: person(n), via: { kind: 'session' } }))!
  const [director, manager, seller] = [await as(1), await as(2), await as(12)]
  const house = { pools } as House
  const ask = <O extends Operation>(actor: Actor, action: Action<O>, query: Record<string, string>) => {
    const input = { params: {}, query: action.operation.query.parse(query), body: {} } as Parameters<
      Action<O>['run']
    >[1]
    return () => run(house, action, actor, input)
  }
  const bare = () =>
    inScope(pools, scopeOf(seller), db =>
      sql`select net from app.person_day where org_id = ${org} and person_id = ${person(12)} limit 1`.execute(
        db,
      ),
    )
  const screens: [string, () => Promise<unknown>][] = [
    ['own standing, salesperson', ask(seller, standingsAction, {})],
    ['a team’s standings, manager', ask(manager, standingsAction, { subject: `team:${person(2)}` })],
    ['the company’s standings, director', ask(director, standingsAction, { subject: 'company' })],
    [
      '13 months’ billing, director',
      ask(director, seriesAction, { subject: 'company', figures: 'billed_revenue,orders,gross_margin_rate' }),
    ],
    ['13 months’ own attainment', ask(seller, seriesAction, { figures: 'billed_revenue,attainment' })],
    ['all figures by branch, director', ask(director, tableAction, { subject: 'company', by: 'branch' })],
  ]
  const measured: { name: string; cost: number }[] = []
  for (const [name, work] of screens) {
    const base = await throughput(bare, connections, seconds)
    measured.push({ name, cost: base / (await throughput(work, connections, seconds)) })
  }
  return measured
}

/** Answers a second, with everybody asking again as soon as answered. */
async function throughput(
  work: () => Promise<unknown>,
  connections: number,
  seconds: number,
): Promise<number> {
  await work()
  const begun = performance.now()
  const until = begun + seconds * 1000
  let answered = 0
  const asker = async () => {
    while (performance.now() < until) {
      await work()
      answered++
    }
  }
  await Promise.all(Array.from({ length: connections }, asker))
  return (answered * 1000) / (performance.now() - begun)
}

if (import.meta.main) print(await figures())
