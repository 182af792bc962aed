import type { KeeperScope } from '#access/scope.ts'
import { Failure } from '#core/failure.ts'
import type { ImportKind } from '#core/ledger/kinds.ts'
import { sql } from 'kysely'
import { record } from '../events.ts'
import type { Pools } from '../scope.ts'
import { aftermath } from './aftermath.ts'
import { endBatch, lockLedger } from './batches.ts'
import { openTouched } from './billing/touch.ts'
import { type Facts, factsOf, nothing } from './facts.ts'
import { loaders } from './kinds/index.ts'
import { listRefused, type Loading, type Replaces } from './loading.ts'
import { inSession, type Session } from './session.ts'
import { type Incoming, stage } from './stage.ts'

export type LoadOrder = {
  readonly batch: string
  readonly kind: ImportKind
  readonly source: string
  readonly replaces: Replaces
  readonly dry: boolean
  readonly currency: string
  readonly rows: AsyncIterable<readonly Incoming[]>
  readonly says?: (field: string) => boolean
  readonly columnOf: (field: string) => string
  /** Why nothing may go in, given how many rows the ledger itself refused; empty if it may. */
  readonly verdict: (refused: number) => readonly string[]
  /** The report to keep with the batch, and how many rows were read. */
  readonly report: (facts: Facts) => { report: object; rowsRead: number }
  /** All rows are staged; what follows is the database's work. */
  readonly staged?: () => void
  readonly signal?: AbortSignal
}

export type Outcome = { state: 'done' | 'dry' | 'refused'; sentence?: string }

/**
 * An import is this one transaction: rows into the stage, refusals to the list, then all of it or nothing. A dry run
 * does the same work and takes it back.
 */
export function load(pools: Pools, scope: KeeperScope, order: LoadOrder): Promise<Outcome> {
  return inSession(pools, scope, { signal: order.signal, work: session => loadIn(session, scope, order) })
}

async function loadIn(session: Session, scope: KeeperScope, order: LoadOrder): Promise<Outcome> {
  const { db } = session
  await openTouched(db)
  await stage(session, order.kind, order.rows)
  order.staged?.()
  await lockLedger(db, scope.org)
  const loading: Loading = { ...order, db, scope, org: scope.org, notes: [], refused: 0, listed: 0 }
  await listRefused(loading)
  await loaders[order.kind].check(loading)
  const objections = order.verdict(loading.refused)
  if (objections.length > 0) return end(loading, order, 'refused', objections.join(' '))
  await sql`savepoint before_writing`.execute(db)
  try {
    await loaders[order.kind].apply(loading)
    await aftermath(loading)
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    await sql`rollback to savepoint before_writing`.execute(db)
    return end(loading, order, 'refused', `${error.message} Nothing went in.`)
  }
  const facts = await factsOf(loading, order.kind)
  if (order.dry) await sql`rollback to savepoint before_writing`.execute(db)
  return end(loading, order, order.dry ? 'dry' : 'done', undefined, facts)
}

async function end(
  loading: Loading,
  order: LoadOrder,
  state: Outcome['state'],
  sentence?: string,
  facts?: Facts,
): Promise<Outcome> {
  const { db, scope, batch, refused, notes } = loading
  const { report, rowsRead } = order.report(facts ?? { ...nothing, refused, notes })
  await endBatch(db, scope, {
    id: batch,
    state,
    rowsRead,
    report,
    ...(sentence !== undefined && { sentence }),
  })
  if (state === 'done') {
    const { fresh, changed, removed } = facts!
    await record(db, scope, {
      action: 'ledger.imported',
      subject: 'batch',
      subjectId: batch,
      after: { kind: order.kind, fresh, changed, removed },
    })
  }
  return sentence === undefined ? { state } : { state, sentence }
}
