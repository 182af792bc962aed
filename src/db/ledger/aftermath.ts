import { sql } from 'kysely'
import { convertLines } from './billing/apply.ts'
import { touchLines, touchPlaces } from './billing/touch.ts'
import { conversions, inReporting } from './convert.ts'
import { creditLines } from './credit.ts'
import { renewDeals } from './deals/renew.ts'
import type { Loading } from './loading.ts'
import { measure } from './measure.ts'
import { renewSalesDays } from './sales-day.ts'

/**
 * What follows from the rows that this batch changed in the small tables, and from the lines it touched: amounts in
 * the reporting currency, credit, roll-ups, deals. The same for an import and for an undo.
 */
export async function aftermath(load: Loading): Promise<void> {
  await measure(load, 'billing_line', 'line_seller')
  await changedRates(load)
  await changedOwners(load)
  await touchLines(load)
  await changedPlaces(load)
  await creditLines(load)
  await measure(load, 'line_credit')
  await changedTeams(load)
  await renewSalesDays(load)
  await renewDeals(load)
}

/** This batch's entries for a table, with the row as it was and as it is: column by column as text. */
const changes = ({ org, batch }: Loading, table: string) => sql`
  select r.row_id, r.before from app.replaced r
  where r.org_id = ${org} and r.batch_id = ${batch} and r.what = ${table}`

async function changedRates(load: Loading): Promise<void> {
  const { db, org } = load
  const { rows } = await sql<{ n: bigint }>`select count(*) as n from (${changes(load, 'rate')}) r`.execute(
    db,
  )
  if (rows[0]!.n === 0n) return
  await sql`drop table if exists conversion`.execute(db)
  await conversions(load)
  const rate = sql`(${changes(load, 'rate')})`
  await convertLines(load, rate)
  await sql`
    update app.quota b set amount_rc = ${inReporting('b', 'amount')}
    from ${rate} r join conversion c on c.currency || ' ' || c.month = r.row_id
    where b.org_id = ${org} and b.currency || ' ' || to_char(b.from_day, 'YYYY-MM') = r.row_id
  `.execute(db)
}

/** Lines without sellers of their own follow the owners of their account. */
async function changedOwners(load: Loading): Promise<void> {
  const { db, org } = load
  await sql`
    with owned as (
      select (r.before ->> 'account_id')::uuid as account_id from (${changes(load, 'ownership')}) r where r.before is not null
      union
      select o.account_id from (${changes(load, 'ownership')}) r
        join app.ownership o on o.org_id = ${org} and o.id = r.row_id::uuid
    )
    insert into touched_line (id, is_new)
    select b.id, false
    from owned w join app.billing_line b on b.org_id = ${org} and b.account_id = w.account_id
    where not exists (select from app.line_seller s where s.org_id = b.org_id and s.line_id = b.id)
      and not exists (select from touched_line t where t.id = b.id)
  `.execute(db)
}

/** Where an account lies and which line a product belongs to stand in the roll-ups. */
async function changedPlaces(load: Loading): Promise<void> {
  const { db, org } = load
  await touchPlaces(
    db,
    sql`
      with moved as (
        select (r.before ->> 'account_id')::uuid as id from (${changes(load, 'account_territory')}) r where r.before is not null
        union
        select t.account_id from (${changes(load, 'account_territory')}) r
          join app.account_territory t on t.org_id = ${org} and t.id = r.row_id::uuid
      ),
      renamed as (
        select p.id from (${changes(load, 'product')}) r
          join app.product p on p.org_id = ${org} and p.id = r.row_id::uuid
        where r.before is not null
          and (r.before ->> 'line', r.before ->> 'category') is distinct from (p.line, p.category)
      )
      select b.source, b.invoice, b.account_id, b.day from moved m
        join app.billing_line b on b.org_id = ${org} and b.account_id = m.id
      union
      select b.source, b.invoice, b.account_id, b.day from renamed p
        join app.billing_line b on b.org_id = ${org} and b.product_id = p.id`,
  )
}

/** A team's days are those of its members of the day: another reporting line makes them all anew. */
async function changedTeams(load: Loading): Promise<void> {
  const { db, org } = load
  await sql`
    insert into touched_day
    select distinct d.day from app.person_day d
    where d.org_id = ${org} and exists (${changes(load, 'reporting_line')})
  `.execute(db)
}
