import { type DealNorms, dealNorms, type Realised, type Waits } from '#core/ledger/index.ts'
import { sql } from 'kysely'
import type { Loading } from '../loading.ts'

/** What closed deals and billing tell of open deals; `product_list` holds list prices. */
export async function readNorms(load: Pick<Loading, 'db' | 'org'>): Promise<DealNorms> {
  return dealNorms({
    realised: await readRealised(load),
    waits: await readWaits(load),
    oldest: await readOldest(load),
  })
}

/** Price really paid: of won deals of one product; of products without one, of their billing lines. */
async function readRealised({ db, org }: Pick<Loading, 'db' | 'org'>): Promise<Realised[]> {
  const { rows } = await sql<Realised>`
    with won as (
      select p.product_id, p.quantity * l.list as list, o.amount_rc as paid
      from app.opportunity o
        join app.opportunity_product p on p.org_id = o.org_id and p.opportunity_id = o.id
        join product_list l on l.id = p.product_id
      where o.org_id = ${org} and o.outcome = 'won' and o.amount_rc > 0 and p.quantity * l.list > 0
        and jsonb_array_length(o.products) = 1
    ),
    billed as (
      select b.product_id, b.list_rc::numeric as list, b.net_rc as paid
      from product_list l join app.billing_line b on b.org_id = ${org} and b.product_id = l.id
      where b.kind = 'goods' and b.list_rc > 0 and b.net_rc > 0 and l.id not in (select w.product_id from won w)
    )
    select product_id as product, count(*)::float8 as n, sum(list)::float8 as weight, sum(paid)::float8 as sum,
      sum(paid * (paid / list))::float8 as squares
    from (select * from won union all select * from billed) sold
    group by product_id
    order by product_id
  `.execute(db)
  return rows
}

/** Deals whose start or close is nobody's word tell nothing of waiting. */
const closedByWord = sql`o.outcome in ('won', 'lost') and not o.closed_assumed`

/** From each stage that a deal was seen to reach, from the one it was first seen in, and from its beginning. */
async function readWaits({ db, org }: Pick<Loading, 'db' | 'org'>): Promise<Waits[]> {
  const { rows } = await sql<Waits>`
    select w.stage, array_agg(w.days) as days
    from (
      select null::text as stage, o.closed_day - o.created_day as days
      from app.opportunity o
      where o.org_id = ${org} and ${closedByWord} and o.closed_day >= o.created_day
      union all
      select c.after, o.closed_day - max(c.day)
      from app.opportunity_change c
        join app.opportunity o on o.org_id = c.org_id and o.id = c.opportunity_id
      where c.org_id = ${org} and c.field = 'stage' and ${closedByWord} and o.closed_day >= c.day
      group by o.id, c.after, o.closed_day
      union all
      select (array_agg(c.before order by c.day, c.id))[1], o.closed_day - o.first_seen
      from app.opportunity_change c
        join app.opportunity o on o.org_id = c.org_id and o.id = c.opportunity_id
      where c.org_id = ${org} and c.field = 'stage' and ${closedByWord} and o.closed_day >= o.first_seen
      group by o.id, o.closed_day, o.first_seen) w
    group by w.stage
  `.execute(db)
  return rows
}

async function readOldest({ db, org }: Pick<Loading, 'db' | 'org'>): Promise<number | null> {
  const { rows } = await sql<{ oldest: number | null }>`
    select max(o.closed_day - o.created_day) as oldest
    from app.opportunity o where o.org_id = ${org} and ${closedByWord}
  `.execute(db)
  return rows[0]!.oldest
}
