import { keepingAnAdministrator, rebuildReach } from '../../people/write.ts'
import { sql } from 'kysely'
import { type Loading, refuse, refuseBackwards, refuseRepeated } from '../loading.ts'
import { writeRows } from '../rows.ts'
import { keptTables } from '../tables.ts'

export async function checkPeople(load: Loading): Promise<void> {
  await refuseRepeated(load, ['code'])
  await refuseBackwards(load, 'start', 'end')
  await refuse(
    load,
    'code',
    sql`
      select s.id, s.at_line as line, s.code as value, 'is the house’s own code; a person needs another' as reason
      from staged s join app.person p on p.org_id = ${load.org} and p.code = s.code
      where p.is_house`,
  )
}

/**
 * Somebody made by hand, as the founder is, is known again by their e-mail and takes the file's code.
 * What a file leaves out stays as it is; roles that it names replace those an import gave, not those given by hand.
 */
export async function applyPeople(load: Loading): Promise<void> {
  const { db, org } = load
  await sql`
    create temp table wanted_person on commit drop as
    select coalesce(p.id, s.id) as id, s.code, s.name, coalesce(s.email, p.email) as email,
      coalesce(s.place, p.place) as place, coalesce(s."timeZone", p.time_zone) as time_zone,
      coalesce(s."start", p.start_day, '0001-01-01') as start_day,
      coalesce(s."end", p.end_day, '9999-12-31') as end_day
    from staged s left join app.person p on p.org_id = ${org} and (p.code = s.code
      or p.batch_id is null and lower(p.email) = lower(s.email) and not p.is_house
        and not exists (select from app.person o where o.org_id = ${org} and o.code = s.code)
        -- an address that several share tells nobody apart
        and (select count(*) from app.person o where o.org_id = ${org} and lower(o.email) = lower(s.email)) = 1
        and (select count(*) from staged o where lower(o.email) = lower(s.email)) = 1)
  `.execute(db)
  await keepingAnAdministrator(db, load.scope, async () => {
    await writeRows(load, keptTables.person)
    await applyRoles(load)
  })
  await rebuildReach(db, load.scope)
}

async function applyRoles(load: Loading): Promise<void> {
  const { db, org } = load
  await sql`
    create temp table wanted_person_role on commit drop as
    select distinct p.id as person_id, r.role
    from staged s
      join app.person p on p.org_id = ${org} and p.code = s.code
      cross join unnest(s.roles) as r (role)
  `.execute(db)
  await sql`
    create temp table gone_person_role on commit drop as
    select r.person_id, r.role
    from app.person_role r
      join app.person p on p.org_id = r.org_id and p.id = r.person_id
      join staged s on s.code = p.code and s.roles is not null
    where r.org_id = ${org} and r.batch_id is not null
      and not exists (select from wanted_person_role w where w.person_id = r.person_id and w.role = r.role)
  `.execute(db)
  await writeRows(load, keptTables.person_role, true)
}
