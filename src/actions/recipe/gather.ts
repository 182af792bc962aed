/** Everything that recipes are made of, read with the keeper's eyes: jobs/ asks, who alone can make that scope. */
import type { KeeperScope } from '#access/scope.ts'
import {
  addDays,
  addMonths,
  type Day,
  earlier,
  type Period,
  type Range,
  wholeMonths,
} from '#core/calendar/index.ts'
import {
  type BaseSums,
  computeFigure,
  measuresOf,
  noWork,
  tellsNewAccounts,
  unknownWork,
  type WorkSums,
} from '#core/figures/index.ts'
import { isCandidate, type OrganisationFacts, type SellerMonths } from '#core/recipe/index.ts'
import { baseOf } from '#db/figures/base.ts'
import { fiscalCalendar } from '#db/figures/calendar.ts'
import { baseSums, type SumRow } from '#db/figures/sums.ts'
import { type WorkRow, workSums } from '#db/figures/work.ts'
import { momentOf } from '#db/ledger/moment.ts'
import type { FoundFrom } from '#db/recipe/found.ts'
import { decidedDeals, readSellers } from '#db/recipe/work.ts'
import type { Db } from '#db/scope.ts'
import { type Book, bookOf } from '../asked/book.ts'
import { doneOf } from './done.ts'

export type Gathered = {
  readonly from: Day | null
  readonly to: Day
  readonly facts: OrganisationFacts
  readonly foundFrom: FoundFrom
}

export async function gather(db: Db, scope: KeeperScope): Promise<Gathered> {
  const at = await momentOf(db, scope)
  const { ledgerFrom, ...calendar } = await fiscalCalendar(db)
  // deals may be known from before the first invoice, and where nothing is billed yet they are all there is
  const deals = await decidedDeals(db, scope, scope.today)
  const first = ledgerFrom ?? deals[0]?.closed ?? scope.today
  const begin = earlier(first, deals[0]?.closed ?? first)
  const periods = calendar.periods(begin, addMonths(scope.today, 1))
  const months = wholeMonths({ periods, today: scope.today, ledgerFrom: first })
  const sellers = await readSellers(db, scope)
  const book = await bookOf(db)
  const everybody = {
    whose: { people: null },
    ranges: months,
    by: 'person',
    narrowed: {},
    root: null,
  } as const
  const sums = await baseSums(db, { ...everybody, distinct: true })
  const measures = measuresOf(book.on(scope.today).values())
  const work = await workSums(db, { ...everybody, measures })
  const tells = months.map(range => tellsNewAccounts({ periods, range, ledgerFrom: first }))
  const to = months.at(-1)?.to ?? addDays(scope.today, -1)
  return {
    from: months[0]?.from ?? null,
    to,
    foundFrom: { at, ownVersions: book.own.reduce((sum, { versions }) => sum + versions.length, 0) },
    facts: {
      season: 12,
      sellers: sellersOf({ sellers, months, sums, work, tells, book, today: scope.today }),
      done: await doneOf(db, scope, { sellers, months, sums, work }),
      decided: decidedIn(periods, deals),
    },
  }
}

function sellersOf(of: {
  sellers: readonly { id: string; end: Day }[]
  months: readonly Range[]
  sums: readonly SumRow[]
  work: readonly WorkRow[]
  tells: readonly boolean[]
  book: Book
  today: Day
}): SellerMonths[] {
  const { months, tells, book } = of
  const sums = Map.groupBy(of.sums, row => row.key)
  const work = Map.groupBy(of.work, row => row.key)
  const candidates = [...book.on(of.today).values()].filter(isCandidate).map(({ key }) => key)
  // each month is told as its figures were defined then
  const defined = months.map(({ to }) => book.on(to))
  return of.sellers.map(({ id, end }) => {
    const left = months.findIndex(({ to }) => end < to)
    const byMonth = new Map((sums.get(id) ?? []).map(row => [row.range, row]))
    const worked = workByMonth(work.get(id) ?? [], { months, book, today: of.today })
    const facts = months.map((_, n): BaseSums => ({
      ...baseOf(byMonth.get(n), { tellsNewAccounts: tells[n]! }),
      work: worked[n]!,
    }))
    return {
      id,
      billed: facts.map(({ net }) => net),
      figures: Object.fromEntries(
        candidates.map(key => [
          key,
          facts.map((fact, n) => {
            const figure = defined[n]!.get(key)
            const answer = figure && computeFigure(figure, fact)
            return answer && 'value' in answer ? answer.value : null
          }),
        ]),
      ),
      ...(left >= 0 ? { left } : {}),
    }
  })
}

/** One person's work a month: nought where nothing was done, and unknown from before anything is known. */
function workByMonth(
  rows: readonly WorkRow[],
  { months, book, today }: { months: readonly Range[]; book: Book; today: Day },
): WorkSums[] {
  const measures = measuresOf(book.on(today).values())
  return months.map(({ from }, n) => {
    const none: WorkSums = Object.fromEntries(
      measures.map(measure => {
        const why = unknownWork(measure, book.known, from)
        return [measure.id, why ? { none: why } : noWork]
      }),
    )
    const done = rows.filter(({ range }) => range === n).map(row => [row.measure, row] as const)
    return { ...none, ...Object.fromEntries(done) }
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
