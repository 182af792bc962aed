/**
 * Writes people, their roles, reporting lines and reach as they are changed by hand, a whole set at a time
 * (an import writes the same tables by way of db/ledger/rows.ts). Days: `null` is "always" or "until further notice".
 */
import type { Scope } from '#access/scope.ts'
import type { Day } from '#core/calendar/index.ts'
import { Failure } from '#core/failure.ts'
import type { PersonRole } from '#core/ledger/kinds.ts'
import { closure } from '#core/people/index.ts'
import { sql } from 'kysely'
import { hold } from '../hold.ts'
import type { Db } from '../scope.ts'
import { readLines, readPersonIds } from './lines.ts'

export type PersonRow = {
  id: string
  code: string
  name: string
  email: string | null
  place: string | null
  timeZone: string | null
  from: Day | null
  to: Day | null
  batchId: string | null
}

/** Adds people, or makes those with a known id as said here. Who signs in as them stays as it is. */
export async function savePeople(db: Db, scope: Scope, people: readonly PersonRow[]): Promise<void> {
  const rows = sql`
    jsonb_to_recordset(${JSON.stringify(people)}::jsonb)
      as r (id uuid, code text, name text, email text, place text, "timeZone" text, "from" date, "to" date, "batchId" uuid)`
  // apart from the insert: `on conflict do update` asks that a new row be seen already, and nobody knows it yet
  await sql`
    update app.person p
    set code = r.code, name = r.name, email = r.email, place = r.place, time_zone = r."timeZone",
      start_day = coalesce(r."from", '0001-01-01'), end_day = coalesce(r."to", '9999-12-31'), batch_id = r."batchId"
    from ${rows}
    where p.org_id = ${scope.org} and p.id = r.id
  `.execute(db)
  await sql`
    insert into app.person (org_id, id, code, name, email, place, time_zone, start_day, end_day, batch_id)
    select ${scope.org}, r.id, r.code, r.name, r.email, r.place, r."timeZone",
      coalesce(r."from", '0001-01-01'), coalesce(r."to", '9999-12-31'), r."batchId"
    from ${rows}
    where not exists (select from app.person p where p.org_id = ${scope.org} and p.id = r.id)
  `.execute(db)
}

/**
 * Gives each of these people exactly these roles. Whatever the way, an organisation does not lose its last
 * administrator.
 */
export async function saveRoles(
  db: Db,
  scope: Scope,
  people: readonly { personId: string; roles: readonly PersonRole[]; batchId: string | null }[],
): Promise<void> {
  const rows = people.flatMap(({ personId, roles, batchId }) =>
    roles.map(role => ({ personId, role, batchId })),
  )
  await keepingAnAdministrator(db, scope, async () => {
    await stillAdministers(db, scope)
    // first what is given, then what is taken: whoever gives their own administration away may do no more after it
    await sql`
      insert into app.person_role (org_id, person_id, role, batch_id)
      select ${scope.org}, r."personId", r.role, r."batchId"
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r ("personId" uuid, role text, "batchId" uuid)
      on conflict (org_id, person_id, role) do nothing
    `.execute(db)
    await sql`
      with wanted as (
        select r."personId" as person_id, r.role
        from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r ("personId" uuid, role text)
      )
      delete from app.person_role p
      where p.org_id = ${scope.org} and p.person_id = any (${people.map(p => p.personId)}::uuid[])
        and not exists (select from wanted w where w.person_id = p.person_id and w.role = p.role)
    `.execute(db)
  })
}

/** Asked again under the lock: walls would let a change pass by without a word. */
async function stillAdministers(db: Db, scope: Scope): Promise<void> {
  if (scope.kind === 'keeper') return
  const { rows } = await sql<{ may: boolean }>`select app.has_role('administrator') as may`.execute(db)
  if (!rows[0]!.may) throw new Failure('not_allowed', 'You are not an administrator any more.')
}

/** Does `work` and refuses it if it leaves nobody who administers (or, where somebody could sign in to, nobody who can). */
export async function keepingAnAdministrator(db: Db, scope: Scope, work: () => Promise<void>): Promise<void> {
  // two administrators who remove each other at once must not both succeed
  await lockLines(db, scope)
  const before = await administrators(db)
  await work()
  if ((await administrators(db)) < before) {
    throw new Failure(
      'conflict',
      'Somebody must be able to administer, today and from now on. Make another person who signs in an administrator first.',
    )
  }
}

/** The more, the better somebody can: 0 is nobody, 4 whoever signs in and has no last day. */
async function administrators(db: Db): Promise<number> {
  const { rows } = await sql<{ level: number }>`select app.administrators() as level`.execute(db)
  return rows[0]!.level
}

export type LineRow = {
  id: string
  personId: string
  managerId: string | null
  from: Day | null
  to: Day | null
  why: string | null
  batchId: string | null
}

/** Puts these lines in place of all that the given people had. Rebuild reach afterwards, once. */
export async function replaceLines(
  db: Db,
  scope: Scope,
  of: { people: readonly string[]; lines: readonly LineRow[] },
): Promise<void> {
  await sql`
    delete from app.reporting_line
    where org_id = ${scope.org} and person_id = any (${of.people}::uuid[])
  `.execute(db)
  await sql`
    insert into app.reporting_line (org_id, id, person_id, manager_id, from_day, to_day, why, batch_id)
    select ${scope.org}, r.id, r."personId", r."managerId",
      coalesce(r."from", '0001-01-01'), coalesce(r."to", '9999-12-31'), r.why, r."batchId"
    from jsonb_to_recordset(${JSON.stringify(of.lines)}::jsonb)
      as r (id uuid, "personId" uuid, "managerId" uuid, "from" date, "to" date, why text, "batchId" uuid)
  `.execute(db)
}

/**
 * One change of an organisation's people at a time: reach is made from all lines, and the last administrator is known
 * only by all roles. One lock for both, so that nobody waits crosswise. Take it before reading what is checked.
 */
export async function lockLines(db: Db, scope: Scope): Promise<void> {
  await hold(db, 'people', scope.org)
}

/** Makes reach from the lines as they now stand; people without a line reach themselves. Refuses a ring. */
export async function rebuildReach(db: Db, scope: Scope): Promise<void> {
  await lockLines(db, scope)
  const rows = closure(await readLines(db, scope))
  const inLines = new Set(rows.map(row => row.person))
  const alone = (await readPersonIds(db, scope))
    .filter(id => !inLines.has(id))
    .map(id => ({ boss: id, person: id, depth: 0, from: null, to: null }))
  const wanted = JSON.stringify([...rows, ...alone])
  await sql`
    with wanted as (${wantedReach(wanted)})
    delete from app.reach r
    where r.org_id = ${scope.org} and not exists (
      select from wanted w
      where w.boss = r.boss_id and w.person = r.person_id and w.depth = r.depth
        and w.from_day = r.from_day and w.to_day = r.to_day)
  `.execute(db)
  await sql`
    insert into app.reach (org_id, boss_id, person_id, depth, from_day, to_day)
    select ${scope.org}, w.boss, w.person, w.depth, w.from_day, w.to_day
    from (${wantedReach(wanted)}) w
    on conflict (org_id, boss_id, person_id, from_day) do nothing
  `.execute(db)
}

function wantedReach(rows: string) {
  return sql`
    select r.boss, r.person, r.depth,
      coalesce(r."from", '0001-01-01') as from_day, coalesce(r."to", '9999-12-31') as to_day
    from jsonb_to_recordset(${rows}::jsonb) as r (boss uuid, person uuid, depth int, "from" date, "to" date)`
}
