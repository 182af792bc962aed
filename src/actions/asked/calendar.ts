import { type Day, type Period, addMonths, earlier } from '#core/calendar/index.ts'
import { fiscalCalendar } from '#db/figures/calendar.ts'
import { workKnown } from '#db/figures/work.ts'
import type { Db } from '#db/scope.ts'

export type Calendar = {
  readonly periods: readonly Period[]
  readonly today: Day
  /** First day that the ledger knows billing of, else deals and activities; today where it is empty. */
  readonly ledgerFrom: Day
}

/** The organisation's periods, by its own table where it has one, from the ledger's first day to a year ahead. */
export async function calendarOf(db: Db, today: Day): Promise<Calendar> {
  const { periods, ledgerFrom } = await fiscalCalendar(db)
  const from = ledgerFrom ?? (await firstWork(db, today))
  return { periods: periods(from, addMonths(today, 12)), today, ledgerFrom: from }
}

/** Where nothing was billed yet, what is known begins with the first deal or activity. */
async function firstWork(db: Db, today: Day): Promise<Day> {
  const { dealsFrom, activitiesFrom } = await workKnown(db)
  return earlier(earlier(dealsFrom ?? today, activitiesFrom ?? today), today)
}
