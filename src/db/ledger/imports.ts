import type { Scope } from '#access/scope.ts'
import { sql } from 'kysely'
import type { Db } from '../scope.ts'
import type { BatchState } from './batches.ts'
import { pageOf, readCursor } from './cursor.ts'

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

/** Batches, newest first: their ids rise with time. */
export async function readBatches(
  db: Db,
  scope: Scope,
  of: { after?: string | undefined; limit: number },
): Promise<{ batches: BatchRow[]; next: string | null }> {
  const at = readCursor(of.after)
  const { rows } = await sql<BatchRow>`
    select ${columns}
    from app.batch b left join app.person p on p.org_id = b.org_id and p.id = b.asked_by
    where b.org_id = ${scope.org} ${at ? sql`and b.id < ${at.id}::uuid` : sql``}
    order by b.id desc
    limit ${of.limit + 1}
  `.execute(db)
  const { page, next } = pageOf(rows, of.limit, row => ({ value: '', id: row.id }))
  return { batches: page, next }
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
