import { type AskedBench, costOf, printCost } from './asked.ts'
import { fillQuarters, org } from './figures-data.ts'

export type DiagnosisBench = AskedBench & { readonly lines: number }

/**
 * The diagnosis of a company's quarter with `lines` billing lines in it and in the quarter a year before, in units of one
 * grouped query over the same lines: each answer of the page by itself.
 */
export async function diagnosis(lines = 1_000_000): Promise<DiagnosisBench> {
  const cost = await costOf({ fill: owner => fillQuarters(owner, lines), limit: groupedOnce, asked })
  return { lines, ...cost }
}

const quarter = 'subject=company&period=quarter'
const asked = [
  ['the gap in steps', `/diagnosis?${quarter}`],
  ['accounts behind a step', `/diagnosis/behind?step=accounts&${quarter}`],
  ['common or particular', `/diagnosis/people?${quarter}`],
  ['price, product, position', `/diagnosis/price?${quarter}`],
  ['findings', `/diagnosis/findings?${quarter}`],
] as const

/** Every line of both quarters once, by product line: what no diagnosis that reads lines can be faster than. */
const groupedOnce = `
  select c.day < '2026-01-01' as then, p.line, sum(c.net_rc), sum(c.list_rc), sum(b.quantity), count(distinct b.invoice),
    count(distinct b.account_id)
  from app.line_credit c
    join app.billing_line b on b.org_id = c.org_id and b.id = c.line_id
    join app.product p on p.org_id = b.org_id and p.id = b.product_id
  where c.org_id = '${org}'
  group by 1, 2`

export function print({ lines, ...cost }: DiagnosisBench): void {
  console.log(
    `${lines} billing lines in both quarters; one grouped query over them takes ${cost.limit.toFixed(2)} s`,
  )
  printCost(cost, 'grouped queries')
}
