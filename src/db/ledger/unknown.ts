import { sql, type RawBuilder } from 'kysely'
import type { Loading } from './loading.ts'
import { countRows, writeRows } from './rows.ts'
import { keptTables } from './tables.ts'

/** Customers and products that a file is the first to name are made with their code as name. `codes` selects code. */
export async function nameUnknown(
  load: Loading,
  what: 'account' | 'product',
  codes: RawBuilder<unknown>,
): Promise<void> {
  const { db, org, notes } = load
  const [table, wanted] = [sql.table(`app.${what}`), sql.raw(`wanted_${what}`)]
  const rest =
    what === 'account'
      ? sql`null::uuid as parent_id, null::text as place`
      : sql`''::text as line, ''::text as category, null::bigint as list_price, null::text as list_currency`
  await sql`
    create temp table ${wanted} on commit drop as
    select gen_random_uuid() as id, c.code, c.code as name, ${rest}
    from (select distinct code from (${codes}) named where code is not null) c
    where not exists (select from ${table} t where t.org_id = ${org} and t.code = c.code)
  `.execute(db)
  await writeRows(load, keptTables[what])
  const { fresh } = await countRows(load, what)
  if (fresh > 0) {
    const names = what === 'account' ? 'Accounts' : 'Products'
    notes.push(`${names} that the ledger did not know, made with their code as name: ${fresh}.`)
  }
}
