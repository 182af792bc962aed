import { type Day, type FiscalRule, type Period, periodsOf } from '#core/calendar/index.ts'
import { sql } from 'kysely'
import type { Db } from '../scope.ts'

export type FiscalCalendar = {
  /** First day that the ledger knows billing of; null where it is empty. */
  readonly ledgerFrom: Day | null
  /** The organisation's own table, whole, where it keeps one; else the fiscal years that touch these days, by its rule. */
  periods(from: Day, to: Day): readonly Period[]
}

export async function fiscalCalendar(db: Db): Promise<FiscalCalendar> {
  const { rows } = await sql<{ rule: FiscalRule; periods: Period[] | null; ledger_from: Day | null }>`
    select o.fiscal_rule as rule, app.ledger_from() as ledger_from, (
      select json_agg(json_build_object('kind', p.kind, 'code', p.code, 'from', p.from_day, 'to', p.to_day) order by p.from_day)
      from app.fiscal_period p where p.org_id = o.org_id) as periods
    from app.organisation o
    where o.org_id = app.org()
  `.execute(db)
  const { rule, periods: table, ledger_from } = rows[0]!
  return { ledgerFrom: ledger_from, periods: (from, to) => table ?? periodsOf(rule, from, to) }
}
