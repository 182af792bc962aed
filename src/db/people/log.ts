import type { PersonScope } from '#access/scope.ts'
import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../scope.ts'
import { fetched } from '../stream.ts'

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

export type EventFilter = {
  subject?: string | undefined
  /** `changes`: all but sign-ons, which are most. */
  kind: 'changes' | 'people' | 'ledger' | 'sign-on' | 'all'
  sort: 'at' | '-at'
}

/**
 * Numbers and words of people that go up the reporting line only. That something was said stays in the log for those
 * who administer; what was said they are not told by virtue of the job.
 */
const inConfidence = ['own_forecast', 'forecast_adjustment', 'own_recipe', 'finding']

/** Events one may read: one's own, and all for those who administer. */
export async function readEvents(
  db: Db,
  scope: PersonScope,
  of: EventFilter & { after?: { at: string; id: string } | undefined; limit: number },
): Promise<EventRow[]> {
  const further = of.after
    ? sql`and (e.at, e.id) ${sql.raw(of.sort === 'at' ? '>' : '<')} (${of.after.at}::timestamptz, ${of.after.id}::uuid)`
    : sql``
  const { rows } = await sql<EventRow>`
    ${matching(scope, of)} ${further} ${inOrder(of)} limit ${of.limit}
  `.execute(db)
  return rows
}

/** The same, all of them, some at a time. */
export function streamEvents(db: Db, scope: PersonScope, of: EventFilter): AsyncIterable<EventRow[]> {
  return fetched<EventRow>(db, sql`${matching(scope, of)} ${inOrder(of)}`)
}

const inOrder = ({ sort }: EventFilter) =>
  sort === 'at' ? sql`order by e.at, e.id` : sql`order by e.at desc, e.id desc`

function matching(scope: PersonScope, { subject, kind }: EventFilter): RawBuilder<unknown> {
  return sql`
    select e.id, to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at,
      case when e.person_id is null then 'Plumbline' else coalesce(p.name, 'Somebody') end as who,
      e.action, e.subject, e.subject_id as "subjectId", case when told.whole then e.before end as before,
      case when told.whole then e.after end as after, case when told.whole then e.why end as why
    from app.event e left join app.person p on p.org_id = e.org_id and p.id = e.person_id
      cross join lateral (
        select e.person_id is not distinct from ${scope.person}::uuid or e.subject <> all (${inConfidence}::text[]) as whole
      ) told
    where e.org_id = ${scope.org}
      ${subject === undefined ? sql`` : sql`and e.subject = ${subject}`}
      ${kind === 'changes' ? sql`and e.action not like 'sign-on.%'` : sql``}
      ${kind === 'changes' || kind === 'all' ? sql`` : sql`and e.action like ${`${kind}.%`}`}`
}
