import { Failure } from '#core/failure.ts'
import { sql, type RawBuilder } from 'kysely'
import type { Loading } from './loading.ts'
import { type Kept, writeRows } from './rows.ts'

/**
 * Writes rows that hold from a day to a day, among those that are there. An end that nobody gave is the day before
 * the next row of the same timeline, else the last day there is; a later import that begins a new row so ends an
 * open one, and what is closed stays closed.
 */
export async function writeDated(
  load: Loading,
  kept: Kept,
  of: {
    /** Selects id (for a new row) and the columns; `to_day` is null where it was not given. */
    mine: RawBuilder<unknown>
    /** With the first day, what makes two rows the same one. */
    identity: readonly string[]
    /** Whose next row ends an open one. */
    timeline: readonly string[]
    /** The last day, over `to_day`, `next_day` and `given` (this file's row); where it is not as above. */
    ends?: RawBuilder<unknown>
    /** What a row is about, for a sentence: over the row `a`. */
    about: RawBuilder<unknown>
  },
): Promise<void> {
  const { db, org } = load
  const table = sql.raw(kept.table)
  const wanted = sql.raw(`wanted_${kept.table}`)
  const columns = (alias: string) =>
    sql.raw(
      kept.columns
        .map(c => (c === 'to_day' ? `nullif(${alias}.to_day, '9999-12-31') as to_day` : `${alias}.${c}`))
        .join(', '),
    )
  const same = sql.raw(of.identity.map(c => `t.${c} = m.${c}`).join(' and '))
  const timeline = sql.raw(of.timeline.join(', '))
  const rest = sql.raw(kept.columns.filter(c => c !== 'to_day').join(', '))
  await sql`
    create temp table ${wanted} on commit drop as
    with mine as materialized (
      select coalesce(t.id, m.id) as id, ${columns('m')}, true as given
      from (${of.mine}) m
        left join app.${table} t on t.org_id = ${org} and ${same} and t.from_day = m.from_day
    ),
    every as (
      select * from mine
      union all
      select t.id, ${columns('t')}, false
      from app.${table} t
      where t.org_id = ${org} and (${sql.raw(of.timeline.map(c => `t.${c}`).join(', '))}) in (select ${timeline} from mine)
        and t.id not in (select id from mine)
    ),
    followed as (
      select every.*, min(from_day) over (
        partition by ${timeline} order by from_day groups between 1 following and unbounded following) as next_day
      from every
    )
    select id, ${rest}, ${of.ends ?? sql`coalesce(to_day, next_day - 1, '9999-12-31')`} as to_day
    from followed
  `.execute(db)
  await sql`analyze ${wanted}`.execute(db)
  await refuseOverlap(load, wanted, of)
  await writeRows(load, kept)
}

async function refuseOverlap(
  load: Loading,
  wanted: RawBuilder<unknown>,
  of: { identity: readonly string[]; about: RawBuilder<unknown> },
): Promise<void> {
  const identity = sql.raw(of.identity.join(', '))
  const { rows } = await sql<{ about: string; day: string; other: string }>`
    select ${of.about} as about, a.from_day as day, a.next_day as other
    from (
      select w.*, lead(from_day) over (partition by ${identity} order by from_day) as next_day from ${wanted} w
    ) a
    where a.next_day <= a.to_day
    limit 1
  `.execute(load.db)
  const clash = rows[0]
  if (!clash) return
  throw new Failure(
    'invalid',
    `${clash.about}: what begins on ${clash.day} and on ${clash.other} overlaps. End the first before the second begins.`,
  )
}
