import type { KeeperScope } from '#access/scope.ts'
import { sql } from 'kysely'
import type { Db } from '../scope.ts'

export type ClosedMonth = { readonly from: string; readonly to: string }

/**
 * Months that forecasts spoke of, that are over, and that the ledger tells otherwise than when they were scored; those
 * scored for the first time are among them. From here on they count as told as the ledger has them now.
 */
export async function changedMonths(db: Db, scope: KeeperScope, closedTo: string): Promise<ClosedMonth[]> {
  await sql`delete from app.forecast_closed where org_id = ${scope.org} and to_day > ${closedTo}::date`.execute(
    db,
  )
  const { rows } = await sql<ClosedMonth>`
    with spoken as materialized (
      select distinct m."from", m."to"
      from app.forecast f cross join lateral jsonb_to_recordset(f.ahead) as m ("from" date, "to" date)
      where f.org_id = ${scope.org} and m."to" <= ${closedTo}::date
    ),
    -- by the day, so that the roll-ups are read once and not month by month
    inside as materialized (
      select s."from", s."to", g.day::date as day
      from spoken s cross join lateral generate_series(s."from", s."to", interval '1 day') as g (day)
    ),
    billed as (
      select i."from", i."to", 'person/' || d.person_id as key, sum(d.net) as net
      from inside i join app.person_day d on d.org_id = ${scope.org} and d.day = i.day
      group by 1, 2, 3
      union all
      select i."from", i."to", case when grouping(d.product_line) = 0 then 'product_line/' || d.product_line
        else 'territory/' || d.territory_id end, sum(d.net)
      from inside i join app.sales_day d on d.org_id = ${scope.org} and d.day = i.day
      group by i."from", i."to", grouping sets ((d.product_line), (d.territory_id))
    )
    insert into app.forecast_closed (org_id, from_day, to_day, sums)
    select ${scope.org}, s."from", s."to", md5(coalesce(string_agg(b.key || ' ' || b.net, ',' order by b.key, b.net), ''))
    from spoken s left join billed b on b."from" = s."from" and b."to" = s."to"
    group by s."from", s."to"
    on conflict (org_id, from_day, to_day) do update set sums = excluded.sums, closed_at = default
    where forecast_closed.sums <> excluded.sums
    returning from_day as "from", to_day as "to"
  `.execute(db)
  return rows
}
