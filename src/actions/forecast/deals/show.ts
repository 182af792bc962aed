import { signedIn } from '#access/permissions.ts'
import { action, type Context } from '../../action.ts'
import { dealChancesFile, dealChancesWorkbook, showDealForecast } from '#contract/forecast/deals.ts'
import type { Period } from '#core/calendar/index.ts'
import { type DealRecord, fewestClosed, stagesNeed } from '#core/forecast/deals/index.ts'
import type { DealLearning } from '#db/forecast/deals.ts'
import { type DealRow, readDeals } from '#db/ledger/deals/read/deals.ts'
import { type Subject, subjectOf, whose } from '../subject.ts'
import { sheetOfChances, sheetOfDealMonths } from './chances-sheet.ts'
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
      sums: (outlook?.outlook.sums ?? []).map((span, at) => {
        const count = [3, 6, 9, 12][at]!
        return { ...span, months: count, to: months[count - 1]!.to }
      }),
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

async function sheetsFor(context: Context, asked: string) {
  const { subject, months, found } = await foundFor(context, asked)
  const rows: DealRow[] = []
  for (let after: string | undefined; ;) {
    const page = await readDeals(
      context.db,
      { subject, outcome: 'open' },
      { sort: '-worth', after, limit: atOnce },
    )
    rows.push(...page.deals)
    if (page.next === null) break
    after = page.next
  }
  const { today, currency } = context.actor
  const model = found.learnt?.model ?? null
  return {
    chances: sheetOfChances(listed(rows, { deals: found.deals, model, today, months }), currency),
    months: sheetOfDealMonths(monthsOf(toldOf(subject, found).outlook, months), currency),
  }
}

const asCsv = action(dealChancesFile, {
  may: signedIn,
  run: async (context, { query }) => ({
    name: 'open-deals.csv',
    mediaType: 'text/csv; charset=utf-8',
    body: context.house.files.csv((await sheetsFor(context, query.subject)).chances),
  }),
})

const asWorkbook = action(dealChancesWorkbook, {
  may: signedIn,
  async run(context, { query }) {
    const { chances, months } = await sheetsFor(context, query.subject)
    return {
      name: 'open-deals.xlsx',
      mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      body: await context.house.files.workbook([chances, months]),
    }
  },
})

export const dealForecastActions = [show, asCsv, asWorkbook] as const
