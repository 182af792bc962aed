import { sql, type RawBuilder } from 'kysely'
import { inReporting } from '../convert.ts'
import { remember } from '../history.ts'
import type { Loading } from '../loading.ts'
import { measure } from '../measure.ts'
import { nameUnknown } from '../unknown.ts'
import { planLines } from './plan.ts'
import { touchWanted } from './touch.ts'

/** Lines that are new or changed go in; where the file replaces its months, lines that it no longer has come out. */
export async function applyBilling(load: Loading): Promise<void> {
  await nameUnknown(load, 'account', sql`select account as code from staged`)
  await nameUnknown(load, 'product', sql`select product as code from staged`)
  await measure(load, 'account', 'account_territory', 'ownership', 'person', 'product')
  await planLines(load)
  await keepHistory(load)
  await touchWanted(load)
  await writeLines(load)
}

async function keepHistory(load: Loading): Promise<void> {
  const { db, org, batch } = load
  const found = sql`
    select b.id::text, to_jsonb(b) || jsonb_build_object('sellers', (
        select coalesce(jsonb_agg(jsonb_build_object('person_id', s.person_id, 'share', s.share)), '[]')
        from app.line_seller s where s.org_id = b.org_id and s.line_id = b.id)), r.after_batch
    from (
      select w.old_id as id, ${batch}::uuid as after_batch from wanted w where w.differs
      union all
      select g.id, null from gone g
    ) r join app.billing_line b on b.org_id = ${org} and b.id = r.id`
  await remember(load, 'billing_line', found).execute(db)
}

const said =
  'invoice, day, account_id, product_id, channel, kind, credits, quantity, currency, list, discount, net, cost, list_rc, discount_rc, net_rc, cost_rc'
const columns = said.split(', ')

async function writeLines({ db, org, batch, source }: Loading): Promise<void> {
  await sql`delete from app.billing_line b using gone g where b.org_id = ${org} and b.id = g.id`.execute(db)
  await sql`
    delete from app.line_seller s using wanted w
    where w.differs and s.org_id = ${org} and s.line_id = w.old_id
  `.execute(db)
  await sql`
    update app.billing_line b
    set batch_id = ${batch}, content = w.content, ${sql.raw(columns.map(c => `${c} = w.${c}`).join(', '))}
    from wanted w
    where w.differs and b.org_id = ${org} and b.id = w.old_id
  `.execute(db)
  await sql`
    insert into app.billing_line (org_id, id, source, key, occurrence, batch_id, content, ${sql.raw(said)})
    select ${org}, w.id, ${source}, w.key, w.occurrence, ${batch}, w.content, ${sql.raw(columns.map(c => `w.${c}`).join(', '))}
    from wanted w
    where w.old_id is null
    order by w.id
  `.execute(db)
  await sql`
    insert into app.line_seller (org_id, line_id, person_id, share)
    select ${org}::uuid, w.id, p.id, 1000000
    from wanted w join app.person p on p.org_id = ${org} and p.code = w.sellers_one
    where w.old_id is null or w.differs
    union all
    select ${org}::uuid, w.id, p.id, (e ->> 'share')::int
    from wanted w
      cross join jsonb_array_elements(w.sellers) as e
      join app.person p on p.org_id = ${org} and p.code = e ->> 'code'
    where w.old_id is null or w.differs
    order by 2
  `.execute(db)
}

/** Sellers of the lines that an undo has put back, as `undo_billing_line` remembers them. */
export async function putSellersBack({ db, org }: Pick<Loading, 'db' | 'org'>): Promise<void> {
  await sql`
    delete from app.line_seller s using undo_billing_line u
    where u.before is not null and u.stays is null and s.org_id = ${org} and s.line_id = u.row_id::uuid
  `.execute(db)
  await sql`
    insert into app.line_seller (org_id, line_id, person_id, share)
    select ${org}, u.row_id::uuid, (e ->> 'person_id')::uuid, (e ->> 'share')::int
    from undo_billing_line u
      cross join jsonb_array_elements(u.before -> 'sellers') as e
      join app.person p on p.org_id = ${org} and p.id = (e ->> 'person_id')::uuid
    where u.before is not null and u.stays is null
  `.execute(db)
}

/** Lines of the currencies and months in `rates` (row_id: both) at the rates of now; they are credited anew. */
export async function convertLines(
  { db, org }: Pick<Loading, 'db' | 'org'>,
  rates: RawBuilder<unknown>,
): Promise<void> {
  const amounts = sql.join(
    ['list', 'discount', 'net', 'cost'].map(
      name => sql`${sql.raw(`${name}_rc`)} = ${inReporting('b', name)}`,
    ),
  )
  await sql`
    with done as (
      update app.billing_line b set ${amounts}
      from ${rates} r join conversion c on c.currency || ' ' || c.month = r.row_id
      where b.org_id = ${org} and b.currency || ' ' || to_char(b.day, 'YYYY-MM') = r.row_id
      returning b.id
    )
    insert into touched_line (id, is_new) select id, false from done
  `.execute(db)
}
