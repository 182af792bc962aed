import type { KeeperScope, Scope } from '#access/scope.ts'
import { Failure } from '#core/failure.ts'
import { sql } from 'kysely'
import { hold } from '../hold.ts'
import type { Db, Pools } from '../scope.ts'
import { inScope } from '../scope.ts'
import type { HouseFilter } from './house.ts'

export type BatchState =
  | 'waiting'
  | 'reading'
  | 'loading'
  | 'done'
  | 'dry'
  | 'refused'
  | 'failed'
  | 'cancelled'

type Shares = { personId: string; share: number }[]

/**
 * What a job is to work on: a file by its mapping, owners given by hand (to one account, or to many of the house's, as
 * many as were counted), or the undoing of another batch.
 */
export type Asks =
  | { task: 'file'; fileId: string; lookups: Record<string, string> }
  | { task: 'owners'; accountId: string; from: string; owners: Shares }
  | { task: 'house'; which: HouseFilter; from: string; owners: Shares; accounts: number }
  | { task: 'undo' }

export type NewBatch = {
  id: string
  kind: string
  source: string
  fileName: string
  fileHash?: string
  mapping?: string
  dry: boolean
  askedBy: string
  undoes?: string
  asks: Asks
}

export async function addBatch(db: Db, scope: Scope, batch: NewBatch): Promise<void> {
  await sql`
    insert into app.batch (org_id, id, kind, source, state, file_name, file_hash, mapping, asks, dry, asked_by, undoes)
    values (${scope.org}, ${batch.id}, ${batch.kind}, ${batch.source}, 'waiting', ${batch.fileName},
      ${batch.fileHash ?? null}, ${batch.mapping ?? null}, ${JSON.stringify(batch.asks)}, ${batch.dry}, ${batch.askedBy},
      ${batch.undoes ?? null})
  `.execute(db)
}

export type Job = {
  kind: string
  source: string
  state: BatchState
  fileName: string
  mapping: string | null
  dry: boolean
  asks: Asks
  undoes: string | null
  currency: string
  askedBy: string | null
}

/**
 * Takes up a waiting batch and does `work` on it; undefined if there is none (not committed, or another worker has it).
 * All the while, from before it stops waiting, a connection of its own holds the batch's lock, so that another process
 * can tell work from wreckage: the lock goes when the worker dies, whatever it was at.
 */
export async function workOnBatch<T>(
  pools: Pools,
  scope: KeeperScope,
  of: { id: string; work: (job: Job) => Promise<T> },
): Promise<T | undefined> {
  const client = await pools.loads.connect()
  try {
    const { rows } = await client.query<{ free: boolean }>(
      `select pg_try_advisory_lock(hashtext('plumbline batch'), hashtext($1)) as free`,
      [of.id],
    )
    const job = rows[0]!.free ? await takeBatch(pools, scope, of.id) : undefined
    return job && (await of.work(job))
  } finally {
    // closed, not handed back: that lets go of the lock whatever state the connection is in
    client.release(true)
  }
}

export async function takeBatch(pools: Pools, scope: KeeperScope, id: string): Promise<Job | undefined> {
  return inScope(pools, scope, async db => {
    const { rows } = await sql<Job>`
      update app.batch b set state = 'reading'
      from app.organisation o
      where o.org_id = b.org_id and b.org_id = ${scope.org} and b.id = ${id} and b.state = 'waiting'
      returning b.kind, b.source, b.state, b.file_name as "fileName", b.mapping, b.dry, b.asks, b.undoes, o.currency,
        b.asked_by as "askedBy"
    `.execute(db)
    return rows[0]
  })
}

/** Says how far a batch has come, in a transaction of its own; answers the state it is in, which may be cancelled. */
export async function noteProgress(
  pools: Pools,
  scope: KeeperScope,
  of: { id: string; rowsRead: number; rowsTotal: number | null; state: 'reading' | 'loading' },
): Promise<BatchState> {
  return inScope(pools, scope, async db => {
    await sql`
      update app.batch set rows_read = ${of.rowsRead}, rows_total = ${of.rowsTotal}, state = ${of.state}
      where org_id = ${scope.org} and id = ${of.id} and state in ('reading', 'loading')
    `.execute(db)
    return (await stateOf(db, scope, of.id)) ?? 'failed'
  })
}

