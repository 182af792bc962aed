import { scopeOf } from '#access/scope.ts'
import { actorOf } from '#db/actors.ts'
import { addBatch } from '#db/ledger/batches.ts'
import { addFile } from '#db/ledger/files.ts'
import type { Database } from '#db/open.ts'
import { inScope } from '#db/scope.ts'
import { runImport } from '#jobs/import.ts'
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { copyFile, mkdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { v7 as uuidv7 } from 'uuid'
import { demoImports, type DemoImport } from './imports.ts'

/** `passing` lines tell of what is under way; the next line takes their place. */
export type Say = (line: string, passing?: 'passing') => void
type Needs = { database: Pick<Database, 'pools' | 'owner'>; dataFolder: string; say: Say }

/** The firm as its own people would have founded it; its clock stands on the day after the last cycle was billed. */
const firm = {
  name: 'Adventure Works Cycles',
  currency: 'USD',
  timeZone: 'America/Los_Angeles',
  locale: 'en-US',
  today: '2014-05-02',
}
const administrator = { code: '263', name: 'Jean Trenary' }

/**
 * Makes the demo organisation by the ordinary imports. What an interrupted start left undone is done by the next
 * one, and repeating what was done changes nothing.
 * @returns the organisation's id, and whether anything had to be imported
 */
export async function loadDemo(needs: Needs): Promise<{ org: string; imported: boolean }> {
  const owner = new pg.Client(needs.database.owner)
  await owner.connect()
  try {
    const { org, asker } = await found(owner)
    const done = await doneImports(owner, org)
    const missing = demoImports().filter(i => !done.has(i.name))
    for (const order of missing) await bringIn(needs, { org, asker, order, owner })
    await askForRecord(owner, { org, asker })
    // a fresh database knows nothing of its sizes; the first screens would be planned for an empty one
    if (missing.length > 0) await owner.query('analyze')
    return { org, imported: missing.length > 0 }
  } finally {
    await owner.end()
  }
}

async function found(owner: pg.Client): Promise<{ org: string; asker: string }> {
  const { rows } = await owner.query<{ org: string; asker: string }>(
    'select p.org_id as org, p.id as asker from app.person p join app.organisation o using (org_id) where o.name = $1 and p.code = $2',
    [firm.name, administrator.code],
  )
  if (rows[0]) return rows[0]
  const [org, asker] = [uuidv7(), uuidv7()]
  await owner.query('begin')
  await owner.query(
    'insert into app.organisation (org_id, name, currency, time_zone, locale, clock_day) values ($1, $2, $3, $4, $5, $6)',
    [org, firm.name, firm.currency, firm.timeZone, firm.locale, firm.today],
  )
  await owner.query(
    `insert into app.person (org_id, id, code, name, is_house) values ($1, $2, $3, $4, false), ($1, $5, 'house', 'The house', true)`,
    [org, asker, administrator.code, administrator.name, uuidv7()],
  )
  await owner.query(
    `insert into app.person_role (org_id, person_id, role) values ($1, $2, 'administrator')`,
    [org, asker],
  )
  await owner.query('commit')
  return { org, asker }
}

/**
 * A forecast as of the end of each of the past twelve months, so that today's stands beside a record: made in the
 * background once the server runs, from what the ledger knows now, and marked as made afterwards.
 */
async function askForRecord(owner: pg.Client, { org, asker }: { org: string; asker: string }): Promise<void> {
  await owner.query(
    `insert into app.forecast_job (org_id, id, months, full_fit, asked_by)
     select $1, $2, 12, false, $3
     where not exists (select from app.forecast_job where org_id = $1 and months > 0)`,
    [org, uuidv7(), asker],
  )
}

async function doneImports(owner: pg.Client, org: string): Promise<Set<string>> {
  const { rows } = await owner.query<{ name: string }>(
    `select asks ->> 'demo' as name from app.batch where org_id = $1 and state = 'done'`,
    [org],
  )
  return new Set(rows.map(r => r.name))
}

async function bringIn(
  { database: { pools }, dataFolder, say }: Needs,
  { org, asker, order, owner }: { org: string; asker: string; order: DemoImport; owner: pg.Client },
): Promise<void> {
  const actor = await actorOf(pools, { org, person: asker, via: { kind: 'session' } })
  if (!actor) throw new Error('The demo’s administrator is not here.')
  const scope = scopeOf(actor)
  const store = async (file: string) => {
    const id = uuidv7()
    await mkdir(path.join(dataFolder, 'files'), { recursive: true })
    await copyFile(file, path.join(dataFolder, 'files', id))
    const about = {
      id,
      name: path.basename(file),
      hash: await hashOf(file),
      size: (await stat(file)).size,
      addedBy: asker,
    }
    await inScope(pools, scope, db => addFile(db, scope, about))
    return about
  }
  const main = await store(order.file)
  const lookups: Record<string, string> = {}
  for (const [name, file] of Object.entries(order.sideFiles)) {
    if (order.yaml.includes(`file: ${name}`)) lookups[name] = (await store(file)).id
  }
  const batchId = uuidv7()
  const asks = { task: 'file' as const, fileId: main.id, lookups, demo: order.name }
  await inScope(pools, scope, db =>
    addBatch(db, scope, {
      id: batchId,
      kind: order.kind,
      source: '',
      fileName: main.name,
      fileHash: main.hash,
      mapping: order.yaml,
      dry: false,
      askedBy: asker,
      asks,
    }),
  )
  const shown = setInterval(() => void progress(owner, batchId, order.name, say), 1000)
  const outcome = await runImport({ pools, dataFolder }, { org, batchId }).finally(() => clearInterval(shown))
  if (outcome.state !== 'done')
    throw new Error(`The demo’s ${order.name} did not go in: ${JSON.stringify(outcome)}`)
  const { rows } = await owner.query<{ n: string }>('select rows_read as n from app.batch where id = $1', [
    batchId,
  ])
  say(`  ${order.name.padEnd(16)} ${count(rows[0]?.n)} rows`)
}

async function progress(owner: pg.Client, batch: string, name: string, say: Say): Promise<void> {
  const { rows } = await owner.query<{ n: string; of: string | null; state: string }>(
    'select rows_read as n, rows_total as of, state from app.batch where id = $1',
    [batch],
  )
  const [b] = rows
  if (b)
    say(
      `  ${name.padEnd(16)} ${b.state}: ${count(b.n)}${b.of ? ` of about ${count(b.of)}` : ''} rows`,
      'passing',
    )
}

async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(file), hash)
  return hash.digest('hex')
}

const count = (n: string | undefined) => Number(n ?? 0).toLocaleString('en-GB')
