import { exponentOf } from '#core/money/index.ts'
import { sql } from 'kysely'
import { type Loading, refuse } from './loading.ts'

/**
 * The temp table `conversion`: what one minor unit of a currency is worth in minor units of the reporting currency,
 * by month; for the currencies that there are rates of.
 */
export async function conversions({ db, org, currency }: Loading): Promise<void> {
  const { rows } = await sql<{ currency: string }>`
    select distinct currency from app.rate where org_id = ${org}
  `.execute(db)
  const known = rows.map(row => row.currency).filter(code => exponentOf(code) !== undefined)
  const scale = known.map(code => `1e${exponentOf(currency)! - exponentOf(code)!}`)
  await sql`
    create temp table conversion on commit drop as
    select r.currency, r.month, r.rate * e.scale as factor
    from app.rate r
      join unnest(${known}::text[], ${scale}::numeric[]) as e (currency, scale) on e.currency = r.currency
    where r.org_id = ${org}
  `.execute(db)
  await sql`analyze conversion`.execute(db)
}

/** Rows in another currency for whose month there is no rate. */
export async function refuseUnrated(load: Loading, day: 'day' | 'from'): Promise<void> {
  await refuse(
    load,
    'currency',
    sql`
      select s.id, s.at_line as line, s.currency as value,
        'there is no rate of ' || s.currency || ' for ' || to_char(s.${sql.ref(day)}, 'YYYY-MM') || '; import rates first' as reason
      from staged s
      where s.currency <> ${load.currency} and not exists (
        select from conversion c where c.currency = s.currency and c.month = to_char(s.${sql.ref(day)}, 'YYYY-MM'))`,
  )
}

/** An amount of row `alias` in the reporting currency, `c` being its conversion (absent: it is in that currency). */
export const inReporting = (alias: string, column: string) => {
  const amount = sql.ref(`${alias}.${column}`)
  return sql`case when c.factor is null then ${amount} else app.half_even(${amount} * c.factor) end`
}
