import type { Scope } from '#access/scope.ts'
import { sql, type RawBuilder } from 'kysely'
import type { Db } from '../../../scope.ts'

export type DealMonth = {
  personId: string
  month: string
  created: number
  won: number
  lost: number
  wonWorth: number
  activities: Record<string, number>
}

/**
 * For each person whose figures the scope sees and each month: opportunities created, won and lost, what was won, and
 * activities by kind. A deal that several share counts for each of them, its worth in shares. What leading figures
 * and recipes are made of.
 */
export async function readDealMonths(
  db: Db,
  scope: Scope,
  of: { subject: { kind: 'person' | 'team'; id: string }; from: string; to: string },
): Promise<DealMonth[]> {
  const within = (day: RawBuilder<unknown>) => sql`${day} between ${of.from}::date and ${of.to}::date`
  const { rows } = await sql<DealMonth>`
    with fact as (
      select c.person_id, o.created_day as day, 'created' as what, 0::bigint as worth
      from app.opportunity_credit c join app.opportunity o on o.org_id = c.org_id and o.id = c.opportunity_id
      where c.org_id = ${scope.org} and ${within(sql`o.created_day`)}
      union all
      select c.person_id, o.closed_day, o.outcome, case when o.outcome = 'won' then coalesce(c.amount_rc, 0) else 0 end
      from app.opportunity_credit c join app.opportunity o on o.org_id = c.org_id and o.id = c.opportunity_id
      where c.org_id = ${scope.org} and o.outcome in ('won', 'lost') and ${within(sql`o.closed_day`)}
      union all
      select t.person_id, t.day, 'activity ' || t.kind, 0
      from app.activity t
      where t.org_id = ${scope.org} and ${within(sql`t.day`)}
    ),
    counted as (
      select f.person_id, to_char(f.day, 'YYYY-MM') as month, f.what, count(*)::int as n, sum(f.worth)::bigint as worth
      from fact f
      where ${seen(scope)} ${ofSubject(of.subject)}
      group by 1, 2, 3
    )
    select person_id as "personId", month,
      coalesce(sum(n) filter (where what = 'created'), 0)::int as created,
      coalesce(sum(n) filter (where what = 'won'), 0)::int as won,
      coalesce(sum(n) filter (where what = 'lost'), 0)::int as lost,
      coalesce(sum(worth), 0)::float8 as "wonWorth",
      coalesce(jsonb_object_agg(substr(what, 10), n) filter (where what like 'activity %'), '{}') as activities
    from counted
    group by person_id, month
    order by month, person_id
  `.execute(db)
  return rows
}

/** An activity on an account of one's own may be somebody's whom one may not see: theirs are not counted here. */
const seen = (scope: Scope): RawBuilder<unknown> =>
  scope.kind === 'keeper' ? sql`true` : sql`f.person_id = any (array(select app.seen_people()))`

function ofSubject({ kind, id }: { kind: 'person' | 'team'; id: string }): RawBuilder<unknown> {
  if (kind === 'person') return sql`and f.person_id = ${id}`
  return sql`and (${id}::uuid = app.org() or exists (
    select from app.reach m
    where m.org_id = app.org() and m.boss_id = ${id} and m.person_id = f.person_id and f.day between m.from_day and m.to_day))`
}
