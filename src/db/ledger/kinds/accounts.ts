import { sql } from 'kysely'
import { writeDated } from '../dated.ts'
import { type Loading, refuse, refuseRepeated, refuseUnknown } from '../loading.ts'
import { countRows, writeRows } from '../rows.ts'
import { keptTables } from '../tables.ts'

export async function checkAccounts(load: Loading): Promise<void> {
  await refuseRepeated(load, ['code', 'from'])
  await refuseUnknown(load, 'parent', { table: 'account', known: 'is no customer’s code', alsoStaged: true })
  await refuseUnknown(load, 'territory', {
    table: 'territory',
    known: 'is no territory’s code; import territories first',
  })
  await refuse(
    load,
    'parent',
    sql`select s.id, s.at_line as line, s.parent as value, 'no customer belongs to itself' as reason
      from staged s where s.parent = s.code`,
  )
}

/** What a file leaves out stays as it is. A customer may stand on several lines, one for each day its territory changed. */
export async function applyAccounts(load: Loading): Promise<void> {
  const { db, org } = load
  await sql`
    create temp table wanted_account on commit drop as
    with latest as materialized (
      select distinct on (s.code) s.*
      from staged s
      order by s.code, s."from" desc nulls last, s.at_line desc
    ),
    mine as materialized (
      select coalesce(a.id, s.id) as id, s.code, s.name, s.parent, a.parent_id as had,
        coalesce(s.place, a.place) as place
      from latest s left join app.account a on a.org_id = ${org} and a.code = s.code
    )
    select m.id, m.code, m.name, case when m.parent is null then m.had else coalesce(o.id, a.id) end as parent_id, m.place
    from mine m
      left join mine o on o.code = m.parent
      left join app.account a on a.org_id = ${org} and a.code = m.parent
  `.execute(db)
  await writeRows(load, keptTables.account)
  await writeDated(load, keptTables.account_territory, {
    mine: sql`
      select s.id, a.id as account_id, t.id as territory_id, coalesce(s."from", '0001-01-01') as from_day, null::date as to_day
      from staged s
        join app.account a on a.org_id = ${org} and a.code = s.code
        join app.territory t on t.org_id = ${org} and t.code = s.territory`,
    identity: ['account_id'],
    timeline: ['account_id'],
    about: sql`(select c.name from app.account c where c.org_id = ${org} and c.id = a.account_id)`,
  })
  const moved = await countRows(load, 'account_territory')
  if (moved.changed > 0) load.notes.push(`Territories of accounts that changed: ${moved.changed}.`)
}
