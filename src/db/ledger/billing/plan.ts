import { sql } from 'kysely'
import { inReporting } from '../convert.ts'
import type { Loading } from '../loading.ts'

/**
 * The temp tables `wanted` (every line of the file, with the line it is in the ledger as `old_id` and whether it
 * `differs` from it) and `gone` (lines to take out). A line is known by source, key and its number among those with
 * that key; equal keys are numbered by content, so that the order of the file means nothing.
 */
export async function planLines(load: Loading): Promise<void> {
  const { db, org, source, currency } = load
  await numberRepeated(load)
  await sql`
    create temp table wanted on commit drop as
    with coded as (
      select s.id, s.key, s.invoice, s.day, a.id as account_id, p.id as product_id, coalesce(s.channel, '') as channel,
        coalesce(s.kind, 'goods') as kind, s.credits, trim_scale(s.quantity) as quantity,
        coalesce(s.currency, ${currency}) as currency, s."listPrice" as list, s.discount, s.net, s.cost,
        ${inReporting('s', 'listPrice')} as list_rc, ${inReporting('s', 'discount')} as discount_rc,
        ${inReporting('s', 'net')} as net_rc, ${inReporting('s', 'cost')} as cost_rc, s.sellers, s.sellers_one,
        coalesce(r.occurrence, 1) as occurrence, ${content(currency)} as content
      from staged s
        left join repeated r on r.id = s.id
        left join app.account a on a.org_id = ${org} and a.code = s.account
        left join app.product p on p.org_id = ${org} and p.code = s.product
        left join conversion c on c.currency = s.currency and c.month = to_char(s.day, 'YYYY-MM')
    )
    select coalesce(b.id, c.id) as id, b.id as old_id, coalesce(b.content <> c.content, false) as differs,
      c.key, c.occurrence, c.content, c.invoice, c.day, c.account_id, c.product_id, c.channel, c.kind, c.credits,
      c.quantity, c.currency, c.list, c.discount, c.net, c.cost, c.list_rc, c.discount_rc, c.net_rc, c.cost_rc,
      c.sellers, c.sellers_one
    from coded c
      left join app.billing_line b on b.org_id = ${org} and b.source = ${source} and b.key = c.key and b.occurrence = c.occurrence
  `.execute(db)
  await sql`analyze wanted`.execute(db)
  await sql`
    create temp table gone on commit drop as
    with month as (
      select distinct date_trunc('month', day)::date as from_day from wanted where ${load.replaces === 'months'}
    )
    select b.id
    from month m
      join app.billing_line b on b.org_id = ${org} and b.source = ${source}
        and b.day >= m.from_day and b.day < m.from_day + interval '1 month'
    where not exists (select from wanted w where w.old_id = b.id)
  `.execute(db)
}

/** Few keys stand in a file twice: only their lines are sorted, not all million of them. */
async function numberRepeated({ db, currency }: Loading): Promise<void> {
  await sql`
    create temp table repeated on commit drop as
    select s.id, row_number() over (partition by s.key order by ${content(currency)}, s.at_line)::int as occurrence
    from staged s
    where s.key in (select key from staged group by key having count(*) > 1)
  `.execute(db)
  await sql`analyze repeated`.execute(db)
}

/** Everything a line says, as it was written: two spellings of a number or a left-out default are no change. */
const content = (currency: string) => sql`
  md5(row(s.invoice, s.day, s.account, s.product, s.sellers_one, s.sellers, coalesce(s.channel, ''),
    coalesce(s.kind, 'goods'), s.credits, trim_scale(s.quantity), coalesce(s.currency, ${currency}),
    s."listPrice", s.discount, s.net, s.cost)::text)`
