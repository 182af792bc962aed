import { addDays, type Day, daysBetween, earlier, type Range } from '#core/calendar/index.ts'

/**
 * How much of what the whole company was to bill in a period counts by a day: of days that quotas are set for as much as
 * the target counts of the quotas, of others those that have passed. All of it once the period is over.
 * @param of.quotas  days that quotas are set for, of anybody; they may overlap and reach out of the period
 * @param of.share   target over quota, 1 once the quotas' days are over
 */
export function passedShare(of: {
  period: Range
  until: Day
  quotas: readonly Range[]
  share: number
}): number {
  const { period, until, quotas, share } = of
  const { from } = period
  const length = daysBetween(from, period.to) + 1
  const passed = { from, to: earlier(until, period.to) }
  // none have of a period that is still to come
  const without = Math.max(0, daysBetween(from, passed.to) + 1) - covered(quotas, passed)
  return (share * covered(quotas, period) + without) / length
}

/** Days of a range that lie in any of the spans. */
function covered(spans: readonly Range[], within: Range): number {
  let days = 0
  let next = within.from
  for (const span of spans.toSorted((a, b) => (a.from < b.from ? -1 : 1))) {
    const from = span.from > next ? span.from : next
    const to = earlier(span.to, within.to)
    if (from > to) continue
    days += daysBetween(from, to) + 1
    next = addDays(to, 1)
  }
  return days
}
