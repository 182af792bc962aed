import { exponentOf } from '#core/money/index.ts'
import { sql } from 'kysely'
import { type Loading, refuse, refuseRepeated } from '../loading.ts'
import { writeRows } from '../rows.ts'
import { keptTables } from '../tables.ts'

export async function checkRates(load: Loading): Promise<void> {
  const { rows } = await sql<{ currency: string }>`select distinct currency from staged`.execute(load.db)
  const unknown = rows.map(row => row.currency).filter(code => exponentOf(code) === undefined)
  await refuse(
    load,
    'currency',
    sql`select s.id, s.at_line as line, s.currency as value, 'wanted an ISO 4217 code, such as SEK' as reason
      from staged s where s.currency = any (${unknown}::text[])`,
  )
  await refuse(
    load,
    'currency',
    sql`select s.id, s.at_line as line, s.currency as value, 'is the reporting currency itself' as reason
      from staged s where s.currency = ${load.currency}`,
  )
  await refuse(
    load,
    'rate',
    sql`select s.id, s.at_line as line, s.rate::text as value, 'wanted a rate above zero' as reason
      from staged s where s.rate <= 0`,
  )
  await refuseRepeated(load, ['currency', 'month'])
}

export async function applyRates(load: Loading): Promise<void> {
  await sql`create temp table wanted_rate on commit drop as select currency, month, rate from staged`.execute(
    load.db,
  )
  await writeRows(load, keptTables.rate)
}
