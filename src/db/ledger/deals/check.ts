import { sql, type RawBuilder } from 'kysely'
import { conversions } from '../convert.ts'
import { type Loading, refuse, refuseRepeated } from '../loading.ts'

/**
 * Owners must be known people and amounts must have a rate; customers and products are made by code as they appear.
 * Exports come in their order: one that is older than the last of its source would rewrite what is known since.
 */
export async function checkDeals(load: Loading): Promise<void> {
  await sql`update staged set "asOf" = app.today() where "asOf" is null`.execute(load.db)
  await passKnownExports(load)
  await refuseRepeated(load, ['code', 'asOf'])
  await refuse(load, 'owners', unknownOwners(load))
  await refuse(
    load,
    'asOf',
    sql`select s.id, s.at_line as line, s."asOf"::text as value,
        'is older than the export of ' || l.day || ' that the ledger has; import exports in their order' as reason
      from staged s cross join lateral (${lastExport(load)}) l where s."asOf" < l.day`,
  )
  await refuse(
    load,
    'created',
    sql`select s.id, s.at_line as line, s.created::text as value, 'lies after the day of the export, ' || s."asOf" as reason
      from staged s where s.created > s."asOf"`,
  )
  await conversions(load)
  await refuse(
    load,
    'currency',
    sql`select s.id, s.at_line as line, s.currency as value,
        'there is no rate of ' || s.currency || ' for ' || to_char(s."asOf", 'YYYY-MM') || ' or before; import rates first' as reason
      from staged s
      where s.currency <> ${load.currency} and not exists (
        select from conversion c where c.currency = s.currency and c.month <= to_char(s."asOf", 'YYYY-MM'))`,
  )
}

const lastExport = ({ org, source }: Loading) => sql`
  select max(e.day) as day from app.opportunity_export e where e.org_id = ${org} and e.source = ${source}`

/** A file of several exports may begin with some that went in before: those say nothing new. */
async function passKnownExports(load: Loading): Promise<void> {
  const { db, org, source, notes } = load
  const { numAffectedRows } = await sql`
    delete from staged s using app.opportunity_export e
    where e.org_id = ${org} and e.source = ${source} and e.day = s."asOf" and e.day < (${lastExport(load)})
  `.execute(db)
  if (numAffectedRows) notes.push(`Rows of earlier exports that went in before: ${numAffectedRows}.`)
}

const unknownOwners = ({ org }: Loading): RawBuilder<unknown> => sql`
  select s.id, s.at_line as line, o.code as value, 'is nobody’s code; import people first' as reason
  from staged s
    cross join lateral (
      select s.owners_one as code where s.owners_one is not null
      union all
      select e ->> 'code' from jsonb_array_elements(s.owners) e) o
  where not exists (select from app.person p where p.org_id = ${org} and p.code = o.code)`
