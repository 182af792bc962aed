import type { KeeperScope } from '#access/scope.ts'
import type { HouseNode } from '#core/forecast/house/index.ts'
import { sql } from 'kysely'
import type { Db } from '../scope.ts'
import type { ClosedMonth } from './closed.ts'

/** What can be scored now: a forecast, and how many of its months are over. */
export type Closing = {
  readonly id: string
  readonly ahead: readonly { from: string; to: string }[]
  readonly closed: number
}

/** Forecasts with months that are over (they end by `closedTo`) and have no score. */
export async function closingForecasts(db: Db, scope: KeeperScope, closedTo: string): Promise<Closing[]> {
  const { rows } = await sql<Closing>`
    select f.id, f.ahead, c.closed
    from app.forecast f
      cross join lateral (
        select count(*)::int as closed from jsonb_to_recordset(f.ahead) as m ("to" date) where m."to" <= ${closedTo}::date
      ) c
    where f.org_id = ${scope.org} and c.closed > 0
      and exists (
        select from app.forecast_value v
        where v.org_id = f.org_id and v.forecast_id = f.id and v.n = 0 and v.to_h <= c.closed
          and not exists (
            select from app.forecast_score s
            where s.org_id = v.org_id and s.forecast_id = v.forecast_id and s.n = 0
              and s.from_h = v.from_h and s.to_h = v.to_h))
    order by f.origin
  `.execute(db)
  return rows
}

/** Takes out the scores of spans that hold one of these months, or one that is not over any more; says how many. */
export async function forgetScores(
  db: Db,
  scope: KeeperScope,
  of: { closedTo: string; months: readonly ClosedMonth[] },
): Promise<number> {
  const { numAffectedRows } = await sql`
    with touched as materialized (
      select f.id, m.h
      from app.forecast f
        cross join lateral (
          select j.h::int as h, (j.month ->> 'from')::date as "from", (j.month ->> 'to')::date as "to"
          from jsonb_array_elements(f.ahead) with ordinality as j (month, h)
        ) m
      where f.org_id = ${scope.org} and (m."to" > ${of.closedTo}::date or exists (
        select from jsonb_to_recordset(${JSON.stringify(of.months)}) as c ("from" date, "to" date)
        where c."from" = m."from" and c."to" = m."to"))
    )
    delete from app.forecast_score s
    using (select id, array_agg(h) as hs from touched group by id) t
    where s.org_id = ${scope.org} and s.forecast_id = t.id
      and exists (select from unnest(t.hs) as h where h between s.from_h and s.to_h)
  `.execute(db)
  return Number(numAffectedRows ?? 0n)
}

export type FrozenNode = Pick<HouseNode, 'kind' | 'id' | 'parent'>

export async function frozenNodes(db: Db, scope: KeeperScope, id: string): Promise<FrozenNode[]> {
  const { rows } = await sql<FrozenNode>`
    select kind, coalesce(team_id::text, person_id::text, territory_id::text, name) as id, parent
    from app.forecast_node where org_id = ${scope.org} and forecast_id = ${id} order by n
  `.execute(db)
  return rows
}

/** What a month came to: of the company, and of each person, product line and territory (`kind/id`). */
export async function billedIn(
  db: Db,
  scope: KeeperScope,
  { from, to }: { from: string; to: string },
): Promise<Map<string, number>> {
  const { rows } = await sql<{ key: string; net: bigint }>`
    select 'person/' || d.person_id as key, sum(d.net)::bigint as net
    from app.person_day d where d.org_id = ${scope.org} and d.day between ${from}::date and ${to}::date group by 1
    union all
    select 'product_line/' || d.product_line, sum(d.net)::bigint
    from app.sales_day d where d.org_id = ${scope.org} and d.day between ${from}::date and ${to}::date group by 1
    union all
    select 'territory/' || d.territory_id, sum(d.net)::bigint
    from app.sales_day d where d.org_id = ${scope.org} and d.day between ${from}::date and ${to}::date group by 1
  `.execute(db)
  return new Map(rows.map(({ key, net }) => [key, Number(net)]))
}

/** Scores of spans that have none yet; one that is there stays as it is. */
export async function addScores(
  db: Db,
  scope: KeeperScope,
  of: { id: string; months: readonly (readonly number[])[] },
): Promise<void> {
  const rows = of.months.flatMap((actuals, h) => actuals.map((actual, n) => ({ n, h: h + 1, actual })))
  await sql`
    insert into app.forecast_score (org_id, forecast_id, n, from_h, to_h, actual)
    select v.org_id, v.forecast_id, v.n, v.from_h, v.to_h, sum(a.actual)::bigint
    from app.forecast_value v
      join jsonb_to_recordset(${JSON.stringify(rows)}) as a (n int, h int, actual bigint)
        on a.n = v.n and a.h between v.from_h and v.to_h
    where v.org_id = ${scope.org} and v.forecast_id = ${of.id} and v.to_h <= ${of.months.length}
      and not exists (
        select from app.forecast_score s
        where s.org_id = v.org_id and s.forecast_id = v.forecast_id and s.n = v.n and s.from_h = v.from_h and s.to_h = v.to_h)
    group by v.org_id, v.forecast_id, v.n, v.from_h, v.to_h
  `.execute(db)
}
