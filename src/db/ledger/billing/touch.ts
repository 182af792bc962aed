import { sql } from 'kysely'
import type { Db } from '../../scope.ts'
import type { Loading } from '../loading.ts'

/**
 * What a batch touches, for what is worked out from lines afterwards: `touched_line` (lines to credit anew),
 * `touched_invoice`, `touched_account`, `touched_day`.
 */
export async function openTouched(db: Db): Promise<void> {
  await sql`create temp table touched_line (id uuid not null, is_new boolean not null) on commit drop`.execute(
    db,
  )
  await sql`create temp table touched_invoice (source text not null, invoice text not null) on commit drop`.execute(
    db,
  )
  await sql`create temp table touched_account (id uuid not null) on commit drop`.execute(db)
  await sql`create temp table touched_day (day date not null) on commit drop`.execute(db)
}

/** Before lines are written: what the new, the changed and the outgoing ones touch, as they were. */
export async function touchWanted({ db, org }: Loading): Promise<void> {
  await sql`
    insert into touched_line (id, is_new)
    select w.id, w.old_id is null from wanted w where w.old_id is null or w.differs
  `.execute(db)
  await touchPlaces(
    db,
    sql`select b.source, b.invoice, b.account_id, b.day
      from app.billing_line b
      where b.org_id = ${org} and b.id in (select w.old_id from wanted w where w.differs union all select g.id from gone g)`,
  )
}

/**
 * After lines are written: the temp table `line`, all touched ones as they are now, for credit; and their invoices,
 * accounts and days.
 */
export async function touchLines({ db, org }: Pick<Loading, 'db' | 'org'>): Promise<void> {
  await sql`analyze touched_line`.execute(db)
  await sql`
    create temp table line on commit drop as
    select b.id, b.source, b.invoice, b.account_id, b.day, b.list_rc, b.discount_rc, b.net_rc, b.cost_rc
    from touched_line t join app.billing_line b on b.org_id = ${org} and b.id = t.id
  `.execute(db)
  await sql`analyze line`.execute(db)
  await touchPlaces(db, sql`select source, invoice, account_id, day from line`)
}

/** `lines` selects source, invoice, account_id and day. */
export async function touchPlaces(db: Db, lines: ReturnType<typeof sql>): Promise<void> {
  await sql`
    with line as materialized (${lines}),
    accounts as (insert into touched_account select distinct account_id from line where account_id is not null),
    days as (insert into touched_day select distinct day from line)
    insert into touched_invoice select distinct source, invoice from line
  `.execute(db)
}
