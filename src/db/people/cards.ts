import type { Scope } from '#access/scope.ts'
import type { Day } from '#core/calendar/index.ts'
import type { PersonRole } from '#core/ledger/kinds.ts'
import { sql } from 'kysely'
import type { Db } from '../scope.ts'

export type PersonCard = {
  id: string
  code: string
  name: string
  email: string | null
  place: string | null
  timeZone: string | null
  roles: PersonRole[]
  start: Day | null
  end: Day | null
  isHouse: boolean
  managerId: string | null
  managerName: string | null
  reports: number
  signOn: 'none' | 'invited' | 'active'
}

/** The people one may know, or one of them, with whom they report to on a day. */
export async function readCards(db: Db, scope: Scope, of: { on: Day; id?: string }): Promise<PersonCard[]> {
  const { rows } = await sql<PersonCard>`
    select p.id, p.code, p.name, p.email, p.place, p.time_zone as "timeZone",
      array(select r.role from app.person_role r where r.org_id = p.org_id and r.person_id = p.id order by r.role) as roles,
      nullif(p.start_day, '0001-01-01') as start, nullif(p.end_day, '9999-12-31') as "end", p.is_house as "isHouse",
      l.manager_id as "managerId", m.name as "managerName",
      (select count(*)::int from app.reporting_line u
       where u.org_id = p.org_id and u.manager_id = p.id and ${of.on}::date between u.from_day and u.to_day) as reports,
      case when p.login_id is not null then 'active'
        when exists (select from app.invite i where i.org_id = p.org_id and i.person_id = p.id
                     and i.used_at is null and i.expires_at > now()) then 'invited'
        else 'none' end as "signOn"
    from app.person p
      left join app.reporting_line l on l.org_id = p.org_id and l.person_id = p.id
        and ${of.on}::date between l.from_day and l.to_day
      left join app.person m on m.org_id = l.org_id and m.id = l.manager_id
    where p.org_id = ${scope.org} and (${of.id ?? null}::uuid is null or p.id = ${of.id ?? null}::uuid)
    order by p.is_house, p.name, p.id
  `.execute(db)
  return rows
}

/** Those with a quota of their own on a day, as far as one sees quotas. */
export async function readQuotaHolders(db: Db, scope: Scope, on: Day): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct person_id as id
    from app.quota
    where org_id = ${scope.org} and ${on}::date between from_day and to_day
  `.execute(db)
  return rows.map(row => row.id)
}

/** Net billing from a day on under each person whose totals one sees. */
export async function netUnder(db: Db, from: Day): Promise<Map<string, number>> {
  const { rows } = await sql<{ team: string; net: bigint }>`
    select team_id as team, net from app.net_under(${from})
  `.execute(db)
  return new Map(rows.map(row => [row.team, Number(row.net)]))
}

/** One change less: what `work` wrote is taken back, what it answered stays. */
export async function asIf<T>(db: Db, work: () => Promise<T>): Promise<T> {
  await sql`savepoint as_if`.execute(db)
  try {
    return await work()
  } finally {
    await sql`rollback to savepoint as_if`.execute(db)
  }
}
