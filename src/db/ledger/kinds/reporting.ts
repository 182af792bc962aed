import { Failure } from '#core/failure.ts'
import { checkLines } from '#core/people/index.ts'
import { lockLines, rebuildReach } from '../../people/write.ts'
import { readLines } from '../../people/lines.ts'
import { sql } from 'kysely'
import { writeDated } from '../dated.ts'
import { type Loading, refuse, refuseBackwards, refuseRepeated, refuseUnknown } from '../loading.ts'
import { keptTables } from '../tables.ts'

export async function checkReporting(load: Loading): Promise<void> {
  await refuseUnknown(load, 'person', { table: 'person', known: 'is nobody’s code; import people first' })
  await refuseUnknown(load, 'manager', { table: 'person', known: 'is nobody’s code; import people first' })
  await refuseBackwards(load, 'from', 'to')
  await refuseRepeated(load, ['person', 'from'])
  await refuse(
    load,
    'manager',
    sql`select s.id, s.at_line as line, s.manager as value, 'nobody reports to themselves' as reason
      from staged s where s.manager = s.person`,
  )
}

export async function applyReporting(load: Loading): Promise<void> {
  const { db, org } = load
  await lockLines(db, load.scope)
  await writeDated(load, keptTables.reporting_line, {
    mine: sql`
      select s.id, p.id as person_id, m.id as manager_id, coalesce(s."from", '0001-01-01') as from_day,
        s."to" as to_day, null::text as why
      from staged s
        join app.person p on p.org_id = ${org} and p.code = s.person
        left join app.person m on m.org_id = ${org} and m.code = s.manager`,
    identity: ['person_id'],
    timeline: ['person_id'],
    about: sql`(select p.name from app.person p where p.org_id = ${org} and p.id = a.person_id)`,
  })
  await refuseRings(load)
  await rebuildReach(db, load.scope)
}

/** A ring would be refused when reach is made; here it is told by name. */
async function refuseRings({ db, org, scope }: Loading): Promise<void> {
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from app.person where org_id = ${org}
  `.execute(db)
  const names = new Map(rows.map(({ id, name }) => [id, name]))
  const problems = checkLines(await readLines(db, scope), { nameOf: id => names.get(id) ?? id })
  const ring = problems.find(({ kind }) => kind !== 'gap')
  if (ring) throw new Failure('invalid', ring.sentence)
}
