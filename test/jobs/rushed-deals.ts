import { addDays, day } from '#core/calendar/index.ts'
import type { ImportRow } from '#core/ledger/kinds.ts'

/**
 * A year of invented deals built like Maven's CRM: won or lost, with the days of engagement and of close; ten are
 * decided each month, more of them won in the last month of a quarter, half at once and half after three months.
 */
export function rushedDeals(owner: string, account: string): ImportRow<'opportunities'>[] {
  return Array.from({ length: 12 }, (_, month) => month).flatMap(month =>
    Array.from({ length: 10 }, (_deal, n) => {
      const closed = day(`2025-${String(month + 1).padStart(2, '0')}-${String(10 + n)}`)
      const won = n < (month % 3 === 2 ? 8 : 5)
      return {
        code: `R-${month}-${n}`,
        account,
        owners: [{ code: owner, share: 1_000_000 }],
        stage: won ? 'Won' : 'Lost',
        amount: 1_000_00 + n,
        created: addDays(closed, n % 2 === 0 ? -8 : -90),
        closed,
        asOf: '2026-01-01',
      }
    }),
  )
}
