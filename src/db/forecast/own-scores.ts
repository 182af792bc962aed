import type { KeeperScope } from '#access/scope.ts'
import type { Day } from '#core/calendar/index.ts'
import type { OwnScore } from '#core/forecast/house/index.ts'
import { sql } from 'kysely'
import type { Db } from '../scope.ts'

/** A quarter that is over, as of the day on which so many of its months were still to come. */
export type Check = {
  readonly from: string
  readonly to: string
  readonly ahead: number
  /** The last day whose words count. */
  readonly cut: string
  /** The same quarter a year before, where the ledger holds it. */
  readonly yearBefore: { readonly from: string; readonly to: string } | null
}

/**
 * What was said stays; what it came to, and what the year before did, follow the ledger. Scores of quarters that are
 * not over any more (they end after `closedTo`) are taken out.
 * @param of.checks  of all quarters that are over
 */
export async function correctOwnScores(
  db: Db,
  scope: KeeperScope,
  of: { closedTo: string; checks: readonly Check[] },
): Promise<void> {
  const quarters = of.checks.map(({ from, to, yearBefore }) => ({ from, to, ...naiveRange(yearBefore) }))
  await sql`
    delete from app.own_forecast_score where org_id = ${scope.org} and to_day > ${of.closedTo}::date
  `.execute(db)
  await sql`
    update app.own_forecast_score s
    set actual = b.actual, naive = b.naive, scored_at = now()
    from (
      select k.person_id, c."from", c."to",
        coalesce(sum(d.net) filter (where d.day between c."from" and c."to"), 0)::bigint as actual,
        case when c.naive_from is not null
          then coalesce(sum(d.net) filter (where d.day between c.naive_from and c.naive_to), 0)::bigint end as naive
      from (
          select distinct q."from", q."to", q.naive_from, q.naive_to
          from jsonb_to_recordset(${JSON.stringify(quarters)}) as q ("from" date, "to" date, naive_from date, naive_to date)
        ) c
        join (select distinct person_id, from_day, to_day from app.own_forecast_score where org_id = ${scope.org}) k
          on k.from_day = c."from" and k.to_day = c."to"
        left join app.person_day d on d.org_id = ${scope.org} and d.person_id = k.person_id
          and d.day between coalesce(c.naive_from, c."from") and c."to"
      group by k.person_id, c."from", c."to", c.naive_from
    ) b
    where s.org_id = ${scope.org} and s.person_id = b.person_id and s.from_day = b."from" and s.to_day = b."to"
      and (s.actual, s.naive) is distinct from (b.actual, b.naive)
  `.execute(db)
}

/** Scores whatever stood on those days and has no score yet. */
export async function addOwnScores(db: Db, scope: KeeperScope, checks: readonly Check[]): Promise<void> {
  const rows = checks.map(({ yearBefore, ...check }) => ({ ...check, ...naiveRange(yearBefore) }))
  await sql`
    insert into app.own_forecast_score (org_id, person_id, from_day, to_day, ahead, commit_amount, likely, best,
      adjusted, adjusted_by, model, naive, actual)
    select ${scope.org}, s.person_id, c."from", c."to", c.ahead, s.commit_amount, s.likely, s.best,
      a.amount, a.by_id, m.mean, b.naive, b.actual
    from jsonb_to_recordset(${JSON.stringify(rows)})
        as c ("from" date, "to" date, ahead int, cut date, naive_from date, naive_to date)
      cross join lateral (
        select distinct on (o.person_id) o.* from app.own_forecast o
        where o.org_id = ${scope.org} and o.from_day = c."from" and o.to_day = c."to" and o.said_on <= c.cut
        order by o.person_id, o.said_at desc
      ) s
      left join lateral (
        select a.amount, a.by_id from app.forecast_adjustment a
        where a.org_id = ${scope.org} and a.person_id = s.person_id and a.from_day = c."from" and a.to_day = c."to"
          and a.said_on <= c.cut
        order by a.said_at desc limit 1
      ) a on true
      cross join lateral (
        select coalesce(sum(d.net) filter (where d.day between c."from" and c."to"), 0)::bigint as actual,
          case when c.naive_from is not null
            then coalesce(sum(d.net) filter (where d.day between c.naive_from and c.naive_to), 0)::bigint end as naive
        from app.person_day d
        where d.org_id = ${scope.org} and d.person_id = s.person_id
          and d.day between coalesce(c.naive_from, c."from") and c."to"
      ) b
      left join lateral (
        select max(n.billed) + sum(v.mean)::bigint as mean
        from (
          select f.id, f.ahead, f.origin from app.forecast f
          where f.org_id = ${scope.org} and f.origin <= c.cut order by f.origin desc, f.made_at desc limit 1
        ) f
          join lateral (
            select n.n, coalesce((
              select sum(d.net) from app.person_day d
              where d.org_id = ${scope.org} and d.person_id = s.person_id and d.day between c."from" and f.origin
            ), 0) - case when f.origin >= c."from" then n.so_far else 0 end as billed
            from app.forecast_node n
            where n.org_id = ${scope.org} and n.forecast_id = f.id and n.person_id = s.person_id
          ) n on true
          cross join lateral (
            select row_number() over (order by j."from")::int as h, j."from", j."to"
            from jsonb_to_recordset(f.ahead) as j ("from" date, "to" date)
          ) j
          join app.forecast_value v on v.org_id = ${scope.org} and v.forecast_id = f.id and v.n = n.n
            and v.from_h = j.h and v.to_h = j.h
        where j."from" >= c."from" and j."to" <= c."to"
      ) m on true
    where not exists (
      select from app.own_forecast_score k
      where k.org_id = ${scope.org} and k.person_id = s.person_id and k.from_day = c."from" and k.to_day = c."to"
        and k.ahead = c.ahead)
  `.execute(db)
}

const naiveRange = (yearBefore: Check['yearBefore']) => ({
  naive_from: yearBefore?.from ?? null,
  naive_to: yearBefore?.to ?? null,
})

export type OwnScoreRow = OwnScore & { to: Day; people: number }

const amounts = sql`commit_amount::float8 as commit, likely::float8, best::float8, adjusted::float8, model::float8,
  naive::float8, actual::float8`

/** One's own numbers of quarters that are over. */
export async function ownScores(db: Db): Promise<OwnScoreRow[]> {
  const { rows } = await sql<OwnScoreRow>`
    select from_day as "from", to_day as "to", ahead, 1 as people, ${amounts}
    from app.own_forecast_score where org_id = app.org() and person_id = app.me()
    order by from_day, ahead desc
  `.execute(db)
  return rows
}

/** A team's in sum, where four of its people had said something. */
export async function teamScores(db: Db, team: string): Promise<OwnScoreRow[]> {
  const { rows } = await sql<OwnScoreRow>`
    select from_day as "from", to_day as "to", ahead, people, ${amounts} from app.own_forecast_record(${team})
  `.execute(db)
  return rows
}

/** Every number that one put beside somebody's, with what it came to. */
export async function scoresBeside(db: Db): Promise<OwnScoreRow[]> {
  const { rows } = await sql<OwnScoreRow>`
    select from_day as "from", to_day as "to", ahead, 1 as people, ${amounts}
    from app.own_forecast_score where org_id = app.org() and adjusted_by = app.me()
    order by from_day, ahead desc
  `.execute(db)
  return rows
}
