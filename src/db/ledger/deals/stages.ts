import { orderStages, outcomeOfStage, type Stage } from '#core/ledger/index.ts'
import { sql } from 'kysely'
import type { Db } from '../../scope.ts'
import { type Loading, refuseRepeated } from '../loading.ts'
import { writeRows } from '../rows.ts'
import { keptTables } from '../tables.ts'

export async function checkStages(load: Loading): Promise<void> {
  await refuseRepeated(load, ['name'])
}

/** A list of stages is believed before what is learned. */
export async function applyStages(load: Loading): Promise<void> {
  await sql`
    create temp table wanted_stage on commit drop as
    select s.name, coalesce(round(s.position)::int, t.position, row_number() over (order by s.at_line)::int) as position,
      coalesce(s.outcome, t.outcome, 'open') as outcome, true as given
    from staged s left join app.stage t on t.org_id = ${load.org} and t.name = s.name
  `.execute(load.db)
  await writeRows(load, keptTables.stage)
}

/** Stages that a file is the first to name: their outcome as its rows say, most of them, else as the name does. */
export async function learnStages({ db, org }: Loading): Promise<void> {
  const { rows } = await sql<{ name: string; said: Stage['outcome'] | null }>`
    select s.stage as name, mode() within group (order by s.outcome) as said
    from staged s
    where not exists (select from app.stage t where t.org_id = ${org} and t.name = s.stage)
    group by s.stage
    order by min(s.at_line)
  `.execute(db)
  const learned = rows.map(({ name, said }) => ({ name, outcome: said ?? outcomeOfStage(name) }))
  await sql`
    create temp table stage_outcome on commit drop as
    select t.name, t.outcome, t.position, t.given from app.stage t where t.org_id = ${org}
    union all
    select e.name, e.outcome, null, false
    from jsonb_to_recordset(${JSON.stringify(learned)}::jsonb) as e (name text, outcome text)
  `.execute(db)
}

/** Once changes are written: the order in which deals were seen to go. Stages that a list named keep their place. */
export async function placeStages(load: Loading): Promise<void> {
  const { db } = load
  const { rows } = await sql<Stage & { given: boolean }>`
    select name, outcome, position, given from stage_outcome order by position nulls last
  `.execute(db)
  const order = orderStages(rows, await movesOf(load))
  const wanted = rows.map(({ name, outcome, position, given }) => ({
    name,
    outcome,
    given,
    position: given ? position : order.indexOf(name) + 1,
  }))
  await sql`
    create temp table wanted_stage on commit drop as
    select * from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) as e (
      name text, position int, outcome text, given boolean)
  `.execute(db)
  await writeRows(load, keptTables.stage)
  await sql`drop table stage_outcome`.execute(db)
}

async function movesOf({ db, org }: { db: Db; org: string }) {
  const { rows } = await sql<{ from: string; to: string; times: number }>`
    select before as "from", after as "to", count(*)::int as times
    from app.opportunity_change
    where org_id = ${org} and field = 'stage' and before is not null and after is not null
    group by 1, 2
  `.execute(db)
  return rows
}
