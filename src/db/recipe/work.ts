/** What people worked and got, as the recipe is made of it: by the keeper, over ranges of whole months. */
import type { KeeperScope, Scope } from '#access/scope.ts'
import type { Day, Range } from '#core/calendar/index.ts'
import { sql } from 'kysely'
import type { Db } from '../scope.ts'

/** Everybody who sells, with the last day they were there. */
export async function readSellers(db: Db, scope: Scope): Promise<{ id: string; start: Day; end: Day }[]> {
  const { rows } = await sql<{ id: string; start: Day; end: Day }>`
    select p.id, p.start_day as start, p.end_day as "end"
    from app.person p
    where p.org_id = ${scope.org} and not p.is_house and exists (
      select from app.person_role r where r.org_id = p.org_id and r.person_id = p.id and r.role = 'salesperson')
    order by p.id
  `.execute(db)
  return rows
}

/** Amounts of orders by person, in minor units: an order that several share counts for each with their share. */
export async function orderAmounts(
  db: Db,
  scope: KeeperScope,
  { from, to }: Range,
): Promise<Map<string, number[]>> {
  const { rows } = await sql<{ person: string; amounts: number[] }>`
    select person_id as person, array_agg(net::float8 order by invoice) as amounts
    from (
      select person_id, invoice, sum(net) as net
      from app.sales_day
      where org_id = ${scope.org} and day between ${from} and ${to} and is_order
      group by person_id, invoice) o
    where net > 0
    group by person_id
  `.execute(db)
  return new Map(rows.map(row => [row.person, row.amounts]))
}

export type Won = { person: string; amounts: number[]; days: number[] }

/** What each person's won deals brought, and how many days they took; whole deals, for a size is the deal's. */
export async function wonDeals(db: Db, scope: KeeperScope, { from, to }: Range): Promise<Map<string, Won>> {
  const { rows } = await sql<Won>`
    select c.person_id as person,
      coalesce(array_agg(c.amount_rc::float8 order by o.id) filter (where c.amount_rc > 0), '{}') as amounts,
      coalesce(array_agg((o.closed_day - o.created_day)::float8 order by o.id)
        filter (where o.closed_day >= o.created_day and not o.closed_assumed), '{}') as days
    from app.opportunity o join app.opportunity_credit c on c.org_id = o.org_id and c.opportunity_id = o.id
    where o.org_id = ${scope.org} and o.outcome = 'won' and o.closed_day between ${from} and ${to}
    group by c.person_id
  `.execute(db)
  return new Map(rows.map(row => [row.person, row]))
}

/** Every deal that was decided up to a day: when, how, and how many days it took where both ends are said. */
export async function decidedDeals(
  db: Db,
  scope: KeeperScope,
  until: Day,
): Promise<{ closed: Day; won: boolean; days: number | null }[]> {
  const { rows } = await sql<{ closed: Day; won: boolean; days: number | null }>`
    select closed_day as closed, outcome = 'won' as won,
      case when closed_day >= created_day then closed_day - created_day end as days
    from app.opportunity
    where org_id = ${scope.org} and outcome in ('won', 'lost') and closed_day <= ${until} and not closed_assumed
    order by closed_day, id
  `.execute(db)
  return rows
}

/** Quotas that lie in a range, and what those who have them billed on their days. */
export async function quotasAndBilling(
  db: Db,
  scope: KeeperScope,
  { from, to }: Range,
): Promise<Map<string, { quota: number; billed: number }>> {
  const { rows } = await sql<{ person: string; quota: number; billed: number }>`
    select q.person_id as person, sum(q.amount_rc)::float8 as quota, sum(b.net)::float8 as billed
    from app.quota q
      cross join lateral (
        select coalesce(sum(d.net), 0) as net
        from app.person_day d
        where d.org_id = q.org_id and d.person_id = q.person_id and d.day between q.from_day and q.to_day) b
    where q.org_id = ${scope.org} and q.figure = 'billed_revenue' and q.from_day >= ${from} and q.to_day <= ${to}
    group by q.person_id
  `.execute(db)
  return new Map(rows.map(row => [row.person, row]))
}
