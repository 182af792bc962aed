import { addDays, type Day, daysBetween, weekday } from './day.ts'

/** Mondays to Fridays from a day to another, both included: the days on which most organisations sell. */
export function weekdaysIn({ from, to }: { from: Day; to: Day }): number {
  const days = daysBetween(from, to) + 1
  const weeks = Math.floor(days / 7)
  const beyond = Array.from({ length: days - 7 * weeks }, (_, i) => weekday(addDays(from, 7 * weeks + i)))
  return 5 * weeks + beyond.filter(at => at < 6).length
}
