import type { Range } from '#core/calendar/index.ts'
import type { ClosedDeal, PricePair } from '#core/diagnosis/index.ts'
import { minor } from '#core/money/index.ts'
import { sql } from 'kysely'
import type { Db } from '../scope.ts'
import { type Compared, type Diagnosed, rangesOf, whoseOf } from './sides.ts'

/** Accounts that bought of a product line on both sides, at which share of list price. */
export async function pricePairs(db: Db, of: { whose: Diagnosed } & Compared): Promise<PricePair[]> {
  type Row = { account_id: string; product_line: string } & Record<string, bigint | number>
  const { rows } = await sql<Row>`
    select * from app.price_pairs(${whoseOf(of.whose)}, ${rangesOf(of)})
  `.execute(db)
  const side = (row: Row, when: 'now' | 'then') => ({
    net: minor(Number(row[`net_${when}`])),
    list: minor(Number(row[`list_${when}`])),
    quantity: Number(row[`quantity_${when}`]),
  })
  return rows.map(row => ({
    account: row.account_id,
    productLine: row.product_line,
    now: side(row, 'now'),
    then: side(row, 'then'),
  }))
}

/** Deals won and lost within a range of days. */
export async function closedDeals(db: Db, of: { whose: Diagnosed; range: Range }): Promise<ClosedDeal[]> {
  type Row = {
    outcome: string
    amount: bigint | null
    loss_reason: string | null
    competitor: string | null
    list: bigint | null
  }
  const { rows } = await sql<Row>`
    select outcome, amount, loss_reason, competitor, list
    from app.closed_deals(${whoseOf(of.whose)}, ${of.range.from}::date, ${of.range.to}::date)
  `.execute(db)
  const money = (amount: bigint | null) => (amount === null ? null : minor(Number(amount)))
  return rows.map(row => ({
    won: row.outcome === 'won',
    amount: money(row.amount),
    list: money(row.list),
    lossReason: row.loss_reason || null,
    competitor: row.competitor || null,
  }))
}
