import { sql } from 'kysely'
import type { Loading } from './loading.ts'
import { measure } from './measure.ts'

/** The roll-ups of what a batch touched: invoices first, then who is new, then people and teams by day. */
export async function renewSalesDays(load: Pick<Loading, 'db' | 'org'>): Promise<void> {
  await renewInvoices(load)
  await measure(load, 'sales_day')
  await renewFirst(load)
  await renewTotals(load)
}

/**
 * One row for each person, account, product line … of an invoice. Charges are no billing and leave no row; a row
 * counts as an order if it holds a goods line above zero (core/figures: countsAsBilling, countsAsOrder).
 */
async function renewInvoices({ db, org }: Pick<Loading, 'db' | 'org'>): Promise<void> {
  await sql`
    create temp table renewed on commit drop as
    select source, invoice, source || ':' || invoice as name from touched_invoice group by 1, 2
  `.execute(db)
  await sql`analyze renewed`.execute(db)
  await sql`delete from app.sales_day d using renewed r where d.org_id = ${org} and d.invoice = r.name`.execute(
    db,
  )
  await sql`
    insert into app.sales_day (org_id, day, person_id, account_id, product_line, category, channel, territory_id,
      invoice, credit_group, net, net_with_cost, cost, net_with_list, list, discount, lines, is_order)
    select ${org}, b.day, c.person_id, coalesce(b.account_id, '00000000-0000-0000-0000-000000000000'),
      coalesce(p.line, ''), coalesce(p.category, ''), b.channel,
      coalesce(t.territory_id, '00000000-0000-0000-0000-000000000000'), r.name,
      case when c.share = 1000000 then '' else (
        select string_agg(o.person_id::text, '+' order by o.person_id)
        from app.line_credit o where o.org_id = c.org_id and o.line_id = c.line_id) end,
      sum(c.net_rc), coalesce(sum(c.net_rc) filter (where c.cost_rc is not null), 0), coalesce(sum(c.cost_rc), 0),
      coalesce(sum(c.net_rc) filter (where c.list_rc is not null), 0), coalesce(sum(c.list_rc), 0),
      coalesce(sum(c.discount_rc), 0),
      count(*) filter (where b.kind = 'goods' and b.net > 0),
      bool_or(b.kind = 'goods' and b.net > 0)
    from renewed r
      join app.billing_line b on b.org_id = ${org} and b.source = r.source and b.invoice = r.invoice
      join app.line_credit c on c.org_id = b.org_id and c.line_id = b.id
      left join app.product p on p.org_id = b.org_id and p.id = b.product_id
      left join app.account_territory t on t.org_id = b.org_id and t.account_id = b.account_id
        and b.day between t.from_day and t.to_day
    where b.kind <> 'charge'
    group by 2, 3, 4, 5, 6, 7, 8, 9, 10
  `.execute(db)
  await sql`drop table renewed`.execute(db)
}

/** Which day is each touched account's first in the ledger. */
async function renewFirst({ db, org }: Pick<Loading, 'db' | 'org'>): Promise<void> {
  await sql`
    with first as (
      select d.account_id, min(d.day) as day
      from app.sales_day d
      where d.org_id = ${org} and d.account_id in (select id from touched_account)
      group by d.account_id
    )
    update app.sales_day d set is_first = (d.day = f.day)
    from first f
    where d.org_id = ${org} and d.account_id = f.account_id and d.is_first <> (d.day = f.day)
  `.execute(db)
}

/** Touched days a month or less apart are renewed as one range. */
async function renewTotals({ db }: Pick<Loading, 'db'>): Promise<void> {
  await sql`
    with days as (select distinct day from touched_day),
    begun as (select day, day - lag(day) over (order by day) > 31 as begins from days),
    ranged as (select day, count(*) filter (where begins) over (order by day) as range from begun),
    ranges as materialized (select min(day) as from_day, max(day) as to_day from ranged group by range)
    select app.rebuild_days(from_day, to_day) from ranges
  `.execute(db)
}
