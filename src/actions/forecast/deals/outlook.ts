import { addMonths, type Day, lastDayOf, monthOf, type Period } from '#core/calendar/index.ts'
import { asOf, type Deal } from '#core/forecast/deals/index.ts'
import { fiscalCalendar } from '#db/figures/calendar.ts'
import type { DealFacts, Teammate } from '#db/forecast/deals.ts'
import type { Db } from '#db/scope.ts'

/** What “soon” is, ahead and in the backtest. */
export const soonDays = 91
/** So many past month ends are cut at, where the ledger of deals reaches back so far. */
const cutsBack = 24

/** Past month ends at which chances are tried, up to a day. */
export function cutsBefore(day: Day): Day[] {
  return Array.from({ length: cutsBack }, (_, back) =>
    lastDayOf(monthOf(addMonths(day, back - cutsBack))),
  ).filter(cut => cut < day)
}

/** The month under way and the eleven after it, by the organisation's calendar. */
export async function monthsAhead(db: Db, today: Day): Promise<Period[]> {
  const calendar = await fiscalCalendar(db)
  return calendar
    .periods(today, addMonths(today, 14))
    .filter(({ kind, to }) => kind === 'month' && to > today)
    .slice(0, 12)
}

/** Each deal once, as its largest owner's, as known on a day. */
export function dealsOf({ deals }: DealFacts, day: Day): Deal[] {
  return asOf(
    deals.map(({ owners, ...deal }) => ({ ...deal, person: owners[0]?.person ?? '' })),
    day,
  )
}

/** Open deals as a subject's: its people's share of each, as one of its people's. */
export function subjectsDeals(
  facts: DealFacts,
  of: { deals: readonly Deal[]; people: readonly Teammate[] },
): { deals: Deal[]; people: string[]; arising: string[] } {
  const inside = new Set(of.people.map(({ id }) => id))
  const owners = new Map(facts.deals.map(deal => [deal.id, deal.owners]))
  const deals = of.deals.map(deal => {
    const parts =
      deal.closed === null ? (owners.get(deal.id) ?? []).filter(({ person }) => inside.has(person)) : []
    if (parts.length === 0) return deal
    const amount = deal.amount === null ? null : parts.reduce((sum, part) => sum + (part.amount ?? 0), 0)
    return { ...deal, person: parts[0]!.person, amount }
  })
  // others' rates are what the subject's people are compared with; who has left begins nothing any more
  const arising = new Set([
    ...of.people.filter(({ employed }) => employed).map(({ id }) => id),
    ...of.deals.map(({ person }) => person).filter(person => person !== '' && !inside.has(person)),
  ])
  return { deals, people: [...inside], arising: [...arising] }
}
