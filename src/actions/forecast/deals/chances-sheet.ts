import type { Cells, Sheet } from '#contract/operation.ts'
import { exponentOf } from '#core/money/index.ts'
import type { Listed } from './listed.ts'

type Months = readonly {
  code: string
  from: string
  to: string
  open: number
  notYetSeen: number
  mean: number
  low80: number
  high80: number
}[]

/** Open deals with how their chances come about, in whole currency units. */
export function sheetOfChances(deals: readonly Listed[], currency: string): Sheet {
  const share = { format: '0.0%', width: 12 }
  return {
    name: 'Open deals',
    columns: [
      { name: 'Opportunity', width: 30 },
      { name: 'Account', width: 24 },
      { name: 'Whose', width: 24 },
      { name: 'Stage' },
      { name: `Worth (${currency})`, format: '#,##0.00', width: 16 },
      { name: 'Worth by' },
      { name: 'Created' },
      { name: 'Stale' },
      { name: 'Won in three months', ...share },
      { name: 'Won ever', ...share },
      { name: 'Age in days' },
      { name: 'Usual at that age', ...share },
      { name: 'With its segment', ...share },
      { name: 'With whose it is', ...share },
      { name: 'With its stage', ...share },
      { name: 'Corrected', ...share },
    ],
    rows: deals.map((deal): Cells => [
      deal.name,
      deal.account,
      deal.owners.join(', '),
      deal.stage,
      deal.credited === null ? null : major(deal.credited, currency),
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
    ]),
  }
}

export function sheetOfDealMonths(months: Months, currency: string): Sheet {
  const money = (name: string) => ({ name: `${name} (${currency})`, format: '#,##0.00', width: 18 })
  const names = ['Open deals', 'Not yet seen', 'Both', '80 % from', '80 % to']
  return {
    name: 'Months',
    columns: [{ name: 'Month' }, { name: 'From' }, { name: 'To' }, ...names.map(money)],
    rows: months.map((row): Cells => [
      row.code,
      row.from,
      row.to,
      ...[row.open, row.notYetSeen, row.mean, row.low80, row.high80].map(each => major(each, currency)),
    ]),
  }
}

const major = (amount: number, currency: string) => amount / 10 ** (exponentOf(currency) ?? 2)
