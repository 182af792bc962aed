import type { Scope } from '#access/scope.ts'
import { type Day, type Span } from '#core/calendar/index.ts'
import { sharesOn } from '#core/ledger/index.ts'
import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../scope.ts'
import { fetched } from '../stream.ts'
import { type Page, pageOf } from './cursor.ts'
import { type Sort, sorted, type Sorts } from './sorted.ts'

export type AccountRow = {
  id: string
  code: string
  name: string
  place: string | null
  territory: string | null
}

export type AccountSort = Sort<'name' | 'place' | 'territory' | 'code'>
export type AccountFilter = { q?: string | undefined; mine?: boolean | undefined; sort: AccountSort }

const territory = sql`(
  select t.name from app.account_territory w join app.territory t on t.org_id = w.org_id and t.id = w.territory_id
  where w.org_id = a.org_id and w.account_id = a.id and app.today() between w.from_day and w.to_day)`
const sorts: Sorts<'name' | 'place' | 'territory' | 'code'> = {
  name: { column: sql`a.name`, type: 'text' },
  place: { column: sql`coalesce(a.place, '')`, type: 'text' },
  territory: { column: sql`coalesce(${territory}, '')`, type: 'text' },
  code: { column: sql`a.code`, type: 'text' },
}

/** Accounts within sight. */
export async function readAccounts(
  db: Db,
  scope: Scope,
  of: Page & AccountFilter,
): Promise<{ accounts: AccountRow[]; next: string | null }> {
  const { further, inOrder, place } = sorted({ sorts, id: sql`a.id`, ...of })
  const { rows } = await sql<AccountRow & { at: string }>`
    select ${columns}, ${place} as at
    from app.account a
    where ${matching(scope, of)} and ${further}
    ${inOrder}
    limit ${of.limit + 1}
  `.execute(db)
  const { page, next } = pageOf(rows, of.limit, row => ({ value: row.at, id: row.id }))
  return { accounts: page, next }
}

/** The same, all of them, some at a time. */
export function streamAccounts(db: Db, scope: Scope, of: AccountFilter): AsyncIterable<AccountRow[]> {
  const { inOrder } = sorted({ sorts, id: sql`a.id`, sort: of.sort })
  return fetched<AccountRow>(
    db,
    sql`select ${columns} from app.account a where ${matching(scope, of)} ${inOrder}`,
  )
}

const columns = sql`a.id, a.code, a.name, a.place, ${territory} as territory`

function matching(scope: Scope, { q, mine }: AccountFilter): RawBuilder<unknown> {
  const like = `%${(q ?? '').replaceAll(/[\\%_]/g, found => `\\${found}`)}%`
  return sql`
    a.org_id = ${scope.org}
    ${q ? sql`and (a.name ilike ${like} or a.place ilike ${like} or a.code = ${q})` : sql``}
    ${
      mine
        ? sql`and a.id = any (array(
            select o.account_id from app.ownership o
            where o.org_id = ${scope.org} and o.person_id = app.me() and app.today() between o.from_day and o.to_day))`
        : sql``
    }`
}

type StoredSpan = { from: Day; to: Day }
export type Account = {
  id: string
  code: string
  name: string
  place: string | null
  parent: { id: string; name: string } | null
  territories: ({ name: string } & StoredSpan)[]
  owners: ({ personId: string | null; name: string; share: number } & StoredSpan)[]
}

type Owner = Span & StoredSpan & { account: string; person: string; name: string; share: number | null }

export async function readAccount(db: Db, scope: Scope, id: string): Promise<Account | undefined> {
  const { rows } = await sql<Omit<Account, 'owners'> & { owners: Owner[] }>`
    select a.id, a.code, a.name, a.place,
      (select jsonb_build_object('id', p.id, 'name', p.name) from app.account p
       where p.org_id = a.org_id and p.id = a.parent_id) as parent,
      (select coalesce(jsonb_agg(jsonb_build_object('name', t.name, 'from', w.from_day, 'to', w.to_day) order by w.from_day), '[]')
       from app.account_territory w join app.territory t on t.org_id = w.org_id and t.id = w.territory_id
       where w.org_id = a.org_id and w.account_id = a.id) as territories,
      (select coalesce(jsonb_agg(jsonb_build_object('account', '', 'person', o.person_id, 'name', p.name, 'share', o.share,
          'from', o.from_day, 'to', o.to_day) order by o.from_day, p.name), '[]')
       from app.ownership o join app.person p on p.org_id = o.org_id and p.id = o.person_id
       where o.org_id = a.org_id and o.account_id = a.id) as owners
    from app.account a
    where a.org_id = ${scope.org} and a.id = ${id}
  `.execute(db)
  const [row] = rows
  return row && { ...row, owners: row.owners.map(owner => shown(owner, row.owners)) }
}

/** A share that nobody stated is what it comes to on the row's first day. */
function shown({ person, name, share, from, to }: Owner, all: readonly Owner[]): Account['owners'][number] {
  const equal = () => sharesOn(all, from).find(part => part.person === person)?.share ?? 0
  return { personId: person, name, share: share ?? equal(), from, to }
}
