import { sql, type RawBuilder } from 'kysely'
import type { Loading } from './loading.ts'

type Of = Pick<Loading, 'org' | 'batch'>

/**
 * The statement that keeps what a batch found, for undo. `rows` selects row_id, the row before (null: there was none)
 * and the batch it bears afterwards (null: it is taken out). Also fit for a `with`.
 */
export const remember = (
  { org, batch }: Of,
  what: string,
  rows: RawBuilder<unknown>,
): RawBuilder<unknown> => sql`
  insert into app.replaced (org_id, batch_id, what, row_id, before, after_batch)
  select ${org}::uuid, ${batch}::uuid, ${what}::text, r.* from (${rows}) r`

/** Adds sellers to remembered lines; `sellers_now` and `undo_billing_line` are the undo's. */
export const rememberSellers = ({ org, batch }: Of): RawBuilder<unknown> => sql`
  update app.replaced r
  set before = r.before || jsonb_build_object('sellers', coalesce(s.sellers, '[]'))
  from undo_billing_line u left join sellers_now s on s.line_id = u.row_id::uuid
  where r.org_id = ${org} and r.batch_id = ${batch} and r.what = 'billing_line' and r.row_id = u.row_id
    and r.before is not null`
