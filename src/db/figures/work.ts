import type { Range } from '#core/calendar/index.ts'
import type { Measure, WorkKnown, WorkSum } from '#core/figures/index.ts'
import { sql } from 'kysely'
import type { Db } from '../scope.ts'
import type { Breakdown } from './sums.ts'
import { type Narrowed, type Whose, arrays, narrowing } from './whose.ts'

/** From when deals and activities are known, and which kinds and stages there are, of the whole organisation. */
export async function workKnown(db: Db): Promise<WorkKnown> {
  const { rows } = await sql<WorkKnown>`
    select deals_from as "dealsFrom", activities_from as "activitiesFrom", kinds, stages from app.work_known()
  `.execute(db)
  return rows[0]!
}

/** What a measure comes to for one part in one of the asked ranges (`range` is its place, from 0). */
export type WorkRow = { readonly range: number; readonly key: string; readonly measure: string } & WorkSum

type Row = { period: number; key: string; measure: string } & Record<
  'things' | 'amount' | 'valued' | 'days' | 'timed',
  bigint
>

/** Measures of deals and activities, whole or broken down; what is nothing has no row. */
export async function workSums(
  db: Db,
  of: {
    whose: Whose
    ranges: readonly Range[]
    by: Breakdown
    narrowed: Narrowed
    root: string | null
    measures: readonly Measure[]
  },
): Promise<WorkRow[]> {
  if (of.ranges.length === 0 || of.measures.length === 0) return []
  const { froms, tos } = arrays(of.ranges)
  const by = of.by === 'none' ? '' : of.by
  const rest = sql`${froms}::date[], ${tos}::date[], ${by}, ${of.root}::uuid,
    ${JSON.stringify(of.measures)}::jsonb, ${narrowing(of.narrowed)}`
  const from =
    'team' in of.whose
      ? sql`app.team_work(${of.whose.team}::uuid, ${rest})`
      : sql`app.work_sums(null, ${of.whose.people}::uuid[], ${rest})`
  const { rows } = await sql<Row>`
    select period, key, measure, things, amount, valued, days, timed from ${from}
  `.execute(db)
  return rows.map(({ period, key, measure, ...sums }) => ({
    range: period - 1,
    key,
    measure,
    things: Number(sums.things),
    amount: Number(sums.amount),
    valued: Number(sums.valued),
    days: Number(sums.days),
    timed: Number(sums.timed),
  }))
}