async function stateOf(db: Db, scope: Scope, id: string): Promise<BatchState | undefined> {
  const { rows } = await sql<{ state: BatchState }>`
    select state from app.batch where org_id = ${scope.org} and id = ${id}
  `.execute(db)
  return rows[0]?.state
}

/** Ends a batch in the transaction of its rows, so that the one is never there without the other. */
export async function endBatch(
  db: Db,
  scope: Scope,
  of: { id: string; state: 'done' | 'dry' | 'refused'; rowsRead: number; report?: object; sentence?: string },
): Promise<void> {
  const { numAffectedRows } = await sql`
    update app.batch
    set state = ${of.state}, ended_at = clock_timestamp(), rows_read = ${of.rowsRead}, rows_total = ${of.rowsRead},
      report = ${of.report ? JSON.stringify(of.report) : null}, sentence = ${of.sentence ?? null}
    where org_id = ${scope.org} and id = ${of.id} and state in ('reading', 'loading')
  `.execute(db)
  if (numAffectedRows !== 1n) throw new Failure('conflict', 'The import was cancelled.')
}

/** Ends a batch of which nothing went in; false if it has ended already, such as by being cancelled. */
export async function failBatch(db: Db, scope: Scope, id: string, sentence: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update app.batch set state = 'failed', ended_at = clock_timestamp(), sentence = ${sentence}
    where org_id = ${scope.org} and id = ${id} and state in ('reading', 'loading')
  `.execute(db)
  return numAffectedRows === 1n
}

export async function cancelBatch(db: Db, scope: Scope, id: string): Promise<void> {
  const { numAffectedRows } = await sql`
    update app.batch set state = 'cancelled', ended_at = clock_timestamp(), sentence = 'It was cancelled; nothing went in.'
    where org_id = ${scope.org} and id = ${id} and state in ('waiting', 'reading', 'loading')
  `.execute(db)
  if (numAffectedRows === 1n) return
  if ((await stateOf(db, scope, id)) === undefined) throw new Failure('not_found', 'There is no such import.')
  throw new Failure('conflict', 'The import has ended already. Undo it instead.')
}

/** Two imports may read at once; they write one after the other. */
export async function lockLedger(db: Db, org: string): Promise<void> {
  await hold(db, 'ledger', org)
}

export async function unfinishedBatches(
  pools: Pools,
): Promise<{ org: string; id: string; state: BatchState }[]> {
  const { rows } = await sql<{ org: string; id: string; state: BatchState }>`
    select org_id as org, id, state from app.unfinished_batches()
  `.execute(pools.keeper)
  return rows
}

/** Marks a batch that was being read or written when its worker died, unless a worker still holds it. */
export async function failInterrupted(pools: Pools, scope: KeeperScope, id: string): Promise<void> {
  await inScope(pools, scope, async db => {
    const { rows } = await sql<{ free: boolean }>`
      select pg_try_advisory_xact_lock(hashtext('plumbline batch'), hashtext(${id})) as free
    `.execute(db)
    if (!rows[0]!.free) return
    await sql`
      update app.batch
      set state = 'failed', ended_at = clock_timestamp(), sentence = 'The import was interrupted; nothing went in. Start it again.'
      where org_id = ${scope.org} and id = ${id} and state in ('reading', 'loading')
    `.execute(db)
  })
}

/** Notes which batch undid which; undoing an undo puts what it had undone into force again, and so on down. */
export async function noteUndone(db: Db, scope: Scope, of: { id: string; undoes: string }): Promise<void> {
  await sql`
    with recursive chain as (
      select b.id, b.undoes, ${of.id}::uuid as undone_by, 0 as depth
      from app.batch b where b.org_id = ${scope.org} and b.id = ${of.undoes}
      union all
      select b.id, b.undoes, case when c.depth % 2 = 0 then null else c.id end, c.depth + 1
      from chain c join app.batch b on b.org_id = ${scope.org} and b.id = c.undoes
    )
    update app.batch b set undone_by = c.undone_by
    from chain c where b.org_id = ${scope.org} and b.id = c.id
  `.execute(db)
}

/** A batch for the preview's own transaction; it never sees the light of day. */
export async function standIn(db: Db, { org }: Scope): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into app.batch (org_id, id, kind, state, file_name)
    values (${org}, gen_random_uuid(), 'undo', 'loading', '') returning id
  `.execute(db)
  return rows[0]!.id
}
