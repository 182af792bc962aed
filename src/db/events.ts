import type { Scope } from '#access/scope.ts'
import type { EventAction } from '#core/events.ts'
import { v7 as uuidv7 } from 'uuid'
import type { Db } from './scope.ts'
import { sql } from 'kysely'

/** Appends one event to the log, in the transaction of the change that it tells of. */
export async function record(
  db: Db,
  scope: Scope,
  change: {
    action: EventAction
    subject: string
    subjectId?: string | undefined
    before?: unknown
    after?: unknown
    why?: string | undefined
  },
): Promise<void> {
  const json = (value: unknown) => (value === undefined ? null : JSON.stringify(value))
  await sql`
    insert into app.event (org_id, id, person_id, action, subject, subject_id, before, after, why)
    values (${scope.org}, ${uuidv7()}, ${scope.kind === 'person' ? scope.person : null}, ${change.action},
      ${change.subject}, ${change.subjectId ?? null}, ${json(change.before)}, ${json(change.after)}, ${change.why ?? null})
  `.execute(db)
}
