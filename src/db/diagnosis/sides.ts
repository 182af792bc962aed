import type { Range } from '#core/calendar/index.ts'
import type { Cell, OrderShape, Side } from '#core/diagnosis/index.ts'
import { minor } from '#core/money/index.ts'
import { sql } from 'kysely'
import { arrays } from '../figures/whose.ts'
import type { Db } from '../scope.ts'

/** A team one sees with every break-down, or one person one sees. */
export type Diagnosed = { readonly team: string } | { readonly person: string }

/** A period and what it is compared with, in this order. */
export type Compared = { readonly actual: Range; readonly reference: Range }

/** How the orders of both sides are spread. */
export async function orderShape(db: Db, of: { whose: Diagnosed } & Compared): Promise<OrderShape> {
  const { rows } = await sql<{ orders: number; low: number; high: number; total: bigint; largest: bigint }>`
    select orders, coalesce(low, 0) as low, coalesce(high, 0) as high, coalesce(total, 0) as total, coalesce(largest, 0) as largest
    from app.order_shape(${whoseOf(of.whose)}, ${rangesOf(of)})
  `.execute(db)
  const [found] = rows
  if (!found) return { orders: 0, low: 0, high: 0, total: 0, largest: 0 }
  return { ...found, total: Number(found.total), largest: Number(found.largest) }
}

/**
 * Both sides of a comparison, taken apart.
 * @param of.large  from which size on an order is too large to be the rule
 * @param of.left   accounts that bought nothing in these days have left
 */
export async function gapSides(
  db: Db,
  of: { whose: Diagnosed; large: number | undefined; left: Range } & Compared,
): Promise<{ actual: Side; reference: Side }> {
  const { rows } = await sql<Row>`
    select * from app.gap_sides(${whoseOf(of.whose)}, ${rangesOf(of)}, ${of.large ?? null}::numeric,
      ${of.left.from}::date, ${of.left.to}::date)
  `.execute(db)
  return {
    actual: sideOf(rows.filter(row => row.side === 1)),
    reference: sideOf(rows.filter(row => row.side === 2)),
  }
}

export type Place = 'large' | 'fleeting' | 'without_product' | 'cell'

/** Accounts behind a place, those that moved most first; `others` counts those that one row stands for. */
export async function gapAccounts(
  db: Db,
  of: {
    whose: Diagnosed
    large: number | undefined
    left: Range
    place: Place
    /** Of the period (1) or what it is compared with (2); absent: both. */
    side?: 1 | 2 | undefined
    productLine?: string | undefined
    most: number
  } & Compared,
): Promise<{ account: string | null; invoice: string; now: number; then: number; others: number }[]> {
  const { rows } = await sql<{
    account: string | null
    invoice: string
    now: number
    then: number
    others: number
  }>`
    select account_id as account, invoice, net_now::float8 as now, net_then::float8 as "then", others
    from app.gap_accounts(${whoseOf(of.whose)}, ${rangesOf(of)}, ${of.large ?? null}::numeric, ${of.left.from}::date,
      ${of.left.to}::date, ${of.place}, ${of.side ?? null}::int, ${of.productLine ?? null}::text, ${of.most})
    order by others, abs(net_now - net_then) desc, account_id, invoice
  `.execute(db)
  return rows
}

type Row = {
  side: number
  part: 'large' | 'fleeting' | 'without_product' | 'cell' | 'accounts'
  product_line: string
  net: bigint
  billed: bigint
  list: bigint | null
  quantity: number
  lines: bigint
  orders: bigint
  accounts: bigint
}

export function whoseOf(whose: Diagnosed) {
  return 'team' in whose ? sql`${whose.team}::uuid, null` : sql`null, array[${whose.person}::uuid]`
}

export function rangesOf({ actual, reference }: Compared) {
  const { froms, tos } = arrays([actual, reference])
  return sql`${froms}::date[], ${tos}::date[]`
}

function sideOf(rows: readonly Row[]): Side {
  const cells = rows.filter(row => row.part === 'cell')
  const apart = (part: Row['part']) => minor(Number(rows.find(row => row.part === part)?.billed ?? 0))
  return {
    largeOrders: apart('large'),
    fleeting: apart('fleeting'),
    withoutProduct: apart('without_product'),
    currency: minor(cells.reduce((sum, row) => sum + Number(row.billed - row.net), 0)),
    accounts: Number(rows.find(row => row.part === 'accounts')?.accounts ?? 0),
    cells: cells.map(cellOf),
  }
}

function cellOf(row: Row): Cell {
  return {
    productLine: row.product_line,
    net: minor(Number(row.net)),
    list: row.list === null ? null : minor(Number(row.list)),
    quantity: row.quantity,
    lines: Number(row.lines),
    orders: Number(row.orders),
    accounts: Number(row.accounts),
  }
}
