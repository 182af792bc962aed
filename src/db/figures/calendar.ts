import type { Day, FiscalRule, Period } from '#core/calendar/index.ts'
import { sql } from 'kysely'
import type { Db } from '../scope.ts'

/** The organisation's fiscal calendar as it is kept (a table where there is one, else its rule) and the ledger's first day. */
export async function fiscalCalendar(
  db: Db,
): Promise<{ rule: FiscalRule; table: Period[]; ledgerFrom: Day | null }> {
  const { rows } = await sql<{ rule: FiscalRule; periods: Period[] | null; ledger_from: Day | null }>`
    select o.fiscal_rule as rule, app.ledger_from() as ledger_from, (
      select json_agg(json_build_object('kind', p.kind, 'code', p.code, 'from', p.from_day, 'to', p.to_day) order by p.from_day)
      from app.fiscal_period p where p.org_id = o.org_id) as periods
    from app.organisation o
    where o.org_id = app.org()
  `.execute(db)
  const row = rows[0]!
  return { rule: row.rule, table: row.periods ?? [], ledgerFrom: row.ledger_from }
}
