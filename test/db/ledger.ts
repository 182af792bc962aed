import { addBatch } from '#db/ledger/batches.ts'
import { addFile } from '#db/ledger/files.ts'
import type { Pools } from '#db/scope.ts'
import { parseMapping } from '#import/index.ts'
import { runImport } from '#jobs/import.ts'
import { sql } from 'kysely'
import { copyFileSync, mkdirSync, mkdtempSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type pg from 'pg'
import { v7 as uuidv7 } from 'uuid'
import { inScope } from '#db/scope.ts'
import { scopeOf, type Actor } from '#access/scope.ts'
import type { ImportReport } from '#contract/ledger/imports.ts'

export type Batch = { id: string; state: string; sentence: string | null; report: ImportReport | null }
type Content = string | Uint8Array | { path: string }

/** An organisation with one founder, and imports into it as jobs do them. */
export async function testLedger(
  database: { pools: Pools; superuser: pg.Pool },
  of: { currency: string; today: string },
) {
  const dataFolder = mkdtempSync(path.join(tmpdir(), 'plumbline-ledger-'))
  mkdirSync(path.join(dataFolder, 'files'))
  const [org, founder] = [uuidv7(), uuidv7()]
  await sql`select app.found(${org}, 'Norrsken Instruments', ${of.currency}, 'Europe/Stockholm', 'en-GB', ${founder},
    'Olga Petrova', 'olga@norrsken.example', 'login-olga', ${uuidv7()})`.execute(database.pools.app)
  await database.superuser.query('update app.organisation set clock_day = $1', [of.today])
  const house = { pools: database.pools, dataFolder }
  const scope = scopeOf({
    org,
    person: founder,
    today: of.today,
    via: { kind: 'session' },
  } as unknown as Actor)

  /** Hands in a file and puts a batch for it in the queue. */
  async function ask(
    yaml: string,
    content: Content,
    more: { name?: string; lookups?: Record<string, Content>; dry?: boolean } = {},
  ): Promise<string> {
    const fileId = await handIn(content, more.name ?? 'file.csv')
    const lookups: Record<string, string> = {}
    for (const [name, file] of Object.entries(more.lookups ?? {})) lookups[name] = await handIn(file, name)
    const id = uuidv7()
    await inScope(database.pools, scope, db =>
      addBatch(db, scope, {
        id,
        kind: parseMapping(yaml).into,
        source: parseMapping(yaml).source,
        fileName: more.name ?? 'file.csv',
        mapping: yaml,
        dry: more.dry ?? false,
        askedBy: founder,
        asks: { task: 'file', fileId, lookups },
      }),
    )
    return id
  }

  async function handIn(content: Content, name: string): Promise<string> {
    const id = uuidv7()
    const to = path.join(dataFolder, 'files', id)
    if (typeof content === 'object' && 'path' in content) copyFileSync(content.path, to)
    else writeFileSync(to, content)
    await inScope(database.pools, scope, db =>
      addFile(db, scope, { id, name, hash: '', size: statSync(to).size, addedBy: founder }),
    )
    return id
  }

  const run = async (batchId: string): Promise<Batch> => {
    await runImport(house, { org, batchId })
    return batchOf(batchId)
  }

  async function batchOf(id: string): Promise<Batch> {
    const { rows } = await database.superuser.query<Batch>(
      'select id, state, sentence, report from app.batch where id = $1',
      [id],
    )
    return rows[0]!
  }

  async function askUndo(undoes: string): Promise<string> {
    const id = uuidv7()
    await inScope(database.pools, scope, db =>
      addBatch(db, scope, {
        id,
        kind: 'undo',
        source: '',
        fileName: 'undo',
        dry: false,
        askedBy: founder,
        undoes,
        asks: { task: 'undo' },
      }),
    )
    return id
  }

  return {
    org,
    founder,
    house,
    scope,
    ask,
    run,
    askUndo,
    batchOf,
    take: async (...args: Parameters<typeof ask>) => run(await ask(...args)),
    undo: async (batch: string) => run(await askUndo(batch)),
  }
}
