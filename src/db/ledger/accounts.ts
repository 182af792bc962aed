import type { Scope } from '#access/scope.ts'
import { type Day, type Span } from '#core/calendar/index.ts'
import { sharesOn } from '#core/ledger/index.ts'
import { sql } from 'kysely'
import type { Db } from '../scope.ts'
import { type Page, pageOf, readCursor } from './cursor.ts'

export type AccountRow = {
  id: string
  code: string
  name: string
  place: string | null
  territory: string | null
}

/** Accounts within sight, by name. */
export async function readAccounts(
  db: Db,
  scope: Scope,
  of: Page & { q?: string | undefined; mine?: boolean | undefined },
): Promise<{ accounts: AccountRow[]; next: string | null }> {
  const at = readCursor(of.after)
  const like = `%${(of.q ?? '').replaceAll(/[\\%_]/g, found => `\\${found}`)}%`
  const { rows } = await sql<AccountRow>`
    select a.id, a.code, a.name, a.place, (
        select t.name from app.account_territory w join app.territory t on t.org_id = w.org_id and t.id = w.territory_id
        where w.org_id = a.org_id and w.account_id = a.id and app.today() between w.from_day and w.to_day) as territory
    from app.account a
    where a.org_id = ${scope.org}
      ${of.q ? sql`and (a.name ilike ${like} or a.code = ${of.q})` : sql``}
      ${
        of.mine
          ? sql`and a.id = any (array(
              select o.account_id from app.ownership o
              where o.org_id = ${scope.org} and o.person_id = app.me() and app.today() between o.from_day and o.to_day))`
          : sql``
      }
      ${at ? sql`and (a.name, a.id) > (${at.value}, ${at.id}::uuid)` : sql``}
    order by a.name, a.id
    limit ${of.limit + 1}
  `.execute(db)
  const { page, next } = pageOf(rows, of.limit, row => ({ value: row.name, id: row.id }))
  return { accounts: page, next }
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
