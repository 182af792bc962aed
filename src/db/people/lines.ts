import type { Scope } from '#access/scope.ts'
import type { Day } from '#core/calendar/index.ts'
import { sql } from 'kysely'
import type { Db } from '../scope.ts'

export type StoredLine = {
  id: string
  person: string
  manager: string | null
  from: Day | null
  to: Day | null
  why: string | null
  batchId: string | null
}

/** Every reporting line that the scope may know, open ends as null. */
export async function readLines(db: Db, scope: Scope): Promise<StoredLine[]> {
  const { rows } = await sql<StoredLine>`
    select id, person_id as person, manager_id as manager, nullif(from_day, '0001-01-01') as "from",
      nullif(to_day, '9999-12-31') as "to", why, batch_id as "batchId"
    from app.reporting_line
    where org_id = ${scope.org}
    order by person_id, from_day
  `.execute(db)
  return rows
}

export async function readPersonIds(db: Db, scope: Scope): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select id from app.person where org_id = ${scope.org}`.execute(
    db,
  )
  return rows.map(row => row.id)
}
