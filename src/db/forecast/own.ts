import type { PersonScope } from '#access/scope.ts'
import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { hold } from '../hold.ts'
import type { Db } from '../scope.ts'

export type Cycle = {
  id: string | null
  every: 'off' | 'week' | 'month'
  minutes: number
  from: string | null
  setBy: string | null
  why: string
  /** How many salespeople it asks, or would. */
  people: number
}

/** What one answer takes until somebody says otherwise: three numbers and a note. */
const usualMinutes = 10

/** Off until somebody switches it on. */
export async function readCycle(db: Db): Promise<Cycle> {
  const { rows } = await sql<Cycle>`
    select c.id, coalesce(c.every, 'off') as every, coalesce(c.minutes, ${usualMinutes}) as minutes, c.from_day as "from",
      app.cycle_set_by() as "setBy", coalesce(c.why, '') as why, app.asked_of() as people
    from (select) one left join lateral (
      select * from app.forecast_cycle where org_id = app.org() order by set_at desc, id desc limit 1
    ) c on true
  `.execute(db)
  return rows[0]!
}

/** The latest setting while nobody else sets it. */
export async function holdCycle(db: Db, scope: PersonScope): Promise<Cycle> {
  await hold(db, 'forecast cycle', scope.org)
  return readCycle(db)
}

export async function addCycle(
  db: Db,
  scope: PersonScope,
  of: { every: string; minutes: number; why: string },
): Promise<string> {
  const id = uuidv7()
  await sql`
    insert into app.forecast_cycle (org_id, id, every, minutes, from_day, set_by, set_at, why)
    values (${scope.org}, ${id}, ${of.every}, ${of.minutes}, ${scope.today}, ${scope.person}, clock_timestamp(), ${of.why})
  `.execute(db)
  return id
}

type Period = { from: string; to: string }
type Saying = { commit: number; likely: number; best: number; note: string }

/** Undefined where the same was said last, on the same day: sent twice, it is one word. */
export async function addOwnForecast(
  db: Db,
  scope: PersonScope,
  of: Period & Saying,
): Promise<string | undefined> {
  await hold(db, 'own forecast', scope.person)
  const { rows } = await sql<{ id: string }>`
    insert into app.own_forecast (org_id, id, person_id, from_day, to_day, commit_amount, likely, best, note, said_on)
    select ${scope.org}, ${uuidv7()}, ${scope.person}, ${of.from}, ${of.to}, ${of.commit}, ${of.likely}, ${of.best},
      ${of.note}, ${scope.today}
    where (${of.commit}::bigint, ${of.likely}::bigint, ${of.best}::bigint, ${of.note}::text, ${scope.today}::date) is distinct from (
      select (commit_amount, likely, best, note, said_on) from app.own_forecast
      where org_id = ${scope.org} and person_id = ${scope.person} and from_day = ${of.from} and to_day = ${of.to}
      order by said_at desc limit 1)
    returning id
  `.execute(db)
  return rows[0]?.id
}

/**
 * Whether somebody reports to the one who asks today, however far down, and sells; for an executive who sees totals
 * alone only who reports directly, since a number beside a hidden one tells of it.
 */
export async function mayAdjust(db: Db, scope: PersonScope, person: string): Promise<boolean> {
  const { rows } = await sql`
    select from app.reach r
    where r.org_id = ${scope.org} and r.boss_id = ${scope.person} and r.person_id = ${person} and r.depth > 0
      and ${scope.today}::date between r.from_day and r.to_day and r.person_id = any (array(select app.seen_people()))
      and exists (
        select from app.person_role l where l.org_id = r.org_id and l.person_id = r.person_id and l.role = 'salesperson')
  `.execute(db)
  return rows.length > 0
}

/** Undefined where the same person put the same there last, on the same day. */
export async function addAdjustment(
  db: Db,
  scope: PersonScope,
  of: Period & { personId: string; amount: number; reason: string },
): Promise<string | undefined> {
  await hold(db, 'forecast adjustment', of.personId)
  const { rows } = await sql<{ id: string }>`
    insert into app.forecast_adjustment (org_id, id, person_id, by_id, from_day, to_day, amount, reason, said_on)
    select ${scope.org}, ${uuidv7()}, ${of.personId}, ${scope.person}, ${of.from}, ${of.to}, ${of.amount}, ${of.reason},
      ${scope.today}
    where (${scope.person}::uuid, ${of.amount}::bigint, ${of.reason}::text, ${scope.today}::date) is distinct from (
      select (by_id, amount, reason, said_on) from app.forecast_adjustment
      where org_id = ${scope.org} and person_id = ${of.personId} and from_day = ${of.from} and to_day = ${of.to}
      order by said_at desc limit 1)
    returning id
  `.execute(db)
  return rows[0]?.id
}

