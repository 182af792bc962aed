import type { KeeperScope, PersonScope, Scope } from '#access/scope.ts'
import { Failure } from '#core/failure.ts'
import { sql } from 'kysely'
import { hold } from '../hold.ts'
import { type Db, inScope, type Pools } from '../scope.ts'

export type ForecastJob = {
  id: string
  /** 0: as of today; else as of each of so many past month ends. */
  months: number
  full: boolean
  state: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled'
  done: number
  total: number
  sentence: string | null
  askedBy: string | null
  askedAt: Date
  endedAt: Date | null
}

const columns = sql`id, months, full_fit as "full", state, done, total, sentence, asked_by as "askedBy",
  asked_at as "askedAt", ended_at as "endedAt"`

export async function addForecastJob(
  db: Db,
  scope: Scope,
  of: { id: string; months: number; full: boolean },
): Promise<void> {
  await sql`
    insert into app.forecast_job (org_id, id, months, full_fit, asked_by)
    values (${scope.org}, ${of.id}, ${of.months}, ${of.full}, ${scope.kind === 'person' ? scope.person : null})
  `.execute(db)
}

/** One asks for a forecast at a time: whoever looks next sees the job of the one before. */
export const holdForecastJobs = (db: Db, scope: Scope) => hold(db, 'forecast job', scope.org)

/** The one that waits or runs, else the last. */
export async function lastForecastJob(db: Db, scope: Scope): Promise<ForecastJob | undefined> {
  const { rows } = await sql<ForecastJob>`
    select ${columns} from app.forecast_job where org_id = ${scope.org}
    order by state in ('running', 'waiting') desc, state = 'running' desc, asked_at desc limit 1
  `.execute(db)
  return rows[0]
}

/** Whether one waits already: what is asked for while it does is answered by it. */
export async function forecastWaits(db: Db, scope: Scope): Promise<boolean> {
  const { rows } = await sql`
    select from app.forecast_job where org_id = ${scope.org} and state = 'waiting' and months = 0 limit 1
  `.execute(db)
  return rows.length > 0
}

export async function cancelForecastJob(db: Db, scope: PersonScope, id: string): Promise<void> {
  const { numAffectedRows } = await sql`
    update app.forecast_job set state = 'cancelled', ended_at = clock_timestamp(), sentence = 'It was cancelled.'
    where org_id = ${scope.org} and id = ${id} and state in ('waiting', 'running')
  `.execute(db)
  if (numAffectedRows !== 1n) throw new Failure('not_found', 'No such forecast is being made.')
}

/** Takes up a job that waits, or one whose worker died: publishing is one transaction, so nothing is half done. */
export function takeForecastJob(
  pools: Pools,
  scope: KeeperScope,
  id: string,
): Promise<ForecastJob | undefined> {
  return inScope(pools, scope, async db => {
    const { rows } = await sql<ForecastJob>`
      update app.forecast_job set state = 'running', beat_at = clock_timestamp(), done = 0
      where org_id = ${scope.org} and id = ${id}
        and (state = 'waiting' or state = 'running' and beat_at < clock_timestamp() - interval '2 minutes')
      returning ${columns}
    `.execute(db)
    return rows[0]
  })
}

/** Whether somebody has cancelled it; from here to the end of the transaction nobody does. */
export async function isCancelled(db: Db, scope: KeeperScope, id: string): Promise<boolean> {
  const { rows } = await sql<{ state: string }>`
    select state from app.forecast_job where org_id = ${scope.org} and id = ${id} for update
  `.execute(db)
  return rows[0]?.state === 'cancelled'
}

/** Says how far it is; false once somebody has cancelled it. */
export function beatForecastJob(
  pools: Pools,
  scope: KeeperScope,
  of: { id: string; done: number; total: number },
): Promise<boolean> {
  return inScope(pools, scope, async db => {
    const { numAffectedRows } = await sql`
      update app.forecast_job set beat_at = clock_timestamp(), done = ${of.done}, total = ${of.total}
      where org_id = ${scope.org} and id = ${of.id} and state = 'running'
    `.execute(db)
    return numAffectedRows === 1n
  })
}

export function endForecastJob(
  pools: Pools,
  scope: KeeperScope,
  of: { id: string; state: 'done' | 'failed'; sentence: string | null },
): Promise<void> {
  return inScope(pools, scope, async db => {
    await sql`
      update app.forecast_job set state = ${of.state}, sentence = ${of.sentence}, ended_at = clock_timestamp()
      where org_id = ${scope.org} and id = ${of.id} and state = 'running'
    `.execute(db)
  })
}

export async function unfinishedForecasts(pools: Pools): Promise<{ org: string; id: string }[]> {
  const { rows } = await sql<{ org: string; id: string }>`
    select org_id as org, id from app.unfinished_forecasts()
  `.execute(pools.keeper)
  return rows
}
