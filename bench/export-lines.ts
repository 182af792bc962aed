import type { House } from '#actions/action.ts'
import { actions } from '#actions/index.ts'
import { actorOf } from '#db/actors.ts'
import { openDatabase } from '#db/open.ts'
import { openServer } from '#db/server/index.ts'
import { files } from '#export/files.ts'
import { createApp } from '#http/app.ts'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { pino } from 'pino'
import { fill, fillLines, org, person } from './figures-data.ts'

type Exported = {
  readonly lines: number
  readonly seconds: number
  readonly megabytes: number
  readonly held: number
}
export type ExportLines = { readonly before: number; readonly csv: Exported[]; readonly workbook: Exported[] }

/** All billing lines as a file, a tenth of them first: how long it takes, and the most that Node holds meanwhile. */
export async function exportLines(lines = 1_000_000): Promise<ExportLines> {
  const home = mkdtempSync(path.join(tmpdir(), 'plumbline-bench-'))
  chmodSync(home, 0o755)
  const server = await openServer({ home, say: () => {} })
  const database = await openDatabase({ owner: server.owner, secret: 'a secret for measuring only' })
  const owner = new pg.Pool({ ...server.owner, max: 1 })
  try {
    await fill(owner, 30)
    const director = (await actorOf(database.pools, { org, person: person(1), via: { kind: 'session' } }))!
    const app = createApp({
      actions,
      house: { pools: database.pools, files } as House,
      actorOf: () => Promise.resolve(director),
      origins: [],
      store: () => Promise.reject(new Error('no uploads here')),
      more: () => {},
      log: pino({ level: 'error' }),
    })
    const take = (form: string) =>
      exported(async () => app.request(`/api/ledger/lines.${form}?subject=company`))
    await fillLines(owner, { from: 0, to: lines / 10 })
    await take('csv') // what every first answer loads is no part of it
    const before = process.memoryUsage().rss / 1024 ** 2
    const small = { csv: await take('csv'), workbook: await take('xlsx') }
    await fillLines(owner, { from: lines / 10, to: lines })
    const large = { csv: await take('csv'), workbook: await take('xlsx') }
    const sized = (of: Omit<Exported, 'lines'>, count: number) => ({ lines: count, ...of })
    return {
      before,
      csv: [sized(small.csv, lines / 10), sized(large.csv, lines)],
      workbook: [sized(small.workbook, lines / 10), sized(large.workbook, lines)],
    }
  } finally {
    await owner.end()
    await database.close()
    await server.stop()
    rmSync(home, { recursive: true, force: true })
  }
}

export function print({ before, csv, workbook }: ExportLines): void {
  console.log(`Node held ${Math.round(before)} MB before`)
  for (const [name, all] of Object.entries({ CSV: csv, workbook }))
    for (const { lines, seconds, megabytes, held } of all)
      console.log(
        `${name.padEnd(9)} ${lines.toLocaleString('en').padStart(9)} lines, ${Math.round(megabytes)} MB, ${seconds.toFixed(1)} s; Node held at most ${Math.round(held)} MB`,
      )
}

async function exported(ask: () => Promise<Response>): Promise<Omit<Exported, 'lines'>> {
  let most = 0
  let bytes = 0
  const watch = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 50)
  const begun = performance.now()
  const response = await ask()
  if (!response.ok) throw new Error(await response.text())
  for await (const chunk of response.body!) bytes += chunk.length
  clearInterval(watch)
  return {
    seconds: (performance.now() - begun) / 1000,
    megabytes: bytes / 1024 ** 2,
    held: most / 1024 ** 2,
  }
}

if (import.meta.main) print(await exportLines(Number(process.argv[2] ?? 1_000_000)))
