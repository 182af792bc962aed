import type { Scope } from '#access/scope.ts'
import { sql } from 'kysely'
import type { Db } from '../scope.ts'

export type LedgerStatus = {
  database: { version: string; size: string }
  lastImport: { id: string; fileName: string; endedAt: Date } | null
  jobs: { waiting: number; running: number; failed: number }
}

/** The database, the last import that went in, and what waits, runs or failed of late, all as batches tell it. */
export async function readStatus(db: Db, scope: Scope): Promise<LedgerStatus> {
  const about = await sql<LedgerStatus['database']>`
    select current_setting('server_version') as version, pg_size_pretty(pg_database_size(current_database())) as size
  `.execute(db)
  const last = await sql<NonNullable<LedgerStatus['lastImport']>>`
    select id, file_name as "fileName", ended_at as "endedAt"
    from app.batch
    where org_id = ${scope.org} and state = 'done' and undoes is null
    order by ended_at desc nulls last
    limit 1
  `.execute(db)
  const jobs = await sql<LedgerStatus['jobs']>`
    select count(*) filter (where state = 'waiting')::int as waiting,
      count(*) filter (where state in ('reading', 'loading'))::int as running,
      count(*) filter (where state = 'failed' and ended_at > now() - interval '7 days')::int as failed
    from app.batch
    where org_id = ${scope.org}
  `.execute(db)
  return { database: about.rows[0]!, lastImport: last.rows[0] ?? null, jobs: jobs.rows[0]! }
}
