import { type Day, daysBetween } from './day.ts'
import type { Period } from './fiscal.ts'

/** A ledger that begins later than this in a month has not seen that month. */
const lateStart = 7

/** Fiscal months that are over, from the first that the ledger has seen from its beginning. */
export function wholeMonths(of: { periods: readonly Period[]; today: Day; ledgerFrom: Day }): Period[] {
  return of.periods.filter(
    ({ kind, from, to }) =>
      kind === 'month' &&
      to < of.today &&
      to >= of.ledgerFrom &&
      daysBetween(from, of.ledgerFrom) <= lateStart,
  )
}
