import { sql } from 'kysely'
import { putSellersBack } from '../billing/apply.ts'
import { touchPlaces } from '../billing/touch.ts'
import { rememberSellers } from '../history.ts'
import type { Kept } from '../rows.ts'
import { listEntries, removeNew, restoreOld, type Undoing } from './table.ts'

const lines: Kept = {
  table: 'billing_line',
  key: ['id'],
  columns: (
    'source key occurrence content invoice day account_id product_id channel kind credits quantity currency ' +
    'list discount net cost list_rc discount_rc net_rc cost_rc'
  ).split(' '),
}

/** Lines that a batch brought bear it and are not listed; those it changed or took out are. */
export async function removeLines(of: Undoing): Promise<void> {
  const { org, undone } = of
  await listEntries(
    of,
    lines,
    sql`
      select r.row_id, r.before, r.after_batch from app.replaced r
      where r.org_id = ${org} and r.batch_id = ${undone} and r.what = 'billing_line'
      union all
      select b.id::text, null, b.batch_id from app.billing_line b
      where b.org_id = ${org} and b.batch_id = ${undone} and not exists (
        select from app.replaced r
        where r.org_id = b.org_id and r.batch_id = b.batch_id and r.what = 'billing_line' and r.row_id = b.id::text)`,
  )
  await listOvertaken(of)
  await touchUndone(of)
  await keepSellers(of)
  await removeNew(of, lines)
}

/** Once accounts and products that they name are there again. */
export async function restoreLines(of: Undoing): Promise<void> {
  await restoreOld(of, lines)
  await restoreSellers(of)
}

/** New lines that a later import changed bear that one: they are found by what it replaced, and stay. */
async function listOvertaken({ db, org, undone }: Undoing): Promise<void> {
  await sql`
    insert into undo_billing_line (row_id, before, stays, removed)
    select r.row_id, null, 'changed since by the import of ' || b.file_name || ' on ' || to_char(b.asked_at, 'YYYY-MM-DD'), false
    from app.replaced r
      join app.batch b on b.org_id = r.org_id and b.id = r.batch_id and b.undone_by is null and b.undoes is null
    where r.org_id = ${org} and r.what = 'billing_line' and r.before ->> 'batch_id' = ${undone}
      and not exists (select from undo_billing_line u where u.row_id = r.row_id)
  `.execute(db)
}

async function touchUndone({ db, org }: Undoing): Promise<void> {
  await touchPlaces(
    db,
    sql`select b.source, b.invoice, b.account_id, b.day
      from undo_billing_line u join app.billing_line b on b.org_id = ${org} and b.id = u.row_id::uuid
      where u.stays is null`,
  )
}

/** As they are before the undo, for undoing it. */
async function keepSellers({ db, org }: Undoing): Promise<void> {
  await sql`
    create temp table sellers_now on commit drop as
    select s.line_id, jsonb_agg(jsonb_build_object('person_id', s.person_id, 'share', s.share)) as sellers
    from undo_billing_line u join app.line_seller s on s.org_id = ${org} and s.line_id = u.row_id::uuid
    where u.stays is null
    group by s.line_id
  `.execute(db)
}

async function restoreSellers(of: Undoing): Promise<void> {
  await rememberSellers(of).execute(of.db)
  await putSellersBack(of)
  await sql`
    insert into touched_line (id, is_new)
    select u.row_id::uuid, false from undo_billing_line u where u.before is not null and u.stays is null
  `.execute(of.db)
}
