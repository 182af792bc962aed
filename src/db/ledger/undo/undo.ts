import type { KeeperScope } from '#access/scope.ts'
import { Failure } from '#core/failure.ts'
import { sql } from 'kysely'
import { record } from '../../events.ts'
import { keepingAnAdministrator, lockLines, rebuildReach } from '../../people/write.ts'
import type { Pools } from '../../scope.ts'
import { aftermath } from '../aftermath.ts'
import { endBatch, lockLedger, noteUndone, standIn } from '../batches.ts'
import { openTouched } from '../billing/touch.ts'
import { inSession, type Session } from '../session.ts'
import { keptTables } from '../tables.ts'
import { removeLines, restoreLines } from './lines.ts'
import { listEntries, removeNew, restoreOld, type Undoing, type Undone, undoneOf } from './table.ts'

/** What undoing a batch would do and what would stay, by doing it and taking that back. */
export async function previewUndo(pools: Pools, scope: KeeperScope, undone: string): Promise<Undone> {
  return inSession(pools, scope, {
    async work(session) {
      await lockLedger(session.db, scope.org)
      await refuseUndone(session, scope, undone)
      await sql`savepoint preview`.execute(session.db)
      const batch = await standIn(session.db, scope)
      const found = await undoRows(await undoing(session, scope, { batch, undone }))
      await sql`rollback to savepoint preview`.execute(session.db)
      return found
    },
  })
}

/** Restores what a batch replaced and takes out what it brought, where still current, as a batch of its own. */
export async function undo(
  pools: Pools,
  scope: KeeperScope,
  order: {
    batch: string
    undone: string
    report: (done: Undone) => object
    signal: AbortSignal
  },
): Promise<{ state: 'done' }> {
  return inSession(pools, scope, {
    signal: order.signal,
    async work(session) {
      const { db } = session
      await lockLedger(db, scope.org)
      await refuseUndone(session, scope, order.undone)
      const of = await undoing(session, scope, order)
      const done = await undoRows(of)
      await aftermath(of)
      await noteUndone(db, scope, { id: order.batch, undoes: order.undone })
      await endBatch(db, scope, { id: order.batch, state: 'done', rowsRead: 0, report: order.report(done) })
      const { restores, removes } = done
      await record(db, scope, {
        action: 'ledger.undone',
        subject: 'batch',
        subjectId: order.undone,
        after: { restores, removes },
      })
      return { state: 'done' }
    },
  })
}

async function refuseUndone({ db }: Session, { org }: KeeperScope, undone: string): Promise<void> {
  const { rows } = await sql<{ state: string; undone_by: string | null }>`
    select state, undone_by from app.batch where org_id = ${org} and id = ${undone}
  `.execute(db)
  const [batch] = rows
  if (!batch) throw new Failure('not_found', 'There is no such import.')
  if (batch.undone_by !== null) throw new Failure('conflict', 'That import has been undone already.')
  if (batch.state !== 'done') throw new Failure('conflict', 'Nothing of that import went in.')
}

async function undoing(
  { db }: Session,
  scope: KeeperScope,
  of: { batch: string; undone: string },
): Promise<Undoing> {
  const { rows } = await sql<{ currency: string }>`
    select currency from app.organisation where org_id = ${scope.org}
  `.execute(db)
  return {
    db,
    scope,
    org: scope.org,
    batch: of.batch,
    undone: of.undone,
    source: '',
    replaces: 'nothing',
    currency: rows[0]!.currency,
    columnOf: field => field,
    notes: [],
    refused: 0,
    listed: 0,
  }
}

const parentsFirst = Object.values(keptTables)

async function undoRows(of: Undoing): Promise<Undone> {
  const { db, org, scope, undone } = of
  await openTouched(db)
  await lockLines(db, scope)
  await keepingAnAdministrator(db, scope, async () => {
    for (const kept of parentsFirst) {
      await listEntries(
        of,
        kept,
        sql`select r.row_id, r.before, r.after_batch from app.replaced r
          where r.org_id = ${org} and r.batch_id = ${undone} and r.what = ${kept.table}`,
      )
    }
    await removeLines(of)
    for (const kept of parentsFirst.toReversed()) await removeNew(of, kept)
    for (const kept of parentsFirst) await restoreOld(of, kept)
    await restoreLines(of)
  })
  await rebuildReach(db, scope)
  const parts: Undone[] = []
  for (const { table } of [...parentsFirst, { table: 'billing_line' }]) parts.push(await undoneOf(of, table))
  return {
    restores: parts.reduce((sum, part) => sum + part.restores, 0),
    removes: parts.reduce((sum, part) => sum + part.removes, 0),
    stays: parts.flatMap(part => part.stays),
  }
}
