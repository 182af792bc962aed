import type { KeeperScope } from '#access/scope.ts'
import { addDays, addMonths, type Day, earlier, type Period } from '#core/calendar/index.ts'
import { knownTo } from '#core/forecast/house/index.ts'
import { fiscalCalendar } from '#db/figures/calendar.ts'
import { readBilledDays } from '#db/forecast/known.ts'
import type { Db } from '#db/scope.ts'

export type Known = {
  readonly periods: readonly Period[]
  readonly ledgerFrom: Day
  /** The last day of which billing is known: what a forecast made now knows. */
  readonly to: Day
  /** Periods that end by this day are over and can be scored: known to their end, and their last day is past. */
  readonly closedTo: Day
}

/** The organisation's periods, and how far its billing is known; undefined before the first billing. */
export async function billingKnown(db: Db, scope: KeeperScope): Promise<Known | undefined> {
  const { ledgerFrom, ...calendar } = await fiscalCalendar(db)
  const billed = await readBilledDays(db, scope)
  if (ledgerFrom === null || !billed) return undefined
  const { today } = scope
  const periods = calendar.periods(ledgerFrom, addMonths(today, 24))
  const to = knownTo(billed, { periods, today })
  return { periods, ledgerFrom, to, closedTo: earlier(to, addDays(today, -1)) }
}
