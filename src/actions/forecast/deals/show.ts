import { signedIn } from '#access/permissions.ts'
import { action, type Context } from '../../action.ts'
import { dealChancesFile, dealChancesWorkbook, showDealForecast } from '#contract/forecast/deals.ts'
import type { Period } from '#core/calendar/index.ts'
import { type DealRecord, fewestClosed, stagesNeed } from '#core/forecast/deals/index.ts'
import type { DealLearning } from '#db/forecast/deals.ts'
import { type DealRow, readDeals } from '#db/ledger/deals/read/deals.ts'
import { type Subject, subjectOf, whose } from '../subject.ts'
import { sheetFileActions } from '../../table-files.ts'
import { sheetOfChances, sheetOfDealMonths, sheetOfReliability } from './chances-sheet.ts'
import { listed } from './listed.ts'
import { monthsAhead } from './outlook.ts'

/** Of a team whose bare total one sees, fewer people with open deals than this would tell who. */
const fewestPeople = 4

const show = action(showDealForecast, {
  may: signedIn,
  async run(context, { query }) {
    const { subject, months, found } = await foundFor(context, query.subject)
    const { today } = context.actor
    const { outlook, tells, stale } = toldOf(subject, found)
    const question = { subject, outcome: 'open', stale: query.stale } as const
    const page = await readDeals(context.db, question, { ...query, sort: '-worth' })
    const { learnt, facts, deals } = found
    return {
      subject: whose(subject),
      today,
      none: learnt === null ? ('too_few_closed' as const) : tells ? null : ('too_few_people' as const),
      learnt: {
        closed: deals.filter(({ closed }) => closed !== null).length,
        needed: fewestClosed,
        left: facts.left,
      },
      open: outlook && {
        count: outlook.open - outlook.stale.length,
        ...stale,
      },
      months: monthsOf(outlook, months),
      sums: sumsOf(outlook, months),
      method: learnt && {
        factor: learnt.model.recalibration.factor,
        stages: { ...learnt.stages, exports: facts.exports, needed: stagesNeed },
      },
      record: learnt?.record ? recordOf(learnt.record) : null,
      opportunities: listed(page.deals, { deals, model: learnt?.model ?? null, today, months }),
      next: page.next,
    }
  },
})

async function foundFor(context: Context, asked: string) {
  const subject = await subjectOf(context, asked)
  const months = await monthsAhead(context.db, context.actor.today)
  const { org } = context.actor
  const ends = months.map(({ to }) => to)
  return { subject, months, found: await context.house.learning.deals({ org, subject, ends }) }
}

/** Sums of a team whose people one does not see are told only where they hide whose they are; stale deals are one of their own. */
function toldOf(subject: Subject, found: DealLearning) {
  const { outlook } = found
  const stale = new Set(outlook?.stale)
  const hides = (people: number) => subject.open || people >= fewestPeople
  const tells = hides(ownersOf(found, id => !stale.has(id)))
  const tellsStale = stale.size === 0 || hides(ownersOf(found, id => stale.has(id)))
  return {
    tells,
    outlook: tells ? outlook : null,
    stale: {
      stale: tellsStale ? (outlook?.stale.length ?? 0) : null,
      staleAmount: tellsStale ? (outlook?.staleAmount ?? 0) : null,
    },
  }
}

/** How many people of the subject have such open deals. */
function ownersOf({ facts, people }: DealLearning, which: (deal: string) => boolean): number {
  const inside = new Set(people.filter(({ house }) => !house).map(({ id }) => id))
  const owners = facts.deals
    .filter(({ id, closed }) => closed === null && which(id))
    .flatMap(deal => deal.owners)
  return new Set(owners.map(({ person }) => person).filter(person => inside.has(person))).size
}

const monthsOf = (outlook: DealLearning['outlook'], months: readonly Period[]) =>
  (outlook?.outlook.periods ?? []).map((span, at) => {
    const { code, from, to } = months[at]!
    return { ...span, code, from, to }
  })

const sumsOf = (outlook: DealLearning['outlook'], months: readonly Period[]) =>
  (outlook?.outlook.sums ?? []).map((span, at) => {
    const count = [3, 6, 9, 12][at]!
    return { ...span, months: count, to: months[count - 1]!.to }
  })

function recordOf({ bins, ...rest }: DealRecord) {
  return {
    ...rest,
    bins: bins.map(({ foretold, count, came: { estimate, low, high } }) => ({
      foretold,
      count,
      came: estimate,
      low,
      high,
    })),
  }
}

const atOnce = 5000

/** All open deals, which the page shows the largest of. */
async function openDeals(context: Context, subject: Subject): Promise<DealRow[]> {
  const rows: DealRow[] = []
  for (let after: string | undefined; ;) {
    const page = await readDeals(
      context.db,
      { subject, outcome: 'open' },
      { sort: '-worth', after, limit: atOnce },
    )
    rows.push(...page.deals)
    if (page.next === null) return rows
    after = page.next
  }
}

const files = sheetFileActions([dealChancesFile, dealChancesWorkbook], {
  may: signedIn,
  async tables(context, { query }) {
    const { subject, months, found } = await foundFor(context, query.subject)
    const { today, currency } = context.actor
    const { deals, learnt } = found
    const model = learnt?.model ?? null
    return {
      name: subject.name,
      what: query.what,
      of: {
        deals: async () =>
          sheetOfChances(listed(await openDeals(context, subject), { deals, model, today, months }), {
            months,
            currency,
          }),
        months: () => {
          const { outlook } = toldOf(subject, found)
          return sheetOfDealMonths(
            { months: monthsOf(outlook, months), sums: sumsOf(outlook, months) },
            currency,
          )
        },
        record: () => sheetOfReliability(learnt?.record ? recordOf(learnt.record) : null),
      },
    }
  },
})

export const dealForecastActions = [show, ...files] as const
