import type { KeeperScope } from '#access/scope.ts'
import { sql } from 'kysely'
import type { Db } from '../scope.ts'

/**
 * From when on others' work may be missing in what this transaction reads afterwards: from its begin, and from before any
 * import that is under way, for one stamps its end a moment before its rows can be seen.
 * @returns a timestamp as PostgreSQL writes it, to the microsecond
 */
export async function momentOf(db: Db, scope: KeeperScope): Promise<string> {
  const { rows } = await sql<{ at: string }>`
    select least(now(), min(b.asked_at))::text as at
    from app.batch b
    where b.org_id = ${scope.org} and b.state in ('waiting', 'reading', 'loading')
  `.execute(db)
  return rows[0]!.at
}
