// fine
import type { Kysely } from 'kysely'
import type pg from 'pg'
import { lower } from '#core/text/lower.ts'
export type Row = { id: string }
export const open = (db: Kysely<{ row: Row }>, _pool: pg.Pool) => db.selectFrom('row').selectAll().execute().then(rows => rows.map(row => lower(row.id)))
