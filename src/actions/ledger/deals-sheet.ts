import type { Sheet } from '#contract/operation.ts'
import { fromMinor, type Minor } from '#core/money/index.ts'
import { formatOf } from '../asked/columns.ts'
import type { DealRow } from '#db/ledger/deals/read/deals.ts'

/** Opportunities as a table for a file; what is assumed stands beside its amount and day. */
export function sheetOfDeals(of: {
  deals: readonly DealRow[]
  hidden: readonly { name: string; credited: number }[]
  currency: string
}): Sheet {
  const money = formatOf('money', of.currency)
  const major = (amount: bigint | number | null, currency: string) => {
    const text = amount === null ? null : fromMinor(Number(amount) as Minor, currency)
    return typeof text === 'string' ? Number(text) : null
  }
  const columns = [
    ...'Number,Name,Account,Owners,Stage,Outcome'.split(',').map(name => ({ name })),
    { name: 'Amount as said', format: '#,##0.00' },
    { name: 'Currency' },
    { name: `Worth (${of.currency})`, format: money },
    { name: 'Worth by' },
    { name: `Credited (${of.currency})`, format: money },
    ...'Created,Due,Due by,Stale,Loss reason,Competitor,Origin'.split(',').map(name => ({ name })),
  ]
  const rows = of.deals.map(deal => [
    deal.code,
    deal.name,
    deal.account,
    deal.owners.map(owner => owner.name || 'Somebody else').join(', '),
    deal.stage,
    deal.outcome,
    major(deal.amount, deal.currency),
    deal.currency,
    major(deal.worth, of.currency),
    deal.worthBy,
    major(deal.credited, of.currency),
    deal.created,
    deal.due,
    deal.dueBy,
    deal.stale ? 'yes' : 'no',
    deal.lossReason,
    deal.competitor,
    deal.origin,
  ])
  const hidden = of.hidden.map(({ name, credited }) => {
    const row: (string | number | null)[] = columns.map(() => null)
    row[3] = name
    row[5] = 'open'
    row[10] = major(credited, of.currency)
    return row
  })
  return { name: 'Opportunities', columns, rows: [...rows, ...hidden] }
}
