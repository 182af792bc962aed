import type { Actor } from '#access/scope.ts'
import { signedIn } from '#access/permissions.ts'
import { action, type House } from '#actions/action.ts'
import { actions } from '#actions/index.ts'
import { operation } from '#contract/operation.ts'
import { actorOf } from '#db/actors.ts'
import { openDatabase, type Database } from '#db/open.ts'
import { openServer } from '#db/server/index.ts'
import { createApp } from '#http/app.ts'
import { sql } from 'kysely'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { pino } from 'pino'
import { z } from 'zod'
import { fill, org, person } from './figures-data.ts'

export type Measured = { readonly name: string; readonly small: number; readonly large: number }
export type FiguresBench = {
  readonly connections: number
  readonly small: number
  readonly large: number
  readonly each: Measured[]
}

/**
 * What Home and the Scorecard ask, at 32 connections, in units of a bare endpoint on the same server: one indexed
 * query in a transaction that sets who asks, measured beside each of them in the same run.
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
    `${connections} connections; cost in bare endpoints, at ${small} and at ${large} lines, and the one over the other`,
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
  const people: Record<string, number> = { director: 1, manager: 2, seller: 20 }
  const actors = new Map<string, Actor>()
  for (const [name, n] of Object.entries(people)) {
    actors.set(name, (await actorOf(pools, { org, person: person(n), via: { kind: 'session' } }))!)
  }
  const app = createApp({
    actions: [...actions, bareAction],
    house: { pools } as House,
    // who asks costs nothing here, neither the screens nor the bare endpoint that they are measured by
    actorOf: c => Promise.resolve(actors.get(c.req.header('x-as') ?? '')),
    origins: [],
    store: () => Promise.reject(new Error('no uploads here')),
    more: () => {},
    log: pino({ level: 'error' }),
  })
  const ask = (as: string, path: string) => async () => {
    const response = await app.request(`/api${path}`, { headers: { 'x-as': as } })
    const text = await response.text()
    if (!response.ok) throw new Error(`${path}: ${text}`)
  }
  const team = `team:${person(2)}`
  const screens: [string, () => Promise<void>][] = [
    ['Home: own standing, salesperson', ask('seller', '/figures/standings?subject=me')],
    ['Home: the team, manager', ask('manager', `/figures/standings?subject=${team}&by=branch`)],
    ['Home: the company, director', ask('director', '/figures/standings?subject=company&by=branch')],
    ['Home: accounts behind, salesperson', ask('seller', `/figures/table?subject=me&${behind}`)],
    ['Home: accounts behind, director', ask('director', `/figures/table?subject=company&${behind}`)],
    ['Scorecard: the team, manager', ask('manager', `/figures/standings?subject=${team}&by=person`)],
    [
      'Scorecard: one person’s chart',
      ask('manager', `/figures/series?subject=person:${person(20)}&${chart}`),
    ],
    ['Scorecard: the company’s chart', ask('director', `/figures/series?subject=company&${chart}`)],
    ['Figures: all by branch, director', ask('director', '/figures/table?subject=company&by=branch')],
  ]
  const bare = ask('seller', bareAction.operation.path)
  const measured: { name: string; cost: number }[] = []
  for (const [name, work] of screens) {
    // turn about, so that what else the machine does falls on both
    let [base, answered] = [0, 0]
    for (let turn = 0; turn < turns; turn++) {
      base += await throughput(bare, connections, seconds / turns)
      answered += await throughput(work, connections, seconds / turns)
    }
    measured.push({ name, cost: base / answered })
  }
  return measured
}

const turns = 4
const behind = 'by=account&period=year_to_date&figures=billed_revenue'
const chart = 'figures=billed_revenue,quota&period=quarter&count=12'

/** What every endpoint costs at least: one indexed query in a transaction that sets who asks. */
const bareAction = action(
  operation({
    name: 'bench.bare',
    method: 'get',
    path: '/bench/bare',
    summary: 'One indexed query.',
    output: z.object({ net: z.number() }),
  }),
  {
    may: signedIn,
    async run({ db, actor }) {
      const { rows } = await sql<{ net: bigint }>`
        select net from app.person_day where org_id = ${actor.org} and person_id = ${actor.person} limit 1
      `.execute(db)
      return { net: Number(rows[0]!.net) }
    },
  },
)

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
