/** Everybody's figure by whole month, as the estimate and what lies behind it are both made of it. */
import type { Scope } from '#access/scope.ts'
import { addMonths, type Day, type Period, wholeMonths } from '#core/calendar/index.ts'
import type { Reached } from '#core/effects/index.ts'
import { computeFigure, type FigureKey } from '#core/figures/index.ts'
import { baseOf } from '#db/figures/base.ts'
import { fiscalCalendar } from '#db/figures/calendar.ts'
import { baseSums, type SumRow } from '#db/figures/sums.ts'
import { readSellers } from '#db/recipe/work.ts'
import type { Db } from '#db/scope.ts'

export type Panel = {
  readonly months: readonly Period[]
  /** Who sells and is still there: who has left in between would look like somebody who stopped selling. */
  readonly sellers: readonly string[]
  readonly byPerson: ReadonlyMap<string, readonly SumRow[]>
}

/** Of those whom the scope sees; the keeper sees all. */
export async function panelOf(db: Db, scope: Scope): Promise<Panel> {
  const { ledgerFrom, ...calendar } = await fiscalCalendar(db)
  const first = ledgerFrom ?? scope.today
  const periods = calendar.periods(first, addMonths(scope.today, 1))
  const months = wholeMonths({ periods, today: scope.today, ledgerFrom: first })
  const sums = await baseSums(db, {
    whose: { people: null },
    ranges: months,
    by: 'person',
    narrowed: {},
    distinct: true,
    root: null,
  })
  const byPerson = Map.groupBy(sums, row => row.key)
  const last = months.at(-1)?.to ?? scope.today
  const all = await readSellers(db, scope)
  const sellers = all.filter(({ id, end }) => end >= last && byPerson.has(id)).map(({ id }) => id)
  return { months, sellers, byPerson }
}

/** @param took  from which day it reached whom */
export function reachedIn(
  { months, sellers, byPerson }: Panel,
  of: { figure: string; took: readonly { person: string; from: Day }[] },
): Reached[] {
  const from = new Map(of.took.map(({ person, from: day }) => [person, monthIn(months, day)]))
  return sellers.map(id => {
    const byMonth = new Map(byPerson.get(id)!.map(row => [row.range, row]))
    return {
      id,
      from: from.get(id) ?? null,
      values: months.map((_, n) => {
        const sum = baseOf(byMonth.get(n), { tellsNewAccounts: true })
        const answer = computeFigure(of.figure as FigureKey, sum)
        return 'none' in answer ? null : answer.value
      }),
    }
  })
}

/** The month that a day lies in; before the first it is the first, after the last it is yet to come. */
function monthIn(months: readonly Period[], day: Day): number {
  const at = months.findIndex(({ to }) => day <= to)
  return at < 0 ? months.length : at
}
