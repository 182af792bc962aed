import type { Day } from '#core/calendar/index.ts'
import { sql } from 'kysely'
import type { Db } from '../scope.ts'

/** Makes the roll-ups of person × day and team × day anew from a day on. */
export async function rebuildDays(db: Db, { from }: { from: Day }): Promise<void> {
  await sql`select app.rebuild_days(${from}, '9999-12-31')`.execute(db)
}
