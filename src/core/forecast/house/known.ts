import { addDays, type Day, type Period, weekday } from '#core/calendar/index.ts'

/** Billing as it came in: its last day that is not in the future, and on how many of each weekday something was billed. */
export type BilledDays = {
  readonly to: Day
  /** Monday first, over the last `weeksSeen` weeks of billing. */
  readonly weekdays: readonly number[]
}

export const weeksSeen = 26
/** A weekday with less than this share of the busiest one's days is not one on which this organisation bills. */
const idle = 0.1

/**
 * The last day of which billing is known. That is its last day, for nobody can tell a day without billing from a day
 * that has not been imported yet: the month under way is told from its days up to there, and a month is over once
 * there is billing of later days, or of its own last day. Whoever never bills at weekends would so wait for the next
 * month where the last days of one are a weekend: if those days are over, and nothing is ever billed on such weekdays,
 * the month is known to its end. Holidays and quiet days wait for the next billing.
 * @returns the last day known, never after today
 */
export function knownTo({ to, weekdays }: BilledDays, of: { periods: readonly Period[]; today: Day }): Day {
  const month = of.periods.find(one => one.kind === 'month' && one.from <= to && to <= one.to)
  if (!month || month.to > of.today) return to
  const busiest = Math.max(...weekdays)
  // where no weekday has billing in most weeks, none can be told to have none
  if (busiest < weeksSeen / 2) return to
  for (let day = addDays(to, 1); day <= month.to; day = addDays(day, 1))
    if (weekdays[weekday(day) - 1]! >= idle * busiest) return to
  return month.to
}
