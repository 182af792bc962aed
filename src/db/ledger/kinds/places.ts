import { sql } from 'kysely'
import { writeDated } from '../dated.ts'
import { type Loading, refuse, refuseBackwards, refuseRepeated, refuseUnknown } from '../loading.ts'
import { writeRows } from '../rows.ts'
import { keptTables } from '../tables.ts'

export async function checkTerritories(load: Loading): Promise<void> {
  await refuseRepeated(load, ['code'])
  await refuseUnknown(load, 'parent', {
    table: 'territory',
    known: 'is no territory’s code',
    alsoStaged: true,
  })
  await refuse(
    load,
    'parent',
    sql`select s.id, s.at_line as line, s.parent as value, 'no territory lies in itself' as reason
      from staged s where s.parent = s.code`,
  )
}

export async function applyTerritories(load: Loading): Promise<void> {
  await sql`
    create temp table wanted_territory on commit drop as
    with mine as (
      select coalesce(t.id, s.id) as id, s.code, s.name, s.parent, t.parent_id as had
      from staged s left join app.territory t on t.org_id = ${load.org} and t.code = s.code
    )
    select m.id, m.code, m.name, case when m.parent is null then m.had else coalesce(o.id, t.id) end as parent_id
    from mine m
      left join mine o on o.code = m.parent
      left join app.territory t on t.org_id = ${load.org} and t.code = m.parent
  `.execute(load.db)
  await writeRows(load, keptTables.territory)
}

export async function checkAssignments(load: Loading): Promise<void> {
  await refuseUnknown(load, 'person', { table: 'person', known: 'is nobody’s code; import people first' })
  await refuseUnknown(load, 'territory', {
    table: 'territory',
    known: 'is no territory’s code; import territories first',
  })
  await refuseBackwards(load, 'from', 'to')
  await refuseRepeated(load, ['person', 'territory', 'from'])
  await refuse(
    load,
    'territory',
    sql`select s.id, s.at_line as line, s.territory as value, 'ended on ' || t.end_day || ', before this' as reason
      from staged s join app.territory t on t.org_id = ${load.org} and t.code = s.territory
      where greatest(s."from", s."to") > t.end_day`,
  )
}

export async function applyAssignments(load: Loading): Promise<void> {
  const { org } = load
  await writeDated(load, keptTables.assignment, {
    mine: sql`
      select s.id, p.id as person_id, t.id as territory_id, coalesce(s."from", '0001-01-01') as from_day, s."to" as to_day
      from staged s
        join app.person p on p.org_id = ${org} and p.code = s.person
        join app.territory t on t.org_id = ${org} and t.code = s.territory`,
    identity: ['person_id', 'territory_id'],
    timeline: ['person_id', 'territory_id'],
    // nobody works a territory beyond its last day
    ends: sql`coalesce(to_day, least(next_day - 1, (
      select t.end_day from app.territory t where t.org_id = ${org} and t.id = followed.territory_id)))`,
    about: sql`(select p.name from app.person p where p.org_id = ${org} and p.id = a.person_id)`,
  })
}
