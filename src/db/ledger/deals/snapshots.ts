import { sql, type RawBuilder } from 'kysely'
import type { Loading } from '../loading.ts'

/**
 * The temp table `snapshot`: each deal as each export of the file says, with ids for codes. What the mapping does not
 * speak of stays as the ledger has it; a cell that it does speak of and is empty, is empty.
 */
export async function readSnapshots(load: Loading): Promise<void> {
  const { db, org, currency } = load
  const said = (field: string, value: RawBuilder<unknown>, had: string) =>
    load.says === undefined || load.says(field) ? value : sql`coalesce(${value}, ${sql.raw(had)})`
  const outcome = sql`coalesce(s.outcome, t.outcome)`
  await sql`
    create temp table snapshot on commit drop as
    select coalesce(o.id, first_value(s.id) over (partition by s.code order by s."asOf")) as id, s.code, s."asOf" as day,
      coalesce(${said('name', sql`s.name`, 'o.name')}, '') as name,
      ${said('account', sql`a.id`, 'o.account_id')} as account_id, s.stage, ${outcome} as outcome,
      ${said('amount', sql`s.amount`, 'o.amount')} as amount,
      coalesce(${said('currency', sql`s.currency`, 'o.currency')}, ${currency}) as currency,
      ${said('created', sql`s.created`, 'o.created_day')} as created_day,
      ${said('expected', sql`s.expected`, 'o.expected_day')} as expected_day,
      case when ${outcome} <> 'open' then s.closed end as closed_day,
      ${said('lossReason', sql`s."lossReason"`, 'o.loss_reason')} as loss_reason,
      ${said('competitor', sql`s.competitor`, 'o.competitor')} as competitor,
      ${said('origin', sql`s.origin`, 'o.origin')} as origin,
      coalesce(${said('owners', ownersOf(org), 'o.owners')}, '[]') as owners,
      coalesce(${said('products', productsOf(org), 'o.products')}, '[]') as products
    from staged s
      left join app.opportunity o on o.org_id = ${org} and o.code = s.code
      left join app.account a on a.org_id = ${org} and a.code = s.account
      left join stage_outcome t on t.name = s.stage
  `.execute(db)
  await sql`create index on snapshot (id)`.execute(db)
  await sql`analyze snapshot`.execute(db)
}

const ownersOf = (org: string) => sql`(
  select jsonb_agg(jsonb_build_object('person', p.id, 'share', e.share) order by p.id)
  from (
    select s.owners_one as code, 1000000 as share where s.owners_one is not null
    union all
    select x.code, x.share from jsonb_to_recordset(s.owners) as x (code text, share int)) e
    join app.person p on p.org_id = ${org} and p.code = e.code)`

const productsOf = (org: string) => sql`(
  select jsonb_agg(jsonb_build_object('product', p.id, 'quantity', x.quantity) order by p.id)
  from jsonb_to_recordset(s.products) as x (code text, quantity text)
    join app.product p on p.org_id = ${org} and p.code = x.code)`
