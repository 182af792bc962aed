import { sql } from 'kysely'
import { type Loading, refuse, refuseRepeated, refuseUnknown } from '../loading.ts'
import { measure } from '../measure.ts'
import { writeRows } from '../rows.ts'
import { keptTables } from '../tables.ts'
import { nameUnknown } from '../unknown.ts'

export async function checkActivities(load: Loading): Promise<void> {
  await refuseRepeated(load, ['code'])
  await refuseUnknown(load, 'person', { table: 'person', known: 'is nobody’s code; import people first' })
  await refuse(
    load,
    'opportunity',
    sql`select s.id, s.at_line as line, s.opportunity as value,
        'is no opportunity’s code; import opportunities first' as reason
      from staged s
      where s.opportunity is not null
        and not exists (select from app.opportunity o where o.org_id = ${load.org} and o.code = s.opportunity)`,
  )
}

/** An activity that names no customer is with its opportunity's. */
export async function applyActivities(load: Loading): Promise<void> {
  const { db, org, source } = load
  await nameUnknown(load, 'account', sql`select account as code from staged`)
  await sql`
    create temp table wanted_activity on commit drop as
    select coalesce(t.id, s.id) as id, s.code, ${source}::text as source, s.kind, p.id as person_id,
      coalesce(a.id, o.account_id) as account_id, o.id as opportunity_id, s.day
    from staged s
      join app.person p on p.org_id = ${org} and p.code = s.person
      left join app.account a on a.org_id = ${org} and a.code = s.account
      left join app.opportunity o on o.org_id = ${org} and o.code = s.opportunity
      left join app.activity t on t.org_id = ${org} and t.source = ${source} and t.code = s.code
  `.execute(db)
  await sql`
    create temp table gone_activity on commit drop as
    with month as (
      select distinct date_trunc('month', day)::date as from_day from wanted_activity where ${load.replaces === 'months'}
    )
    select t.id
    from month m
      join app.activity t on t.org_id = ${org} and t.source = ${source}
        and t.day >= m.from_day and t.day < m.from_day + interval '1 month'
    where not exists (select from wanted_activity w where w.id = t.id)
  `.execute(db)
  await writeRows(load, keptTables.activity, true)
  await measure(load, 'activity')
}
