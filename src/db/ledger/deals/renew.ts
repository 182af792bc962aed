import { type OpenDeal, worthOf } from '#core/ledger/index.ts'
import { sql } from 'kysely'
import { conversions } from '../convert.ts'
import type { Loading } from '../loading.ts'
import { measure } from '../measure.ts'
import { creditDeals } from './credit.ts'
import { readNorms } from './norms.ts'

/**
 * What follows for deals from a batch that touched them, their products or their currencies: amounts in the reporting
 * currency, what open ones are taken to be worth and when, and whose they are. The same for an import and for an undo.
 */
export async function renewDeals(load: Loading): Promise<void> {
  if (!(await concerned(load))) return
  await sql`drop table if exists conversion`.execute(load.db)
  await conversions(load)
  await openTouched(load)
  await renewProducts(load)
  await listPrices(load)
  await renewClosed(load)
  await renewOpen(load)
  await creditDeals(load)
  await measure(load, 'opportunity_credit', 'opportunity_product')
  await sql`drop table touched_deal, product_list`.execute(load.db)
}

async function concerned({ db, org, batch }: Loading): Promise<boolean> {
  const { rows } = await sql<{ concerned: boolean }>`
    select exists (select from app.opportunity where org_id = ${org}) and exists (
      select from app.replaced
      where org_id = ${org} and batch_id = ${batch} and what in ('opportunity', 'product', 'rate')) as concerned
  `.execute(db)
  return rows[0]!.concerned
}

async function openTouched({ db, org, batch }: Loading): Promise<void> {
  await sql`
    create temp table touched_deal on commit drop as
    select o.id from app.replaced r join app.opportunity o on o.org_id = r.org_id and o.id = r.row_id::uuid
    where r.org_id = ${org} and r.batch_id = ${batch} and r.what = 'opportunity'
  `.execute(db)
  await sql`analyze touched_deal`.execute(db)
}

async function renewProducts({ db, org }: Loading): Promise<void> {
  await sql`
    delete from app.opportunity_product p using touched_deal t where p.org_id = ${org} and p.opportunity_id = t.id
  `.execute(db)
  await sql`
    insert into app.opportunity_product (org_id, opportunity_id, product_id, quantity)
    select ${org}, o.id, p.id, x.quantity
    from touched_deal t
      join app.opportunity o on o.org_id = ${org} and o.id = t.id
      cross join lateral jsonb_to_recordset(o.products) as x (product uuid, quantity numeric)
      join app.product p on p.org_id = ${org} and p.id = x.product
  `.execute(db)
}

/** The temp table `product_list`: list value of one in the reporting currency, as said, else as billed of late. */
async function listPrices({ db, org, currency }: Loading): Promise<void> {
  await sql`
    create temp table product_list on commit drop as
    with used as (select distinct product_id as id from app.opportunity_product where org_id = ${org})
    select p.id, coalesce(
      p.list_price * case when coalesce(p.list_currency, ${currency}) = ${currency} then 1 else (
        select c.factor from conversion c
        where c.currency = p.list_currency and c.month <= to_char(app.today(), 'YYYY-MM') order by c.month desc limit 1) end,
      (select sum(b.list_rc) / nullif(sum(b.quantity), 0) from app.billing_line b
       where b.org_id = p.org_id and b.product_id = p.id and b.list_rc > 0 and b.quantity > 0)) as list
    from used u join app.product p on p.org_id = ${org} and p.id = u.id
  `.execute(db)
}

/** What a deal's amount comes to: by the rate of the month it closed in or of today's, else of the last before. */
const inReporting = (currency: string) => sql`
  case when o.currency = ${currency} then o.amount else app.half_even(o.amount * (
    select c.factor from conversion c
    where c.currency = o.currency
      and c.month <= to_char(case when o.outcome = 'open' then app.today() else coalesce(o.closed_day, app.today()) end, 'YYYY-MM')
    order by c.month desc limit 1)) end`

/** A closed deal is worth what it says; of one whose close was not said when, the day stays marked as assumed. */
async function renewClosed({ db, org, currency }: Loading): Promise<void> {
  await sql`
    with worth as (
      select o.id, ${inReporting(currency)} as amount_rc
      from app.opportunity o where o.org_id = ${org} and o.outcome <> 'open'
    ),
    changed as (
      update app.opportunity o
      set amount_rc = w.amount_rc, amount_by = case when o.amount is null then 'unknown' else 'said' end,
        likely_day = null, likely_by = 'unknown', stale_from = null
      from worth w
      where o.org_id = ${org} and o.id = w.id and (o.amount_rc, o.amount_by, o.likely_day, o.likely_by, o.stale_from)
        is distinct from (w.amount_rc, case when o.amount is null then 'unknown' else 'said' end, null, 'unknown', null)
      returning o.id
    )
    insert into touched_deal select id from changed
  `.execute(db)
}

const atOnce = 5000

async function renewOpen(load: Loading): Promise<void> {
  const norms = await readNorms(load)
  for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
    const deals = await nextOpen(load, after)
    const last = deals.at(-1)
    if (!last) break
    await writeWorth(
      load,
      deals.map(deal => ({ id: deal.id, ...worthOf(deal, { norms, today: load.scope.today }) })),
    )
    after = last.id
  }
}

async function nextOpen(
  { db, org, currency }: Loading,
  after: string,
): Promise<(OpenDeal & { id: string })[]> {
  const { rows } = await sql<OpenDeal & { id: string }>`
    select o.id, (${inReporting(currency)})::float8 as amount, o.stage, o.created_day as created,
      o.expected_day as expected, o.first_seen as "firstSeen",
      (select max(c.day) from app.opportunity_change c
       where c.org_id = o.org_id and c.opportunity_id = o.id and c.field = 'stage' and c.after = o.stage) as reached,
      (select coalesce(jsonb_agg(jsonb_build_object('product', p.product_id, 'quantity', p.quantity, 'list', l.list)), '[]')
       from app.opportunity_product p join product_list l on l.id = p.product_id
       where p.org_id = o.org_id and p.opportunity_id = o.id) as products
    from app.opportunity o
    where o.org_id = ${org} and o.outcome = 'open' and o.id > ${after}
    order by o.id
    limit ${atOnce}
  `.execute(db)
  return rows
}

/** A day that is assumed moves on with every import; whose a deal is has to be told anew only where its amount changed. */
async function writeWorth(
  { db, org }: Loading,
  worths: readonly ({ id: string } & ReturnType<typeof worthOf>)[],
): Promise<void> {
  await sql`
    with worth as materialized (
      select * from jsonb_to_recordset(${JSON.stringify(worths)}::jsonb) as w (
        id uuid, amount bigint, "amountBy" text, likely date, "likelyBy" text, "staleFrom" date)
    ),
    changed as (
      update app.opportunity o
      set amount_rc = w.amount, amount_by = w."amountBy", likely_day = w.likely, likely_by = w."likelyBy",
        stale_from = w."staleFrom"
      from worth w join app.opportunity before on before.org_id = ${org} and before.id = w.id
      where o.org_id = ${org} and o.id = w.id and (o.amount_rc, o.amount_by, o.likely_day, o.likely_by, o.stale_from)
        is distinct from (w.amount, w."amountBy", w.likely, w."likelyBy", w."staleFrom")
      returning o.id, before.amount_rc is distinct from w.amount as otherwise
    )
    insert into touched_deal select id from changed where otherwise
  `.execute(db)
}
