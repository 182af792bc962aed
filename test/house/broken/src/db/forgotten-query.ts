// typescript/no-floating-promises: Promises must be awaited
import type { Kysely } from 'kysely'
export const forget = (db: Kysely<{ row: { id: string } }>) => {
  db.selectFrom('row').selectAll().execute()
}
