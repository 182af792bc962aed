import { sql } from 'kysely'
import type { Db } from '../scope.ts'
import type { Breakdown } from './sums.ts'

export type SeenPerson = { id: string; name: string; isHouse: boolean }
export type SeenTeam = { id: string; name: string; depth: 'open' | 'sum' }

/** A person whose figures one may see. */
export async function seenPerson(db: Db, id: string): Promise<SeenPerson | undefined> {
  const { rows } = await sql<SeenPerson>`
    select id, name, is_house as "isHouse" from app.person
    where org_id = app.org() and id = ${id} and id in (select app.seen_people())
  `.execute(db)
  return rows[0]
}

/** Which of these people's figures one may see, the house left out. */
export async function seenAmong(db: Db, ids: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select id from app.person
    where org_id = app.org() and id = any (${ids}::uuid[]) and not is_house and id = any (array(select app.seen_people()))
  `.execute(db)
  return new Set(rows.map(({ id }) => id))
}

/** A team whose total one may see: the company's id is the organisation's, another's is its manager's. */
export async function seenTeam(db: Db, id: string): Promise<SeenTeam | undefined> {
  const { rows } = await sql<{ name: string | null; depth: 'open' | 'sum' | null }>`
    select app.depth_of(${id}) as depth, coalesce(
      (select p.name from app.person p where p.org_id = app.org() and p.id = ${id}),
      (select o.name from app.organisation o where o.org_id = ${id})) as name
  `.execute(db)
  const { depth, name } = rows[0]!
  return depth ? { id, name: name ?? '', depth } : undefined
}

export async function seenAccount(db: Db, id: string): Promise<{ name: string } | undefined> {
  const { rows } = await sql<{ name: string }>`
    select name from app.account where org_id = app.org() and id = ${id}
  `.execute(db)
  return rows[0]
}

/** The teams above a person today, the next one first, and whether one sees their total. */
export async function teamsAbove(db: Db, id: string): Promise<{ id: string; name: string; seen: boolean }[]> {
  const { rows } = await sql<{ id: string; name: string; seen: boolean }>`
    select p.id, p.name, app.depth_of(p.id) is not null as seen
    from app.reach r join app.person p on p.org_id = r.org_id and p.id = r.boss_id
    where r.org_id = app.org() and r.person_id = ${id} and r.depth > 0 and app.today() between r.from_day and r.to_day
    order by r.depth
  `.execute(db)
  return rows
}

/** Whose direct reports are the company's branches. */
export async function branchRoot(db: Db): Promise<string | null> {
  const { rows } = await sql<{ root: string | null }>`select app.branch_root(app.today()) as root`.execute(db)
  return rows[0]!.root
}

/** Names for the keys of a break-down, where one may know them; and whether a key is a person who leads a team or the house. */
export async function namesOf(
  db: Db,
  by: Breakdown,
  keys: readonly string[],
): Promise<Map<string, { name: string; isHouse: boolean; leads: boolean }>> {
  const ids = keys.filter(key => /^[0-9a-f-]{36}$/.test(key))
  if (ids.length === 0) return new Map()
  const named = {
    account: sql`select id, name, false as "isHouse", false as leads from app.account`,
    territory: sql`select id, name, false as "isHouse", false as leads from app.territory`,
    person: sql`select id, name, is_house as "isHouse", id in (select app.open_teams()) as leads from app.person`,
  }
  const from = by === 'account' || by === 'territory' ? named[by] : named.person
  const seen = by === 'person' || by === 'branch' ? sql`and id in (select app.seen_people())` : sql``
  const { rows } = await sql<{ id: string; name: string; isHouse: boolean; leads: boolean }>`
    ${from} where org_id = app.org() and id = any (${ids}::uuid[]) ${seen}
  `.execute(db)
  return new Map(rows.map(row => [row.id, row]))
}
