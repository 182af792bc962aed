import type { Range } from '#core/calendar/index.ts'
import { sql } from 'kysely'
import type { Db } from '../scope.ts'
import { type Narrowed, type Whose, arrays, narrowing } from './whose.ts'

export type Breakdown =
  | 'none'
  | 'person'
  | 'branch'
  | 'account'
  | 'product_line'
  | 'category'
  | 'channel'
  | 'territory'

/** What the roll-ups come to for one part in one of the asked ranges (`range` is its place, from 0). */
export type SumRow = {
  readonly range: number
  readonly key: string
  readonly net: number
  readonly netWithCost: number
  readonly cost: number
  readonly netWithList: number
  readonly list: number
  readonly discount: number
  readonly accountsNet: number
  readonly netOfPeople: number
  readonly lines: number
  readonly orders: number
  readonly active: number
  readonly newAccounts: number
  readonly topAccountNet: number
  readonly sellers: number
}

const columns = sql`period, key, net, net_with_cost, cost, net_with_list, list, discount,
  accounts_net, net_of_people, lines, orders, active, new_accounts, top_account_net, sellers`

type Row = { key: string } & Record<string, bigint | number | string>

/** Sums of everything a figure is made of but quotas and lost accounts, whole or broken down. */
export async function baseSums(
  db: Db,
  of: {
    whose: Whose
    ranges: readonly Range[]
    by: Breakdown
    narrowed: Narrowed
    distinct: boolean
    root: string | null
  },
): Promise<SumRow[]> {
  if (of.ranges.length === 0) return []
  const { froms, tos } = arrays(of.ranges)
  const by = of.by === 'none' ? '' : of.by
  const rest = sql`${froms}::date[], ${tos}::date[], ${by}, ${of.root}::uuid, ${of.distinct}, ${narrowing(of.narrowed)}`
  const from =
    'team' in of.whose
      ? sql`app.team_sums(${of.whose.team}::uuid, ${rest})`
      : sql`app.base_sums(null, ${of.whose.people}::uuid[], ${rest})`
  const { rows } = await sql<Row>`select ${columns} from ${from}`.execute(db)
  return rows.map(sumRow)
}

/** The same that adds up from day to day, for a whole alone, from the roll-ups: it costs the days and no more. */
export async function daySums(
  db: Db,
  of: { whose: { team: string } | { person: string }; ranges: readonly Range[] },
): Promise<SumRow[]> {
  const { froms, tos } = arrays(of.ranges)
  const [table, column, id] =
    'team' in of.whose
      ? [sql`app.team_day`, sql`team_id`, of.whose.team]
      : [sql`app.person_day`, sql`person_id`, of.whose.person]
  const { rows } = await sql<Row>`
    select s.n::int as period, '' as key, d.*,
      0 as accounts_net, 0 as net_of_people, 0 as active, 0 as new_accounts, 0 as top_account_net, 0 as sellers
    from unnest(${froms}::date[], ${tos}::date[]) with ordinality as s (f, t, n)
      cross join lateral (
        select sum(d.net)::bigint as net, sum(d.net_with_cost)::bigint as net_with_cost, sum(d.cost)::bigint as cost,
          sum(d.net_with_list)::bigint as net_with_list, sum(d.list)::bigint as list,
          sum(d.discount)::bigint as discount,
          sum(d.lines) as lines, sum(d.orders) as orders
        from ${table} d
        where d.org_id = app.org() and d.${column} = ${id} and d.day between s.f and s.t
      ) d
    where d.net is not null
  `.execute(db)
  return rows.map(sumRow)
}

/** Accounts lost by the end of each pair of windows. */
export async function lostSums(
  db: Db,
  of: {
    whose: Whose
    windows: readonly { before: Range; last: Range }[]
    by: Breakdown
    narrowed: Narrowed
    root: string | null
  },
): Promise<{ range: number; key: string; lost: number }[]> {
  if (of.windows.length === 0) return []
  const before = arrays(of.windows.map(w => w.before))
  const last = arrays(of.windows.map(w => w.last))
  const by = of.by === 'none' ? '' : of.by
  const rest = sql`${before.froms}::date[], ${before.tos}::date[], ${last.froms}::date[], ${last.tos}::date[],
    ${by}, ${of.root}::uuid, ${narrowing(of.narrowed)}`
  const from =
    'team' in of.whose
      ? sql`app.team_lost(${of.whose.team}::uuid, ${rest})`
      : sql`app.lost_sums(null, ${of.whose.people}::uuid[], ${rest})`
  const { rows } = await sql<{
    period: number
    key: string
    lost: bigint
  }>`select period, key, lost from ${from}`.execute(db)
  return rows.map(row => ({ range: row.period - 1, key: row.key, lost: Number(row.lost) }))
}

function sumRow(row: Row): SumRow {
  const number = (column: string) => Number(row[column])
  return {
    range: number('period') - 1,
    key: row.key,
    net: number('net'),
    netWithCost: number('net_with_cost'),
    cost: number('cost'),
    netWithList: number('net_with_list'),
    list: number('list'),
    discount: number('discount'),
    accountsNet: number('accounts_net'),
    netOfPeople: number('net_of_people'),
    lines: number('lines'),
    orders: number('orders'),
    active: number('active'),
    newAccounts: number('new_accounts'),
    topAccountNet: number('top_account_net'),
    sellers: number('sellers'),
  }
}
