import { type Day, type Period, type Range, addDays, rolling12 } from '#core/calendar/index.ts'

/**
 * New accounts can be told in a range that begins after the ledger's first twelve months; before, every
 * account would look new.
 */
export function tellsNewAccounts(of: { periods: readonly Period[]; range: Range; ledgerFrom: Day }): boolean {
  return rolling12(of.periods, addDays(of.range.from, -1)).from >= of.ledgerFrom
}

/**
 * An account is lost when it was active in `before` and not in `last`: the twelve months before the last
 * twelve, and those. Undefined while the ledger does not hold both.
 */
export function lostWindows(of: {
  periods: readonly Period[]
  day: Day
  ledgerFrom: Day
}): { before: Range; last: Range } | undefined {
  const last = rolling12(of.periods, of.day)
  const before = rolling12(of.periods, addDays(last.from, -1))
  return before.from >= of.ledgerFrom ? { before, last } : undefined
}
