import { runForecast } from '#jobs/forecast/index.ts'
import type { TestDatabase } from '../db.ts'

/** Has forecasts of an organisation made and published as its jobs do it: as of now, or of so many past month ends. */
export function publishes(db: TestDatabase, org: string) {
  return async (months: number): Promise<{ state: string; sentence: string | null }> => {
    const { rows } = await db.superuser.query<{ id: string }>(
      `insert into app.forecast_job (org_id, id, months, full_fit) values ($1, gen_random_uuid(), $2, false) returning id`,
      [org, months],
    )
    const [{ id }] = rows as [{ id: string }]
    await runForecast({ pools: db.pools, dataFolder: '/nowhere' }, { org, forecastJob: id })
    const { rows: ended } = await db.superuser.query<{ state: string; sentence: string | null }>(
      'select state, sentence from app.forecast_job where id = $1',
      [id],
    )
    return ended[0]!
  }
}
