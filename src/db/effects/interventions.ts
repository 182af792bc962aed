/** Interventions, whom they reached, and the effects that the worker found. */
import type { KeeperScope, PersonScope, Scope } from '#access/scope.ts'
import type { Day } from '#core/calendar/index.ts'
import { sql } from 'kysely'
import { hold } from '../hold.ts'
import type { Db, Pools } from '../scope.ts'

export type InterventionKind = 'training' | 'price' | 'process' | 'crm_use'
export type Intervention = {
  readonly id: string
  readonly kind: InterventionKind
  readonly name: string
  readonly figure: string
  readonly meant: string
  readonly level: number | null
}
export type Took = { readonly person: string; readonly from: Day }

export type InterventionRow = Intervention & {
  readonly mayChange: boolean
  readonly changedAt: string
  /** Of the people whose figures one sees. */
  readonly people: readonly { person: string; name: string; from: Day }[]
}

const changedAt = sql`to_char(i.changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`

/** Interventions that the scope knows of, the latest first; or one of them. */
export async function readInterventions(db: Db, scope: PersonScope, id?: string): Promise<InterventionRow[]> {
  const { rows } = await sql<InterventionRow>`
    select i.id, i.kind, i.name, i.figure, i.meant, i.level, ${changedAt} as "changedAt",
      i.id in (select app.own_interventions()) as "mayChange", coalesce(p.people, '[]') as people
    from app.intervention i
      left join lateral (
        select json_agg(json_build_object('person', t.person_id, 'name', n.name, 'from', t.from_day) order by t.from_day, n.name) as people,
          min(t.from_day) as first
        from app.intervention_person t join app.person n on n.org_id = t.org_id and n.id = t.person_id
        where t.org_id = i.org_id and t.intervention_id = i.id) p on true
    where i.org_id = ${scope.org} and (${id ?? null}::uuid is null or i.id = ${id ?? null}::uuid)
    order by p.first desc nulls first, i.id
  `.execute(db)
  return rows
}

/** One that the asker wrote down in the same words, about the same people from the same days. */
export async function sameIntervention(
  db: Db,
  scope: PersonScope,
  { people, ...row }: Omit<Intervention, 'id'> & { people: readonly Took[] },
): Promise<string | undefined> {
  await hold(db, 'interventions', scope.person)
  const { rows } = await sql<{ id: string }>`
    select i.id from app.intervention i
    where i.org_id = ${scope.org} and i.made_by = ${scope.person} and (i.kind, i.name, i.figure, i.meant) =
        (${row.kind}, ${row.name}, ${row.figure}, ${row.meant}) and i.level is not distinct from ${row.level}
      and (i.level is not null or (
        select coalesce(jsonb_object_agg(t.person_id, t.from_day), '{}') from app.intervention_person t
        where t.org_id = i.org_id and t.intervention_id = i.id
      ) = ${JSON.stringify(Object.fromEntries(people.map(({ person, from }) => [person, from])))}::jsonb)
    limit 1
  `.execute(db)
  return rows[0]?.id
}

export async function addIntervention(db: Db, scope: PersonScope, row: Intervention): Promise<void> {
  await sql`
    insert into app.intervention (org_id, id, kind, name, figure, meant, level, made_by)
    values (${scope.org}, ${row.id}, ${row.kind}, ${row.name}, ${row.figure}, ${row.meant}, ${row.level}, ${scope.person})
  `.execute(db)
}

/** False where it was changed, or taken back, since `follows`. */
export async function saveIntervention(
  db: Db,
  scope: PersonScope,
  row: Intervention & { follows: string },
): Promise<boolean> {
  await hold(db, 'intervention', row.id)
  const { rows } = await sql`
    update app.intervention i
    set kind = ${row.kind}, name = ${row.name}, figure = ${row.figure}, meant = ${row.meant}, level = ${row.level},
      changed_at = clock_timestamp()
    where i.org_id = ${scope.org} and i.id = ${row.id} and ${changedAt} = ${row.follows}
    returning i.id
  `.execute(db)
  return rows.length > 0
}

