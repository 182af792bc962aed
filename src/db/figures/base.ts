import { type BaseSums, noSums } from '#core/figures/index.ts'
import { minor } from '#core/money/index.ts'
import type { SumRow } from './sums.ts'

/** What figures are computed from, of one row of the roll-ups; nothing where there is none. */
export function baseOf(row: SumRow | undefined, how: { tellsNewAccounts: boolean }): BaseSums {
  const newAccounts = how.tellsNewAccounts ? (row?.newAccounts ?? 0) : null
  if (!row) return { ...noSums, newAccounts }
  return {
    ...noSums,
    newAccounts,
    orders: row.orders,
    lines: row.lines,
    active: row.active,
    sellers: row.sellers,
    net: minor(row.net),
    netWithCost: minor(row.netWithCost),
    cost: minor(row.cost),
    netWithList: minor(row.netWithList),
    list: minor(row.list),
    discount: minor(row.discount),
    accountsNet: minor(row.accountsNet),
    netOfPeople: minor(row.netOfPeople),
    topAccountNet: minor(row.topAccountNet),
  }
}
