import { type AskedBench, costOf, printCost } from './asked.ts'
import { fillDeals } from './deals-data.ts'
import { org, person } from './figures-data.ts'

export type DealPagesBench = AskedBench & { readonly deals: number }

/**
 * The process map and the list of opportunities over so many deals, in units of one query that brings every change of
 * every deal into its order.
 */
export async function dealPages(deals = 100_000): Promise<DealPagesBench> {
  const cost = await costOf({ fill: owner => fillDeals(owner, deals), limit: everyChange, asked })
  return { deals, ...cost }
}

const list = '/ledger/opportunities?subject='
const map = '/diagnosis/process?subject='
const asked = [
  ['process map, company', `${map}company`],
  ['process map, a manager’s team', `${map}team:${person(2)}`],
  ['process map, one person', `${map}person:${person(20)}`],
  ['opportunities, company, open', `${list}company`],
  ['opportunities, company, all', `${list}company&outcome=all`],
  ['opportunities, company, by worth', `${list}company&outcome=all&sort=-worth`],
  ['opportunities, company, searched', `${list}company&outcome=all&q=9999`],
  ['opportunities, a manager’s team, all', `${list}team:${person(2)}&outcome=all`],
  ['opportunities, one person, all', `${list}person:${person(20)}&outcome=all`],
] as const

/** Whoever follows deals from stage to stage has to put each one's changes in their order. */
const everyChange = `
  select field, before, after, count(*), count(days)
  from (
    select h.*, h.day - coalesce(lag(h.day) over (partition by h.opportunity_id order by h.day), o.first_seen) as days
    from app.opportunity o join app.opportunity_change h on h.org_id = o.org_id and h.opportunity_id = o.id
    where o.org_id = '${org}') x
  group by 1, 2, 3`

export function print({ deals, ...cost }: DealPagesBench): void {
  console.log(`${deals} deals; one query over their changes takes ${cost.limit.toFixed(2)} s`)
  printCost(cost, 'such queries')
}
