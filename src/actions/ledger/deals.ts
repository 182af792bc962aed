import { signedIn } from '#access/permissions.ts'
import { action, type Context } from '../action.ts'
import {
  dealMonths,
  dealsFile,
  dealsWorkbook,
  listActivities,
  listDeals,
  listStages,
  showDeal,
} from '#contract/ledger/deals.ts'
import { Failure } from '#core/failure.ts'
import { readActivities } from '#db/ledger/deals/read/activities.ts'
import {
  type DealQuestion,
  type DealRow,
  readDeal,
  readDeals,
  teamDeals,
} from '#db/ledger/deals/read/deals.ts'
import { readHistory, readStages } from '#db/ledger/deals/read/history.ts'
import { readDealMonths } from '#db/ledger/deals/read/months.ts'
import { changesOf } from './deal-changes.ts'
import { sheetOfDeals } from './deals-sheet.ts'
import { subjectOf } from './subject.ts'

type Filter = Omit<DealQuestion, 'subject'> & { subject: string }

const list = action(listDeals, {
  may: signedIn,
  async run(context, { query }) {
    const question = await questionOf(context, query)
    const { deals, next, totals } = await readDeals(context.db, question, query)
    // what is told of the whole is told with the first page
    const first = query.after === undefined
    const hidden = first ? await hiddenOf(context, question) : []
    return {
      opportunities: deals.map(shown),
      count: first ? totals.count : null,
      total: first ? hidden.reduce((sum, part) => sum + part.credited, totals.credited) : null,
      hidden,
      next,
    }
  },
})

async function questionOf(context: Pick<Context, 'db' | 'actor'>, query: Filter): Promise<DealQuestion> {
  const { subject, ...narrowed } = query
  return { ...narrowed, subject: await subjectOf(context, subject, 'opportunities') }
}

/** Of a team's open deals those that one may not open, one nameless sum for each person; narrowed further they would tell who. */
async function hiddenOf({ db }: Pick<Context, 'db'>, question: DealQuestion) {
  const { subject, outcome, stage, stale, left, since, q } = question
  const narrowed = [stage, stale, left, since].some(part => part !== undefined) || q
  if (subject.kind !== 'team' || outcome !== 'open' || narrowed) return []
  const rows = await teamDeals(db, subject.id)
  return rows
    .filter(row => row.key === 'house' || row.key.startsWith('hidden'))
    .map(({ key, count, credited }, index) => ({
      name: key === 'house' ? 'The house' : `Somebody ${index + 1}`,
      count,
      credited,
    }))
}

const whole = (amount: bigint | null) => (amount === null ? null : Number(amount))

function shown(deal: DealRow) {
  return {
    ...deal,
    amount: whole(deal.amount),
    worth: whole(deal.worth),
    credited: whole(deal.credited),
    owners: deal.owners.map(owner => (owner.name === '' ? { ...owner, name: 'Somebody else' } : owner)),
  }
}

const atOnce = 5000

/** All pages of a question, for a file. */
async function everyDeal(
  context: Context,
  query: Filter & { sort: Parameters<typeof readDeals>[2]['sort'] },
) {
  const question = await questionOf(context, query)
  const deals: DealRow[] = []
  for (let after: string | undefined; ;) {
    const page = await readDeals(context.db, question, { sort: query.sort, after, limit: atOnce })
    deals.push(...page.deals)
    if (page.next === null) break
    after = page.next
  }
  return sheetOfDeals({ deals, hidden: await hiddenOf(context, question), currency: context.actor.currency })
}

const asCsv = action(dealsFile, {
  may: signedIn,
  async run(context, { query }) {
    const body = context.house.files.csv(await everyDeal(context, query))
    return { name: 'opportunities.csv', mediaType: 'text/csv; charset=utf-8', body }
  },
})

const asWorkbook = action(dealsWorkbook, {
  may: signedIn,
  async run(context, { query }) {
    return {
      name: 'opportunities.xlsx',
      mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      body: await context.house.files.workbook([await everyDeal(context, query)]),
    }
  },
})

const show = action(showDeal, {
  may: signedIn,
  async run({ db }, { params }) {
    const deal = await readDeal(db, params.id)
    if (!deal) throw new Failure('not_found', 'There is no such opportunity, or not for you.')
    const { firstSeen, products, changes } = await readHistory(db, params.id)
    return { ...shown(deal), firstSeen, products, changes: await changesOf(db, changes) }
  },
})

const activities = action(listActivities, {
  may: signedIn,
  async run(context, { query }) {
    const subject = await subjectOf(context, query.subject, 'activities')
    const found = await readActivities(context.db, { ...query, subject }, query)
    return {
      activities: found.activities.map(row => ({ ...row, person: row.person ?? 'Somebody else' })),
      next: found.next,
    }
  },
})

const stages = action(listStages, { may: signedIn, run: ({ db }) => readStages(db) })

const months = action(dealMonths, {
  may: signedIn,
  async run(context, { query }) {
    const { kind, id } = await subjectOf(context, query.subject, 'opportunities')
    if (kind === 'account')
      throw new Failure(
        'invalid',
        'Months are of a person or a team: ask for me, company, person:ID or team:ID.',
      )
    const { from, to } = query
    return { months: await readDealMonths(context.db, context.scope, { subject: { kind, id }, from, to }) }
  },
})

export const dealActions = [list, asCsv, asWorkbook, show, activities, stages, months]
