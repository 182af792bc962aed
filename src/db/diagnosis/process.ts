/** How deals went through stages and accounts through their orders. For reckoning: what is told of it, actions say. */
import type { Day, Range } from '#core/calendar/index.ts'
import type { OrderWait, Trail } from '#core/diagnosis/process/index.ts'
import { sql } from 'kysely'
import type { Db } from '../scope.ts'
import { type Diagnosed, whoseOf } from './sides.ts'

type ChangeCells = [Day, 'stage' | 'outcome', string | null, string | null]

/** Deals that began on a day or later, each with what changed from export to export. */
export async function dealTrails(db: Db, of: { whose: Diagnosed; since: Day }): Promise<Trail[]> {
  const { rows } = await sql<{
    source: string
    created: Day | null
    first_seen: Day
    stage: string
    outcome: Trail['outcome']
    closed: Day | null
    loss_reason: string | null
    engaged: Day | null
    changes: ChangeCells[]
  }>`select * from app.deal_trails(${whoseOf(of.whose)}, ${of.since}::date)`.execute(db)
  return rows.map(({ first_seen, loss_reason, changes, ...row }) => ({
    ...row,
    firstSeen: first_seen,
    lossReason: loss_reason || null,
    changes: changes.map(([day, field, before, after]) => ({ day, field, before, after })),
  }))
}

/** Open stages in their order, and the days on which each source was exported. */
export async function stagesAndExports(
  db: Db,
  today: Day,
): Promise<{ stages: string[]; exports: Map<string, Day[]> }> {
  const { rows: stages } = await sql<{ name: string }>`
    select name from app.stage where org_id = app.org() and outcome = 'open' order by position, name
  `.execute(db)
  const { rows: exports } = await sql<{ source: string; days: Day[] }>`
    select source, json_agg(day order by day) as days
    from app.opportunity_export where org_id = app.org() and day <= ${today}
    group by source
  `.execute(db)
  return {
    stages: stages.map(({ name }) => name),
    exports: new Map(exports.map(row => [row.source, row.days])),
  }
}

export type AccountSlices = {
  readonly id: string
  readonly nets: ReadonlyMap<number, number>
  /** The day of its first billing line ever, where that is the subject's and within the slices. */
  readonly firstDay: Day | null
  readonly wait: OrderWait | null
}

/** Billing of each account by slices of days. @param of.slices  one after the other without a gap */
export async function accountSlices(
  db: Db,
  of: { whose: Diagnosed; slices: readonly Range[]; ordersFrom: Day },
): Promise<AccountSlices[]> {
  const { rows } = await sql<{
    account_id: string
    slices: number[]
    nets: number[]
    first_day: Day | null
    order_days: Day[]
  }>`
    select account_id, slices, nets, first_day, to_json(order_days) as order_days
    from app.account_slices(${whoseOf(of.whose)}, ${edgesOf(of.slices)}, ${of.ordersFrom}::date)
  `.execute(db)
  return rows.map(({ account_id: id, slices, nets, first_day: firstDay, order_days: [first, next] }) => ({
    id,
    nets: new Map(slices.map((slice, at) => [slice, nets[at]!])),
    firstDay,
    wait: first === undefined ? null : { account: id, first, next: next ?? null, isNew: first === firstDay },
  }))
}

export async function accountActivities(
  db: Db,
  of: { whose: Diagnosed; slices: readonly Range[] },
): Promise<{ account: string; kind: string; slice: number; count: number }[]> {
  const { rows } = await sql<{ account_id: string; kind: string; slice: number; times: bigint }>`
    select * from app.account_activities(${whoseOf(of.whose)}, ${edgesOf(of.slices)})
  `.execute(db)
  return rows.map(({ account_id, kind, slice, times }) => ({
    account: account_id,
    kind,
    slice,
    count: Number(times),
  }))
}

function edgesOf(slices: readonly Range[]) {
  return sql`array[${sql.join([...slices.map(({ from }) => sql`${from}::date`), sql`${slices.at(-1)!.to}::date + 1`])}]`
}
