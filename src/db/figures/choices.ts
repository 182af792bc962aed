import { sql } from 'kysely'
import type { Db } from '../scope.ts'
import type { SeenPerson, SeenTeam } from './subjects.ts'

/** Everybody whose figures one may see. */
export async function seenPeople(db: Db): Promise<SeenPerson[]> {
  const { rows } = await sql<SeenPerson>`
    select id, name, is_house as "isHouse" from app.person
    where org_id = app.org() and id in (select app.seen_people())
      and (is_house or id in (select r.person_id from app.person_role r where r.org_id = app.org() and r.role = 'salesperson')
        or exists (select from app.person_day d where d.org_id = person.org_id and d.person_id = person.id))
    order by is_house, name, id
  `.execute(db)
  return rows
}

/** The teams whose totals one may see; the company first. */
export async function seenTeams(db: Db): Promise<SeenTeam[]> {
  const { rows } = await sql<SeenTeam>`
    select t.team_id as id, coalesce(p.name, o.name) as name, t.depth
    from app.seen_teams() t
      left join app.person p on p.org_id = app.org() and p.id = t.team_id
      left join app.organisation o on o.org_id = t.team_id
    where p.id is not null or o.org_id is not null
    order by o.org_id is null, name
  `.execute(db)
  return rows
}

/** What one can narrow by: of products all, of channels those of the people one sees, of territories all. */
export async function narrowingChoices(db: Db): Promise<{
  productLines: string[]
  categories: string[]
  channels: string[]
  territories: { id: string; name: string }[]
}> {
  const { rows } = await sql<{
    lines: string[]
    categories: string[]
    channels: string[]
    territories: { id: string; name: string }[]
  }>`
    select
      array(select distinct line from app.product where org_id = app.org() and line <> '' order by 1) as lines,
      array(select distinct category from app.product where org_id = app.org() and category <> '' order by 1) as categories,
      array(select app.channels()) as channels,
      coalesce((select json_agg(json_build_object('id', id, 'name', name) order by name) from app.territory
        where org_id = app.org()), '[]') as territories
  `.execute(db)
  const row = rows[0]!
  return {
    productLines: row.lines,
    categories: row.categories,
    channels: row.channels,
    territories: row.territories,
  }
}
