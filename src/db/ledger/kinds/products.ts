import { sql } from 'kysely'
import { type Loading, refuseRepeated } from '../loading.ts'
import { writeRows } from '../rows.ts'
import { keptTables } from '../tables.ts'

export async function checkProducts(load: Loading): Promise<void> {
  await refuseRepeated(load, ['code'])
}

export async function applyProducts(load: Loading): Promise<void> {
  await sql`
    create temp table wanted_product on commit drop as
    select coalesce(p.id, s.id) as id, s.code, s.name, coalesce(s.line, p.line, '') as line,
      coalesce(s.category, p.category, '') as category,
      coalesce(s."listPrice", p.list_price) as list_price,
      case when s."listPrice" is null then p.list_currency else s.currency end as list_currency
    from staged s
      left join app.product p on p.org_id = ${load.org} and p.code = s.code
  `.execute(load.db)
  await writeRows(load, keptTables.product)
}
