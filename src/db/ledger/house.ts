import type { Scope } from '#access/scope.ts'
import type { Day } from '#core/calendar/index.ts'
import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../scope.ts'
import { fetched } from '../stream.ts'
import { type Page, pageOf } from './cursor.ts'
import { type Sort, sorted, type Sorts } from './sorted.ts'

/** Which of the accounts that the house is credited with; all that is given must hold. */
export type HouseFilter = {
  readonly q?: string | undefined
  readonly channel?: string | undefined
  readonly territory?: string | undefined
  readonly accounts?: readonly string[] | undefined
}

export type UnassignedRow = {
  accountId: string | null
  name: string | null
  lines: bigint
  net: bigint
  lastDay: Day
}

type Column = 'name' | 'net' | 'lines' | 'last'
export type HouseSort = Sort<Column>
const sorts: Sorts<Column> = {
  name: { column: sql`coalesce(a.name, '')`, type: 'text' },
  net: { column: sql`h.net`, type: 'bigint' },
  lines: { column: sql`h.lines`, type: 'bigint' },
  last: { column: sql`h."lastDay"`, type: 'date' },
}

/** What the house is credited with, by account. */
export async function readUnassigned(
  db: Db,
  scope: Scope,
  of: Page & HouseFilter & { sort: HouseSort },
): Promise<{ accounts: UnassignedRow[]; next: string | null }> {
  const { further, inOrder, place } = sorted({ sorts, id: sql`h.key`, ...of })
  const { rows } = await sql<UnassignedRow & { key: string; place: string }>`
    ${credited(scope, of, place)} and ${further} ${inOrder} limit ${of.limit + 1}
  `.execute(db)
  const { page, next } = pageOf(rows, of.limit, row => ({ value: row.place, id: row.key }))
  return { accounts: page, next }
}

/** The same, all of them, some at a time. */
export function streamUnassigned(
  db: Db,
  scope: Scope,
  of: HouseFilter & { sort: HouseSort },
): AsyncIterable<UnassignedRow[]> {
  const { inOrder, place } = sorted({ sorts, id: sql`h.key`, sort: of.sort })
  return fetched<UnassignedRow>(db, sql`${credited(scope, of, place)} ${inOrder}`)
}

const credited = (scope: Scope, of: HouseFilter, place: RawBuilder<unknown>) => sql`
  with house as materialized (${ofTheHouse(scope, of)})
  select h.key, h.lines, h.net, h."lastDay", a.id as "accountId", a.name, ${place} as place
  from house h left join app.account a on a.org_id = ${scope.org} and a.id = h.key
  where ${named(of)}`

export type Changing = {
  accounts: number
  lines: number
  net: number
  owned: number
  firstDay: Day | null
}

/** What giving the chosen accounts an owner from a day on would change: through whatever channel they were billed. */
export async function countUnassigned(
  db: Db,
  scope: Scope,
  of: { which: HouseFilter; from: Day },
): Promise<Changing> {
  const { rows } = await sql<Omit<Changing, 'lines' | 'net'> & { lines: bigint; net: bigint }>`
    with chosen as materialized (${chosenAccounts(scope, of)}),
    billed as (
      select coalesce(sum(d.lines), 0)::bigint as lines, coalesce(sum(d.net), 0)::bigint as net
      from chosen c join app.sales_day d on d.org_id = ${scope.org} and d.account_id = c.id
      where c.free and d.day >= ${of.from}::date and d.day <= ${scope.today}::date and d.person_id = ${house(scope)}
    )
    select (select count(*)::int from chosen where free) as accounts, (select count(*)::int from chosen where not free) as owned,
      (select min(first) from chosen) as "firstDay", billed.lines, billed.net
    from billed
  `.execute(db)
  const { lines, net, ...rest } = rows[0]!
  return { ...rest, lines: Number(lines), net: Number(net) }
}

/** The numbers of the chosen accounts that nobody owns on that day. */
export async function codesUnassigned(
  db: Db,
  scope: Scope,
  of: { which: HouseFilter; from: Day },
): Promise<string[]> {
  const { rows } = await sql<{ code: string }>`
    select code from (${chosenAccounts(scope, of)}) c where free order by code
  `.execute(db)
  return rows.map(row => row.code)
}

const house = (scope: Scope) =>
  sql`(select p.id from app.person p where p.org_id = ${scope.org} and p.is_house)`

function chosenAccounts(
  scope: Scope,
  { which, from }: { which: HouseFilter; from: Day },
): RawBuilder<unknown> {
  return sql`
    select a.id, a.code, h.first, a.id not in (select o from app.owned_accounts(${from}::date) o) as free
    from (${ofTheHouse(scope, which)}) h join app.account a on a.org_id = ${scope.org} and a.id = h.key
    where ${named(which)}`
}

function ofTheHouse(scope: Scope, { channel, territory, accounts }: HouseFilter): RawBuilder<unknown> {
  return sql`
    select d.account_id as key, sum(d.lines)::bigint as lines, sum(d.net)::bigint as net, min(d.day) as first,
      max(d.day) as "lastDay"
    from app.sales_day d
    where d.org_id = ${scope.org} and d.day <= ${scope.today}::date and d.person_id = ${house(scope)}
      ${channel === undefined ? sql`` : sql`and d.channel = ${channel}`}
      ${territory === undefined ? sql`` : sql`and d.territory_id = ${territory}::uuid`}
      ${accounts === undefined ? sql`` : sql`and d.account_id = any (${accounts}::uuid[])`}
    group by d.account_id`
}

/** Over the account `a`. */
function named({ q }: HouseFilter): RawBuilder<unknown> {
  if (!q) return sql`true`
  return sql`(a.name ilike ${`%${q.replaceAll(/[\\%_]/g, found => `\\${found}`)}%`} or a.code = ${q})`
}
