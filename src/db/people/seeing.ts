import type { PersonScope } from '#access/scope.ts'
import { sql } from 'kysely'
import { record } from '../events.ts'
import type { Db } from '../scope.ts'

export const seeAsAction = 'people.seeAs'

/** Whether this person of the organisation is known to the scope; the house is nobody to see as. */
export async function knownPerson(
  db: Db,
  scope: PersonScope,
  id: string,
): Promise<{ name: string } | undefined> {
  const { rows } = await sql<{ name: string }>`
    select name from app.person where org_id = ${scope.org} and id = ${id} and not is_house
  `.execute(db)
  return rows[0]
}

/** Which of these are people of the organisation that the scope knows, the house among them. */
export async function knownAmong(db: Db, scope: PersonScope, ids: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select id from app.person where org_id = ${scope.org} and id = any (${ids}::uuid[])
  `.execute(db)
  return new Set(rows.map(({ id }) => id))
}

/** Logs that the scope's person looks with the eyes of `target`. */
export async function recordLooking(db: Db, scope: PersonScope, target: string): Promise<void> {
  await record(db, scope, { action: seeAsAction, subject: 'person', subjectId: target })
}

/** Whether that was logged within so many minutes. */
export async function lookingIsLogged(
  db: Db,
  scope: PersonScope,
  of: { target: string; minutes: number },
): Promise<boolean> {
  const { rows } = await sql`
    select from app.event
    where org_id = ${scope.org} and person_id = ${scope.person} and action = ${seeAsAction}
      and subject_id = ${of.target} and at > now() - make_interval(mins => ${of.minutes})
    limit 1
  `.execute(db)
  return rows.length > 0
}
