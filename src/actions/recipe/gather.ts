/** Everything that recipes are made of, read with the keeper's eyes: jobs/ asks, who alone can make that scope. */
import type { KeeperScope } from '#access/scope.ts'
import {
  addDays,
  addMonths,
  type Day,
  earlier,
  type Period,
  periodsOf,
  type Range,
  wholeMonths,
} from '#core/calendar/index.ts'
import { tellsNewAccounts } from '#core/figures/index.ts'
import type { OrganisationFacts, SellerMonths } from '#core/recipe/index.ts'
import { baseOf } from '#db/figures/base.ts'
import { fiscalCalendar } from '#db/figures/calendar.ts'
import { baseSums, type SumRow } from '#db/figures/sums.ts'
import { countWork, decidedDeals, readSellers, type WorkCount } from '#db/recipe/work.ts'
import type { Db } from '#db/scope.ts'
import { doneOf } from './done.ts'

export type Gathered = { readonly from: Day | null; readonly to: Day; readonly facts: OrganisationFacts }

export async function gather(db: Db, scope: KeeperScope): Promise<Gathered> {
  const { rule, table, ledgerFrom } = await fiscalCalendar(db)
  const first = ledgerFrom ?? scope.today
  // deals may be known from before the first invoice
  const deals = await decidedDeals(db, scope, scope.today)
  const begin = earlier(first, deals[0]?.closed ?? first)
  const periods = table.length > 0 ? table : periodsOf(rule, begin, addMonths(scope.today, 1))
  const months = wholeMonths({ periods, today: scope.today, ledgerFrom: first })
  const sellers = await readSellers(db, scope)
  const work = await countWork(db, scope, months)
  const sums = await baseSums(db, {
    whose: { people: null },
    ranges: months,
    by: 'person',
    narrowed: {},
    distinct: true,
    root: null,
  })
  const tells = months.map(range => tellsNewAccounts({ periods, range, ledgerFrom: first }))
  const to = months.at(-1)?.to ?? addDays(scope.today, -1)
  return {
    from: months[0]?.from ?? null,
    to,
    facts: {
      season: 12,
      sellers: sellersOf({ sellers, months, sums, work, tells }),
      done: await doneOf(db, scope, { sellers, months, sums, work }),
      decided: decidedIn(periods, deals),
    },
  }
}

function sellersOf(of: {
  sellers: readonly { id: string; end: Day }[]
  months: readonly Range[]
  sums: readonly SumRow[]
  work: readonly WorkCount[]
  tells: readonly boolean[]
}): SellerMonths[] {
  const { months, tells } = of
  const sums = Map.groupBy(of.sums, row => row.key)
  const work = Map.groupBy(of.work, row => row.person)
  const names = [...new Set(of.work.map(row => row.what))].filter(name => name !== 'lost').toSorted()
  return of.sellers.map(({ id, end }) => {
    const left = months.findIndex(({ to }) => end < to)
    const byMonth = new Map((sums.get(id) ?? []).map(row => [row.range, row]))
    const own = work.get(id) ?? []
    return {
      id,
      sums: months.map((_, n) => baseOf(byMonth.get(n), { tellsNewAccounts: tells[n]! })),
      deals: Object.fromEntries(
        names.map(name => [
          name,
          months.map((_month, n) => own.find(row => row.range === n && row.what === name)?.count ?? 0),
        ]),
      ),
      ...(left >= 0 ? { left } : {}),
    }
  })
}

/** Deals placed in their quarters, and whether in the quarter's last month. */
function decidedIn(
  periods: readonly Period[],
  deals: readonly { closed: Day; won: boolean; days: number | null }[],
): OrganisationFacts['decided'] {
  const quarters = periods.filter(({ kind }) => kind === 'quarter')
  const lastMonths = new Map(
    quarters.map(quarter => [
      quarter.code,
      periods.find(({ kind, to }) => kind === 'month' && to === quarter.to)?.from ?? quarter.to,
    ]),
  )
  return deals.flatMap(({ closed, won, days }) => {
    const quarter = quarters.find(({ from, to }) => from <= closed && closed <= to)
    if (!quarter) return []
    return [{ won, days, quarter: quarter.code, inLastMonth: closed >= lastMonths.get(quarter.code)! }]
  })
}
