import type { showDealForecast } from '#contract/forecast/deals.ts'
import type { Cells, Output, Sheet } from '#contract/operation.ts'
import type { Period } from '#core/calendar/index.ts'
import { countColumn, shareColumn, unitsOf } from '../../asked/columns.ts'
import type { Listed } from './listed.ts'

type Told = Output<typeof showDealForecast>

/** Open deals with how their chances come about, and to be won in each of the months. */
export function sheetOfChances(
  deals: readonly Listed[],
  { months, currency }: { months: readonly Period[]; currency: string },
): Sheet {
  const { column, amount } = unitsOf(currency)
  return {
    name: 'Open deals',
    columns: [
      { name: 'Opportunity', width: 30 },
      { name: 'Account', width: 24 },
      { name: 'Whose', width: 24 },
      { name: 'Stage' },
      column('Worth'),
      { name: 'Worth by' },
      { name: 'Created' },
      { name: 'Stale' },
      ...['Won in three months', 'Won ever'].map(shareColumn),
      { name: 'Age in days' },
      ...['Usual at that age', 'With its segment', 'With whose it is', 'With its stage', 'Corrected'].map(
        shareColumn,
      ),
      ...months.map(({ code }) => shareColumn(`Won in ${code}`)),
    ],
    rows: deals.map((deal): Cells => [
      deal.name,
      deal.account,
      deal.owners.join(', '),
      deal.stage,
      amount(deal.credited),
      deal.worthBy,
      deal.created,
      deal.stale ? 'yes' : 'no',
      deal.soon,
      deal.ever,
      deal.math?.age ?? null,
      deal.math?.usual ?? null,
      deal.math?.withSegment ?? null,
      deal.math?.withPerson ?? null,
      deal.math?.withStage ?? null,
      deal.math?.corrected ?? null,
      ...months.map((_, at) => deal.monthly[at] ?? null),
    ]),
  }
}

/** What deals may bring, month by month and in sum; the ranges of sums are their own. */
export function sheetOfDealMonths({ months, sums }: Pick<Told, 'months' | 'sums'>, currency: string): Sheet {
  const { column, amount } = unitsOf(currency)
  const names = ['Open deals', 'Not yet seen', 'Both', '80 % from', '80 % to']
  const row = (name: string, from: string, of: Told['months'][number] | Told['sums'][number]): Cells => [
    name,
    from,
    of.to,
    ...[of.open, of.notYetSeen, of.mean, of.low80, of.high80].map(amount),
  ]
  return {
    name: 'Months',
    columns: [{ name: 'Month' }, { name: 'From' }, { name: 'To' }, ...names.map(column)],
    rows: [
      ...months.map(month => row(month.code, month.from, month)),
      ...sums.map(sum => row(`Next ${sum.months} months`, months[0]!.from, sum)),
    ],
  }
}

/** Past chances in groups, beside what came of them. */
export function sheetOfReliability(record: Told['record']): Sheet {
  return {
    name: 'How true chances were',
    columns: [...['Said', 'Came', '95 % from', '95 % to'].map(shareColumn), countColumn('Deals')],
    rows: (record?.bins ?? []).map(({ foretold, came, low, high, count }) => [
      foretold,
      came,
      low,
      high,
      count,
    ]),
  }
}
