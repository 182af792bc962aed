import type { Day } from '#core/calendar/index.ts'
import { sql } from 'kysely'
import type { Pools } from './scope.ts'

/** An organisation's business day and reporting currency, for work that no person asks for. */
export async function clockOf(
  pools: Pools,
  org: string,
): Promise<{ today: Day; currency: string } | undefined> {
  const { rows } = await sql<{ today: Day; currency: string }>`
    select today, currency from app.clock(${org})
  `.execute(pools.keeper)
  return rows[0]
}
