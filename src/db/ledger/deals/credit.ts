import { creditOf, splitCredit } from '#core/ledger/index.ts'
import type { Minor } from '#core/money/index.ts'
import { sql } from 'kysely'
import type { Loading } from '../loading.ts'

type Of = Pick<Loading, 'db' | 'org'>
type SharedDeal = { id: string; amount: number | null; owners: { person: string; share: number }[] }

/** Whose the touched deals are: their owners', and the house's for what these leave. */
export async function creditDeals({ db, org }: Of): Promise<void> {
  await sql`
    delete from app.opportunity_credit c using touched_deal t where c.org_id = ${org} and c.opportunity_id = t.id
  `.execute(db)
  await sql`
    insert into app.opportunity_credit (org_id, opportunity_id, person_id, share, amount_rc)
    select ${org}, o.id, coalesce(p.id, h.id), 1000000, o.amount_rc
    from (select distinct id from touched_deal) t
      join app.opportunity o on o.org_id = ${org} and o.id = t.id
      join app.person h on h.org_id = ${org} and h.is_house
      left join app.person p on p.org_id = ${org} and p.id = (o.owners -> 0 ->> 'person')::uuid
    where jsonb_array_length(o.owners) = 0
      or jsonb_array_length(o.owners) = 1 and (o.owners -> 0 ->> 'share')::int = 1000000
  `.execute(db)
  await creditShared({ db, org })
}

const atOnce = 2000

async function creditShared({ db, org }: Of): Promise<void> {
  const { rows: houses } = await sql<{ id: string }>`
    select id from app.person where org_id = ${org} and is_house
  `.execute(db)
  for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
    const deals = await nextShared({ db, org }, after)
    const last = deals.at(-1)
    if (!last) break
    const credits = deals.flatMap(deal => creditsOf(deal, houses[0]!.id))
    await sql`
      insert into app.opportunity_credit (org_id, opportunity_id, person_id, share, amount_rc)
      select ${org}, c.* from jsonb_to_recordset(${JSON.stringify(credits)}::jsonb) as c (
        opportunity_id uuid, person_id uuid, share int, amount_rc bigint)
    `.execute(db)
    after = last.id
  }
}

async function nextShared({ db, org }: Of, after: string): Promise<SharedDeal[]> {
  const { rows } = await sql<SharedDeal>`
    select o.id, o.amount_rc::float8 as amount, (
        select coalesce(jsonb_agg(x), '[]') from jsonb_to_recordset(o.owners) as x (person uuid, share int)
        where exists (select from app.person p where p.org_id = o.org_id and p.id = x.person)) as owners
    from (select distinct id from touched_deal) t join app.opportunity o on o.org_id = ${org} and o.id = t.id
    where o.id > ${after}
      and not exists (select from app.opportunity_credit c where c.org_id = ${org} and c.opportunity_id = o.id)
    order by o.id
    limit ${atOnce}
  `.execute(db)
  return rows
}

function creditsOf({ id, amount, owners }: SharedDeal, house: string) {
  const credits = creditOf({ sellers: owners, owners: [] })
  return splitCredit({ amount: amount as Minor | null }, credits).map((part, index) => ({
    opportunity_id: id,
    person_id: part.person ?? house,
    share: credits[index]!.share,
    amount_rc: part.amounts.amount,
  }))
}
