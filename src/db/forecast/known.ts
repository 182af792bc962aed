import type { KeeperScope } from '#access/scope.ts'
import type { Day } from '#core/calendar/index.ts'
import { type BilledDays, weeksSeen } from '#core/forecast/house/index.ts'
import { sql } from 'kysely'
import type { Db } from '../scope.ts'

/** Up to which day there is billing, and on how many days of each weekday of late; undefined before the first. */
export async function readBilledDays(db: Db, scope: KeeperScope): Promise<BilledDays | undefined> {
  const { rows } = await sql<{ to: Day | null; weekdays: number[] }>`
    select b."to", array(
      select count(d.day)::int
      from generate_series(1, 7) as w (iso)
        left join app.team_day d on d.org_id = ${scope.org} and d.team_id = ${scope.org}
          and d.day > b."to" - ${7 * weeksSeen}::int and d.day <= b."to" and extract(isodow from d.day) = w.iso
      group by w.iso
      order by w.iso) as weekdays
    from (select app.billed_to() as "to") b
  `.execute(db)
  const { to, weekdays } = rows[0]!
  return to === null ? undefined : { to, weekdays }
}
