import type { Scope } from '#access/scope.ts'
import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../scope.ts'
import { fetched } from '../stream.ts'
import type { BatchState } from './batches.ts'
import { type Page, pageOf, readCursor } from './cursor.ts'
import { type Sort, sorted, type Sorts } from './sorted.ts'

export type BatchRow = {
  id: string
  kind: string
  source: string
  state: BatchState
  fileName: string
  dry: boolean
  askedBy: string | null
  askedAt: Date
  endedAt: Date | null
  rowsRead: bigint
  rowsTotal: bigint | null
  sentence: string | null
  undoes: string | null
  undoneBy: string | null
  report: object | null
}

const columns = sql`
  b.id, b.kind, b.source, b.state, b.file_name as "fileName", b.dry, p.name as "askedBy", b.asked_at as "askedAt",
  b.ended_at as "endedAt", b.rows_read as "rowsRead", b.rows_total as "rowsTotal", b.sentence, b.undoes,
  b.undone_by as "undoneBy", b.report`

export type BatchFilter = {
  kind?: string | undefined
  state?: BatchState | undefined
  sort: Sort<'at' | 'file' | 'read'>
}

const sorts: Sorts<'at' | 'file' | 'read'> = {
  // ids rise with time
  at: { column: sql`''::text`, type: 'text' },
  file: { column: sql`coalesce(b.file_name, '')`, type: 'text' },
  read: { column: sql`b.rows_read`, type: 'bigint' },
}

export async function readBatches(
  db: Db,
  scope: Scope,
  of: Page & BatchFilter,
): Promise<{ batches: BatchRow[]; next: string | null }> {
  const { further, inOrder, place } = sorted({ sorts, id: sql`b.id`, ...of })
  const { rows } = await sql<BatchRow & { place: string }>`
    select ${columns}, ${place} as place from ${matching(scope, of)} and ${further} ${inOrder} limit ${of.limit + 1}
  `.execute(db)
  const { page, next } = pageOf(rows, of.limit, row => ({ value: row.place, id: row.id }))
  return { batches: page, next }
}

/** The same, all of them, some at a time. */
export function streamBatches(db: Db, scope: Scope, of: BatchFilter): AsyncIterable<BatchRow[]> {
  const { inOrder } = sorted({ sorts, id: sql`b.id`, sort: of.sort })
  return fetched<BatchRow>(db, sql`select ${columns} from ${matching(scope, of)} ${inOrder}`)
}

function matching(scope: Scope, { kind, state }: BatchFilter): RawBuilder<unknown> {
  return sql`
    app.batch b left join app.person p on p.org_id = b.org_id and p.id = b.asked_by
    where b.org_id = ${scope.org}
      ${kind === undefined ? sql`` : sql`and b.kind = ${kind}`}
      ${state === undefined ? sql`` : sql`and b.state = ${state}`}`
}

export async function readBatch(db: Db, scope: Scope, id: string): Promise<BatchRow | undefined> {
  const { rows } = await sql<BatchRow>`
    select ${columns}
    from app.batch b left join app.person p on p.org_id = b.org_id and p.id = b.asked_by
    where b.org_id = ${scope.org} and b.id = ${id}
  `.execute(db)
  return rows[0]
}

export type RefusalRow = { line: bigint; ordinal: number; column: string; value: string; reason: string }

export async function readRefusals(
  db: Db,
  scope: Scope,
  of: { id: string; after?: string | undefined; limit: number },
): Promise<{ refusals: RefusalRow[]; next: string | null }> {
  const at = readCursor(of.after, { value: 'number', id: 'number' })
  const { rows } = await sql<RefusalRow>`
    select line, ordinal, column_name as "column", value, reason
    from app.refusal
    where org_id = ${scope.org} and batch_id = ${of.id}
      ${at ? sql`and (line, ordinal) > (${at.value}::bigint, ${at.id}::int)` : sql``}
    order by line, ordinal
    limit ${of.limit + 1}
  `.execute(db)
  const { page, next } = pageOf(rows, of.limit, row => ({ value: String(row.line), id: String(row.ordinal) }))
  return { refusals: page, next }
}

/** All rows that a batch refused, of which a mapping may allow many, some at a time. */
export function streamRefusals(db: Db, scope: Scope, batch: string): AsyncIterable<RefusalRow[]> {
  return fetched<RefusalRow>(
    db,
    sql`
      select line, ordinal, column_name as "column", value, reason
      from app.refusal
      where org_id = ${scope.org} and batch_id = ${batch}
      order by line, ordinal`,
  )
}