export type PersonSays = {
  personId: string
  name: string
  below: boolean
  said: (Saying & { on: string; at: string }) | null
  adjusted: { amount: number; reason: string; by: string | null; at: string } | null
  billed: number
}

/** Salespeople of a subject whom one sees, with the last word of each about a period; for each period in turn. */
export async function readPeopleSay(
  db: Db,
  of: { periods: readonly Period[]; whom: { kind: 'person' | 'team'; id: string } },
): Promise<PersonSays[][]> {
  const { periods, whom } = of
  const members =
    whom.kind === 'person'
      ? sql`p.id = ${whom.id}`
      : sql`(${whom.id}::uuid = app.org() or exists (
          select from app.reach r where r.org_id = p.org_id and r.boss_id = ${whom.id} and r.person_id = p.id
            and app.today() between r.from_day and r.to_day))`
  const { rows } = await sql<PersonSays & { place: number }>`
    select q.place::int, p.id as "personId", p.name, p.id <> app.me() and exists (
        select from app.reach r where r.org_id = p.org_id and r.boss_id = app.me() and r.person_id = p.id and r.depth > 0
          and app.today() between r.from_day and r.to_day) as below,
      (select jsonb_build_object('commit', o.commit_amount, 'likely', o.likely, 'best', o.best, 'note', o.note,
          'on', o.said_on, 'at', o.said_at)
        from app.own_forecast o
        where o.org_id = p.org_id and o.person_id = p.id and o.from_day = q.from_day and o.to_day = q.to_day
        order by o.said_at desc limit 1) as said,
      (select jsonb_build_object('amount', a.amount, 'reason', a.reason, 'at', a.said_at,
          'by', (select b.name from app.person b where b.org_id = a.org_id and b.id = a.by_id))
        from app.forecast_adjustment a
        where a.org_id = p.org_id and a.person_id = p.id and a.from_day = q.from_day and a.to_day = q.to_day
        order by a.said_at desc limit 1) as adjusted,
      coalesce((select sum(d.net) from app.person_day d
        where d.org_id = p.org_id and d.person_id = p.id
          and d.day between q.from_day and least(q.to_day, app.today())), 0)::float8 as billed
    from app.person p
      join app.person_role l on l.org_id = p.org_id and l.person_id = p.id and l.role = 'salesperson'
      cross join ${placed(periods)}
    where p.org_id = app.org() and not p.is_house and p.id = any (array(select app.seen_people()))
      and app.today() between p.start_day and p.end_day and ${members}
    order by p.name collate "C", p.id
  `.execute(db)
  const byPlace = Map.groupBy(rows, ({ place }) => place)
  return periods.map((_, at) => (byPlace.get(at + 1) ?? []).map(({ place: _place, ...row }) => row))
}

export type TeamSays = { people: number; said: number; commit: number; likely: number; best: number }

/** What a team's people say together of each period; null where one may not see it, or too few have said anything. */
export async function readTeamSays(
  db: Db,
  team: string,
  periods: readonly Period[],
): Promise<(TeamSays | null)[]> {
  const { rows } = await sql<TeamSays & { place: number }>`
    select q.place::int, s.people, s.said, coalesce(s.commit_amount, 0)::float8 as commit,
      coalesce(s.likely, 0)::float8 as likely, coalesce(s.best, 0)::float8 as best
    from ${placed(periods)} cross join lateral app.own_forecast_sum(${team}, q.from_day, q.to_day) s
  `.execute(db)
  return periods.map((_, at) => {
    const found = rows.find(({ place }) => place === at + 1)
    if (!found) return null
    const { place: _place, ...sums } = found
    return sums
  })
}

const placed = (periods: readonly Period[]) => sql`unnest(
  ${periods.map(({ from }) => from)}::date[], ${periods.map(({ to }) => to)}::date[]) with ordinality as q (from_day, to_day, place)`
