/** What people said themselves, scored by the job in the organisation's name once a quarter is over. */
import type { KeeperScope } from '#access/scope.ts'
import { addDays, addMonths, type Day, type Period, periodsOf } from '#core/calendar/index.ts'
import { fiscalCalendar } from '#db/figures/calendar.ts'
import { addOwnScores, type Check } from '#db/forecast/own-scores.ts'
import { inScope, type Pools } from '#db/scope.ts'

export function scoreOwnNumbers(pools: Pools, scope: KeeperScope): Promise<void> {
  return inScope(pools, scope, async db => {
    const { rule, table, ledgerFrom } = await fiscalCalendar(db)
    if (ledgerFrom === null) return
    const periods = table.length > 0 ? table : periodsOf(rule, ledgerFrom, addMonths(scope.today, 3))
    await addOwnScores(db, scope, checksOf(periods, { ledgerFrom, today: scope.today }))
  })
}

/** Each quarter that is over on the day before it began and at the end of each of its months but the last. */
function checksOf(periods: readonly Period[], of: { ledgerFrom: Day; today: Day }): Check[] {
  const quarters = periods.filter(({ kind }) => kind === 'quarter')
  return quarters.flatMap(({ from, to }, at) => {
    if (to >= of.today) return []
    const before = quarters[at - 4]
    const months = periods.filter(one => one.kind === 'month' && one.from >= from && one.to <= to)
    return months.map((month, over) => ({
      from,
      to,
      ahead: months.length - over,
      cut: addDays(month.from, -1),
      yearBefore: before && before.from >= of.ledgerFrom ? { from: before.from, to: before.to } : null,
    }))
  })
}
