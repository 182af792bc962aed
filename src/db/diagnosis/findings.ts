import type { Scope } from '#access/scope.ts'
import type { Day } from '#core/calendar/index.ts'
import type { Finding } from '#core/diagnosis/index.ts'
import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { hold } from '../hold.ts'
import type { Db } from '../scope.ts'

/** Whom a finding is about: a team (of its manager's id, or the organisation's), or a person. */
export type About = { readonly team: string } | { readonly person: string }

/** A finding as it was handed to somebody, with what was answered since, the first answer first. */
export type Addressed = {
  readonly id: string
  readonly team: string | null
  readonly person: string | null
  readonly kind: Finding['kind']
  readonly key: Finding['key']
  readonly facts: Finding['facts']
  readonly periodKind: 'month' | 'quarter' | 'year'
  readonly periodCode: string
  readonly to: string
  readonly toName: string | null
  readonly byName: string | null
  /** Handed over by the asker, or by anybody where the asker directs. */
  readonly own: boolean
  readonly day: Day
  readonly answerBy: Day
  readonly note: string | null
  readonly answers: readonly { readonly answer: string; readonly day: Day }[]
}

/** All that one sees, the youngest first: those about one subject and its people, or those handed to oneself. */
export async function addressedFindings(
  db: Db,
  of: { about: readonly string[] } | { id: string } | { to: string },
): Promise<Addressed[]> {
  const which =
    'id' in of
      ? sql`f.id = ${of.id}`
      : 'to' in of
        ? sql`f.addressed_to = ${of.to}`
        : sql`(f.team_id = any (${of.about}::uuid[]) or f.person_id = any (${of.about}::uuid[]))`
  const { rows } = await sql<Addressed>`
    select f.id, f.team_id as team, f.person_id as person, f.kind, f.key, f.facts, f.period_kind as "periodKind",
      f.period_code as "periodCode", f.addressed_to as "to", f.addressed_day as day, f.answer_by as "answerBy", f.note,
      (select p.name from app.person p where p.org_id = f.org_id and p.id = f.addressed_to) as "toName",
      (select p.name from app.person p where p.org_id = f.org_id and p.id = f.addressed_by) as "byName",
      f.id = any (array(select app.own_findings())) as own,
      coalesce((
        select json_agg(json_build_object('answer', a.answer, 'day', a.day) order by a.id)
        from app.finding_answer a where a.org_id = f.org_id and a.finding_id = f.id), '[]') as answers
    from app.finding f
    where f.org_id = app.org() and ${which}
    order by f.id desc
    limit 200
  `.execute(db)
  return rows
}

/** One hand-over, one answer or one taking back of the same thing at a time. */
export const holdFinding = (db: Db, of: string) => hold(db, 'finding', of)

export type Addressee = {
  readonly about: string
  readonly id: string
  readonly name: string
  readonly executive: boolean
  readonly leads: boolean
}

/**
 * Who can be handed a finding about each of these, of those whose name one knows: executives, and whoever leads
 * somebody today. Nobody is told of whom they may not see: about a person it goes to those above who see them by name
 * (as app.seen_people has it), about a team to those in it, above it, and to executives. What is about oneself one may
 * hand to any executive.
 */
export async function addressees(db: Db, about: readonly About[]): Promise<Addressee[]> {
  const ids = about.map(one => ('person' in one ? one.person : one.team))
  const people = about.map(one => 'person' in one)
  const { rows } = await sql<Addressee>`
    with known as materialized (
      select p.id, p.name, role.executive, app.today() as today,
        role.executive and not role.director and not coalesce(o.executives_see_names, false) as totals_only,
        -- an executive of totals alone sees the teams, and not who is in them
        p.id = any (array(select app.open_teams())) or exists (
          select from app.reach b where b.org_id = p.org_id and b.boss_id = p.id and b.depth = 1
            and app.today() between b.from_day and b.to_day) as leads
      from app.person p join app.organisation o on o.org_id = p.org_id
        cross join lateral (
          select coalesce(bool_or(r.role = 'executive'), false) as executive,
            coalesce(bool_or(r.role = 'director'), false) as director
          from app.person_role r where r.org_id = p.org_id and r.person_id = p.id) role
      where p.org_id = app.org() and not p.is_house and app.today() between p.start_day and p.end_day
    )
    select distinct a.id as about, k.id, k.name, k.executive, k.leads
    from unnest(${ids}::uuid[], ${people}::boolean[]) as a (id, is_person) join known k on k.executive or k.leads
    where case when a.is_person
      then k.executive and (not k.totals_only or a.id = app.me() or a.id = any (array(select app.open_teams())))
        or exists (select from app.reach r where r.org_id = app.org() and r.boss_id = k.id and r.person_id = a.id
          and k.today between r.from_day and r.to_day and (r.depth = 1 or r.depth > 1 and not k.totals_only))
      else k.executive or a.id = app.org()
        or exists (select from app.reach r where r.org_id = app.org() and k.today between r.from_day and r.to_day
          and (r.boss_id, r.person_id) in ((a.id, k.id), (k.id, a.id)))
      end
    order by k.name, k.id
  `.execute(db)
  return rows
}

export async function addressFinding(
  db: Db,
  scope: Scope & { kind: 'person' },
  of: {
    about: About
    finding: Finding
    period: { kind: string; code: string }
    to: string
    answerBy: Day
    note: string | null
  },
): Promise<string> {
  const id = uuidv7()
  const { about, finding, period } = of
  await sql`
    insert into app.finding (org_id, id, team_id, person_id, kind, key, facts, period_kind, period_code, addressed_to,
      addressed_by, addressed_day, answer_by, note)
    values (${scope.org}, ${id}, ${'team' in about ? about.team : null}, ${'person' in about ? about.person : null},
      ${finding.kind}, ${finding.key}, ${JSON.stringify(finding.facts)}, ${period.kind}, ${period.code}, ${of.to},
      ${scope.person}, ${scope.today}, ${of.answerBy}, ${of.note})
  `.execute(db)
  return id
}

/** Row-level security leaves what is not the asker's own; an answered one the database refuses to part with. */
export async function dropFinding(db: Db, scope: Scope, id: string): Promise<void> {
  await sql`delete from app.finding where org_id = ${scope.org} and id = ${id}`.execute(db)
}

export async function answerFinding(
  db: Db,
  scope: Scope & { kind: 'person' },
  of: { finding: string; answer: string },
): Promise<void> {
  await sql`
    insert into app.finding_answer (org_id, id, finding_id, person_id, answer, day)
    values (${scope.org}, ${uuidv7()}, ${of.finding}, ${scope.person}, ${of.answer}, ${scope.today})
  `.execute(db)
}
