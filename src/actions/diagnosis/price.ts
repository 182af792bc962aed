import { signedIn } from '#access/permissions.ts'
import { type Context, action } from '../action.ts'
import { price as contract } from '#contract/diagnosis.ts'
import type { Output } from '#contract/operation.ts'
import {
  type ClosedDeal,
  type Discounts,
  discounts,
  lossReasons,
  winByCompetitor,
  winBySize,
  wonShare,
} from '#core/diagnosis/index.ts'
import { computeFigure, noSums } from '#core/figures/index.ts'
import { minor } from '#core/money/index.ts'
import { closedDeals, pricePairs } from '#db/diagnosis/prices.ts'
import { type SumRow, baseSums } from '#db/figures/sums.ts'
import { labelsOf } from '../asked/labels.ts'
import { numberOf } from '../asked/value.ts'
import { type Question, questionOf } from './question.ts'

type Price = Output<typeof contract>

export const priceAction = action(contract, {
  may: signedIn,
  run: (context, { query }) => priceOf(context, query),
})

export async function priceOf(context: Context, query: Parameters<typeof questionOf>[1]): Promise<Price> {
  const question = await questionOf(context, query)
  const { subject, asked } = question
  const deals = await closedDeals(context.db, { whose: question.whose, range: question.left })
  return {
    subject: { subject: subject.subject, name: subject.name },
    period: asked.period,
    lines: await linesOf(context, question),
    series: await seriesOf(context, question),
    discounts: await discountsTold(context, question),
    deals: dealsTold(deals),
  }
}

function dealsTold(deals: readonly ClosedDeal[]): Price['deals'] {
  const sizes = winBySize(deals)
  const against = winByCompetitor(deals)
  return {
    closed: deals.length,
    won: wonShare(deals),
    lossReasons: lossReasons(deals).map(({ amount, ...reason }) => ({
      ...reason,
      amount: amount === null ? null : minor(amount),
    })),
    bySize:
      'none' in sizes
        ? []
        : sizes.bands.map(band => ({ ...band, from: minor(band.from), to: minor(band.to) })),
    sizedBy: 'none' in sizes ? null : sizes.by,
    noSizes: 'none' in sizes ? sizes.none : null,
    against: 'none' in against ? [] : against,
    noAgainst: 'none' in against ? against.none : null,
  }
}

/** As the figure `price_realisation` has it: everything, those without a quota too. */
function held(row: SumRow | undefined): number | null {
  if (!row) return null
  const sums = { ...noSums, net: minor(row.net), netWithList: minor(row.netWithList), list: minor(row.list) }
  return numberOf(computeFigure('price_realisation', sums))
}

async function linesOf({ db }: Context, { subject, asked, reference }: Question): Promise<Price['lines']> {
  const rows = await baseSums(db, {
    whose: subject.whose,
    ranges: [asked.range, ...(reference ? [reference] : [])],
    by: 'product_line',
    narrowed: {},
    distinct: false,
    root: null,
  })
  const at = (key: string, range: number) => rows.find(row => row.key === key && row.range === range)
  return [...new Set(rows.map(row => row.key))]
    .filter(key => key !== '')
    .map(key => ({
      productLine: key,
      billed: minor(at(key, 0)?.net ?? 0),
      now: held(at(key, 0)),
      then: held(at(key, 1)),
    }))
    .filter(line => line.now !== null || line.then !== null)
    .toSorted((a, b) => b.billed - a.billed)
}

const periodsShown = 9

async function seriesOf({ db }: Context, { subject, asked, calendar }: Question): Promise<Price['series']> {
  const periods = calendar.periods
    .filter(p => p.kind === asked.fiscal!.kind && p.from <= asked.range.from && p.from >= calendar.ledgerFrom)
    .toSorted((a, b) => (a.from < b.from ? -1 : 1))
    .slice(-periodsShown)
  const rows = await baseSums(db, {
    whose: subject.whose,
    ranges: periods.map(p => (p.from === asked.range.from ? asked.range : { from: p.from, to: p.to })),
    by: 'none',
    narrowed: {},
    distinct: false,
    root: null,
  })
  return periods.map(({ code, from }, range) => ({
    code,
    held: held(rows.find(row => row.range === range)),
    open: from === asked.range.from && asked.period.incomplete,
  }))
}

/** Against the year before; nothing where the ledger does not know it. */
export async function discountsOf({ db }: Context, question: Question): Promise<Discounts | null> {
  const { whose, asked, reference } = question
  if (!reference) return null
  return discounts(await pricePairs(db, { whose, actual: asked.range, reference }))
}

const largestShown = 10

async function discountsTold(context: Context, question: Question): Promise<Price['discounts']> {
  const found = await discountsOf(context, question)
  if (!found) return null
  const idle = found.deeper.filter(one => one.boughtNothing)
  const largest = idle.slice(0, largestShown)
  const labels = await labelsOf(context.db, {
    by: 'account',
    keys: largest.map(one => one.account),
    root: null,
  })
  return {
    deeper: found.deeper.length,
    boughtNothing: idle.length,
    given: minor(idle.reduce((sum, one) => sum + one.given, 0)),
    grewOfDeeper: found.grewOfDeeper,
    grewOfHeld: found.grewOfHeld,
    growthOfDeeper: found.growthOfDeeper,
    growthOfHeld: found.growthOfHeld,
    few: found.few,
    largest: largest.map(({ account, productLine, heldThen, heldNow, growth, given }) => {
      const { name, hidden } = labels.get(account)!
      return { account: hidden ? null : account, name, productLine, heldThen, heldNow, growth, given }
    }),
  }
}
