import { signedIn } from '#access/permissions.ts'
import { type price, priceFile, priceWorkbook } from '#contract/diagnosis.ts'
import type { Output, Sheet } from '#contract/operation.ts'
import { calledOf } from '../asked/subject.ts'
import { countColumn, interval, shareColumn, textColumn, unitsOf } from '../asked/columns.ts'
import { sheetFileActions } from '../table-files.ts'
import { priceOf } from './price.ts'

type Price = Output<typeof price>
type Deals = Price['deals']

/** Price, product and position: every table of the page. */
export const priceFileActions = sheetFileActions([priceFile, priceWorkbook], {
  may: signedIn,
  async tables(context, { query }) {
    const { currency } = context.actor
    const found = await priceOf(context, query)
    const { subject, period, deals } = found
    return {
      name: `${calledOf(subject)} ${period.code} price`,
      what: query.what,
      of: {
        lines: () => linesSheet(found, currency),
        periods: () => periodsSheet(found),
        discounts: () => discountsSheet(found, currency),
        won: () => wonSheet(deals),
        reasons: () => reasonsSheet(deals, currency),
        sizes: () => sizesSheet(deals, currency),
        competitors: () => competitorsSheet(deals),
      },
    }
  },
})

function linesSheet({ lines }: Price, currency: string): Sheet {
  const { column, amount } = unitsOf(currency)
  return {
    name: 'Price held by product line',
    columns: [
      textColumn('Product line', 28),
      column('Billed'),
      ...['Held a year before', 'Held now'].map(shareColumn),
    ],
    rows: lines.map(({ productLine, billed, then, now }) => [productLine, amount(billed), then, now]),
  }
}

function periodsSheet({ series }: Price): Sheet {
  return {
    name: 'Price held by period',
    columns: [{ name: 'Period' }, shareColumn('Price held'), { name: 'Under way' }],
    rows: series.map(({ code, held, open }) => [code, held, open ? 'yes' : 'no']),
  }
}

function discountsSheet({ discounts }: Price, currency: string): Sheet {
  const { column, amount } = unitsOf(currency)
  return {
    name: 'Discounts that bought nothing',
    columns: [
      textColumn('Account', 32),
      textColumn('Product line'),
      ...['Held then', 'Held now', 'More pieces'].map(shareColumn),
      column('Given'),
    ],
    rows: (discounts?.largest ?? []).map(({ name, productLine, heldThen, heldNow, growth, given }) => [
      name,
      productLine,
      heldThen,
      heldNow,
      growth,
      amount(given),
    ]),
  }
}

const won = ['Won', 'from (95 %)', 'to (95 %)'].map(shareColumn)

function wonSheet({ closed, won: share }: Deals): Sheet {
  return {
    name: 'Win rate',
    columns: [textColumn('Closed in the twelve months before', 36), countColumn('Deals'), ...won],
    rows: closed === 0 ? [] : [['All', closed, ...interval(share)]],
  }
}

function reasonsSheet({ lossReasons }: Deals, currency: string): Sheet {
  const { column, amount } = unitsOf(currency)
  return {
    name: 'Why deals were lost',
    columns: [textColumn('Loss reason', 32), countColumn('Deals'), column('Amount')],
    rows: lossReasons.map(one => [one.reason ?? 'not said', one.deals, amount(one.amount)]),
  }
}

function sizesSheet({ bySize, sizedBy }: Deals, currency: string): Sheet {
  const { column, amount } = unitsOf(currency)
  const size = sizedBy === 'list' ? 'List value' : 'Size'
  return {
    name: sizedBy === 'list' ? 'Win rate by list value' : 'Win rate by size',
    columns: [...[`${size} from`, `${size} to`].map(column), countColumn('Deals'), ...won],
    rows: bySize.map(({ from, to, deals, won: share }) => [
      amount(from),
      amount(to),
      deals,
      ...interval(share),
    ]),
  }
}

function competitorsSheet({ against }: Deals): Sheet {
  return {
    name: 'Win rate by competitor',
    columns: [textColumn('Competitor', 32), countColumn('Deals'), ...won],
    rows: against.map(one => [one.competitor ?? 'none named', one.deals, ...interval(one.won)]),
  }
}