/** False where it was changed, or taken back, since `follows`. */
export async function dropIntervention(
  db: Db,
  scope: PersonScope,
  of: { id: string; follows: string },
): Promise<boolean> {
  await hold(db, 'intervention', of.id)
  const { rows } = await sql`
    delete from app.intervention i
    where i.org_id = ${scope.org} and i.id = ${of.id} and ${changedAt} = ${of.follows}
    returning i.id
  `.execute(db)
  return rows.length > 0
}

/** Whom it reached, in place of whom was said before; of people whom one may not see nothing changes. */
export async function setTook(
  db: Db,
  scope: Scope,
  of: { id: string; people: readonly Took[] },
): Promise<void> {
  await sql`
    delete from app.intervention_person where org_id = ${scope.org} and intervention_id = ${of.id}
  `.execute(db)
  await sql`
    insert into app.intervention_person (org_id, intervention_id, person_id, from_day)
    select ${scope.org}, i.id, t.person, t."from"
    from app.intervention i, jsonb_to_recordset(${JSON.stringify(of.people)}::jsonb) as t (person uuid, "from" date)
    where i.org_id = ${scope.org} and i.id = ${of.id}
  `.execute(db)
}

export async function effectOf(
  db: Db,
  scope: PersonScope,
  id: string,
): Promise<{ foundAt: string; stale: boolean; found: unknown } | undefined> {
  const { rows } = await sql<{ foundAt: Date; stale: boolean; found: unknown }>`
    select e.found_at as "foundAt", i.changed_at > e.found_at as stale, e.found
    from app.intervention_effect e join app.intervention i on i.org_id = e.org_id and i.id = e.intervention_id
    where e.org_id = ${scope.org} and e.intervention_id = ${id}
  `.execute(db)
  const row = rows[0]
  return row && { ...row, foundAt: new Date(row.foundAt).toISOString() }
}

export async function effectsDue(pools: Pools): Promise<string[]> {
  const { rows } = await sql<{ org: string }>`select app.effects_due() as org`.execute(pools.keeper)
  return rows.map(row => row.org)
}

export type StoredIntervention = Intervention & {
  readonly changedAt: string
  readonly people: readonly Took[]
}

/** Every intervention with all whom it reached, for the worker. */
export async function allInterventions(db: Db, scope: KeeperScope): Promise<StoredIntervention[]> {
  const { rows } = await sql<StoredIntervention>`
    select i.id, i.kind, i.name, i.figure, i.meant, i.level, ${changedAt} as "changedAt",
      coalesce((
        select json_agg(json_build_object('person', t.person_id, 'from', t.from_day))
        from app.intervention_person t where t.org_id = i.org_id and t.intervention_id = i.id), '[]') as people
    from app.intervention i
    where i.org_id = ${scope.org}
    order by i.id
  `.execute(db)
  return rows
}

/** `range` is the place in the ranges asked for, from 0. */
export type ActivityCount = { person: string; range: number; count: number }

/** Activities of each person in each range; none where there were none. */
export async function countActivities(
  db: Db,
  scope: KeeperScope,
  of: { froms: readonly Day[]; tos: readonly Day[] },
): Promise<ActivityCount[]> {
  const { rows } = await sql<ActivityCount>`
    select t.person_id as person, (s.n - 1)::int as range, count(*)::int as count
    from unnest(${of.froms}::date[], ${of.tos}::date[]) with ordinality as s (f, t, n)
      join app.activity t on t.org_id = ${scope.org} and t.day between s.f and s.t
    group by 1, 2
  `.execute(db)
  return rows
}

/**
 * What was found of an intervention as it stood then; of one that was changed meanwhile it answers nothing.
 * @param of.readAt  what it and the ledger were read as of: whatever came after it is not in what was found
 */
export async function saveEffect(
  db: Db,
  scope: KeeperScope,
  of: { id: string; changedAt: string; readAt: string; found: object },
): Promise<void> {
  await hold(db, 'intervention', of.id)
  await sql`
    insert into app.intervention_effect (org_id, intervention_id, found, found_at)
    select i.org_id, i.id, ${JSON.stringify(of.found)}::jsonb, ${of.readAt}::timestamptz from app.intervention i
    where i.org_id = ${scope.org} and i.id = ${of.id} and ${changedAt} = ${of.changedAt}
    on conflict (org_id, intervention_id) do update set found = excluded.found, found_at = excluded.found_at
  `.execute(db)
}
