import { signedIn } from '#access/permissions.ts'
import { action, type Context } from '../../action.ts'
import { showDealForecast } from '#contract/forecast/deals.ts'
import { addDays, addMonths, type Day, type Period, periodsOf } from '#core/calendar/index.ts'
import { chances, type Deal, type Hazards } from '#core/forecast/deals/index.ts'
import type { DealFacts } from '#db/forecast/deals.ts'
import { fiscalCalendar } from '#db/figures/calendar.ts'
import { type DealRow, readDeals } from '#db/ledger/deals/read/deals.ts'
import { subjectOf, whose } from '../subject.ts'
import { closedIn, dealsOf, recordUpTo, simulated, soonDays } from './outlook.ts'

/** Of a team whose bare total one sees, fewer people with open deals than this would tell who. */
const fewestPeople = 4

const show = action(showDealForecast, {
  may: signedIn,
  async run(context, { query }) {
    const subject = await subjectOf(context, query.subject)
    const { org, today } = context.actor
    const facts = await context.house.learning.deals({ org, subject })
    const deals = dealsOf(facts, today)
    const page = await readDeals(context.db, { subject, outcome: 'open' }, { ...query, sort: '-worth' })
    const months = await nextMonths(context)
    const tells = subject.open || peopleWithOpen(facts) >= fewestPeople
    const found = simulated(facts, { today, months })
    const told = tells ? found : null
    return {
      subject: whose(subject),
      today,
      none: found === null ? ('too_few_closed' as const) : tells ? null : ('too_few_people' as const),
      learnt: { ...closedIn(deals), left: facts.left },
      open: told && {
        count: told.open.length - told.stale.length,
        stale: told.stale.length,
        staleAmount: told.stale.reduce((sum, { amount }) => sum + (amount ?? 0), 0),
      },
      months: told
        ? told.outlook.periods.map((span, at) => {
            const { code, from, to } = months[at]!
            return { ...span, code, from, to }
          })
        : [],
      sums: told
        ? told.outlook.sums.map((span, at) => {
            const count = told.sums[at]!
            return { ...span, months: count, to: months[count - 1]!.to }
          })
        : [],
      record: recordOf(deals, today),
      opportunities: listed(page.deals, { deals, hazards: found?.hazards ?? null, today }),
      next: page.next,
    }
  },
})

/** The month under way and the eleven after it, by the organisation's calendar. */
async function nextMonths({ db, actor }: Pick<Context, 'db' | 'actor'>): Promise<Period[]> {
  const { rule, table } = await fiscalCalendar(db)
  const periods = table.length > 0 ? table : periodsOf(rule, actor.today, addMonths(actor.today, 14))
  return periods.filter(({ kind, to }) => kind === 'month' && to > actor.today).slice(0, 12)
}

function peopleWithOpen({ deals, people }: DealFacts): number {
  const inside = new Set(people.filter(({ house }) => !house).map(({ id }) => id))
  const owners = deals.filter(({ closed }) => closed === null).flatMap(deal => deal.owners)
  return new Set(owners.map(({ person }) => person).filter(person => inside.has(person))).size
}

function recordOf(deals: readonly Deal[], today: Day) {
  const record = recordUpTo(deals, today)
  if (!record) return null
  const { bins, ...rest } = record
  const mean = (of: (bin: (typeof bins)[number]) => number) =>
    bins.reduce((sum, bin) => sum + of(bin) * bin.count, 0) / record.foretold
  return {
    ...rest,
    said: mean(({ foretold }) => foretold),
    came: mean(({ came }) => came.estimate),
    bins: bins.map(({ foretold, count, came }) => ({
      foretold,
      count,
      came: came.estimate,
      low: came.low,
      high: came.high,
    })),
  }
}

/** Where one sees a deal and not whose it is, its chance is reckoned as anybody's: a person's factor would tell of them. */
function listed(
  rows: readonly DealRow[],
  of: { deals: readonly Deal[]; hazards: Hazards | null; today: Day },
) {
  const known = new Map(of.deals.map(deal => [deal.id, deal]))
  const when = { day: of.today, ends: [addDays(of.today, soonDays)] }
  return rows.map(row => {
    const deal = known.get(row.id)
    const named = row.owners.some(({ personId }) => personId === deal?.person)
    const chance = deal && of.hazards && chances(of.hazards, named ? deal : { ...deal, person: '' }, when)
    return {
      id: row.id,
      name: row.name || row.code,
      account: row.account,
      stage: row.stage,
      owners: row.owners.map(({ name }) => name || 'Somebody else'),
      credited: row.credited === null ? null : Number(row.credited),
      worthBy: row.worthBy,
      created: row.created,
      due: row.due,
      stale: chance ? chance.stale : row.stale,
      soon: chance ? chance.won[0]! : null,
      ever: chance ? chance.ever : null,
    }
  })
}

export const dealForecastActions = [show]
