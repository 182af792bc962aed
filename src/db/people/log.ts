import type { PersonScope } from '#access/scope.ts'
import { sql } from 'kysely'
import type { Db } from '../scope.ts'

export type EventRow = {
  id: string
  /** To the microsecond, for the next page to begin exactly behind it. */
  at: string
  who: string
  action: string
  subject: string
  subjectId: string | null
  before: unknown
  after: unknown
  why: string | null
}

/** Events one may read, newest first: one's own, and all for those who administer. */
export async function readEvents(
  db: Db,
  scope: PersonScope,
  of: { subject?: string | undefined; after?: { at: string; id: string } | undefined; limit: number },
): Promise<EventRow[]> {
  const { rows } = await sql<EventRow>`
    select e.id, to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at,
      case when e.person_id is null then 'Plumbline' else coalesce(p.name, 'Somebody') end as who,
      e.action, e.subject, e.subject_id as "subjectId", e.before, e.after, e.why
    from app.event e left join app.person p on p.org_id = e.org_id and p.id = e.person_id
    where e.org_id = ${scope.org}
      and (${of.subject ?? null}::text is null or e.subject = ${of.subject ?? null})
      and (${of.after?.at ?? null}::timestamptz is null
        or (e.at, e.id) < (${of.after?.at ?? null}::timestamptz, ${of.after?.id ?? null}::uuid))
    order by e.at desc, e.id desc
    limit ${of.limit}
  `.execute(db)
  return rows
}
