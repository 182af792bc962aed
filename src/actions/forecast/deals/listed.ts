import { addDays, type Day, type Period } from '#core/calendar/index.ts'
import { chances, type Deal, type DealModel, explain } from '#core/forecast/deals/index.ts'
import type { DealRow } from '#db/ledger/deals/read/deals.ts'
import { soonDays } from './outlook.ts'

/** Where one sees a deal and not whose it is, its chance is reckoned as anybody's: a person's factor would tell of them. */
export function listed(
  rows: readonly DealRow[],
  of: { deals: readonly Deal[]; model: DealModel | null; today: Day; months: readonly Period[] },
) {
  const { model, today } = of
  const known = new Map(of.deals.map(deal => [deal.id, deal]))
  const end = addDays(today, soonDays)
  return rows.map(row => {
    const found = known.get(row.id)
    const named = row.owners.some(({ personId }) => personId === found?.person)
    const deal = found && !named ? { ...found, person: '' } : found
    const soon = deal && model && chances(model, deal, { day: today, ends: [end] })
    const monthly = deal && model && chances(model, deal, { day: today, ends: of.months.map(({ to }) => to) })
    const math = deal && model && explain(model, deal, { day: today, end })
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
      stale: soon ? soon.stale : row.stale,
      soon: soon ? soon.won[0]! : null,
      ever: soon ? soon.ever : null,
      monthly: monthly ? [...monthly.won] : [],
      math: math ? { ...math, segment: deal.segment } : null,
    }
  })
}

export type Listed = ReturnType<typeof listed>[number]
