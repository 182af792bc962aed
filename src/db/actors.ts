import type { Actor } from '#access/scope.ts'
import type { Day } from '#core/calendar/index.ts'
import type { PersonRole } from '#core/ledger/kinds.ts'
import { sql } from 'kysely'
import type { Pools } from './scope.ts'

export type PersonOfLogin = { orgId: string; personId: string; organisation: string; name: string }

/** The persons that a sign-on stands for: one in each organisation that it belongs to, those who left excepted. */
export async function personsOfLogin(pools: Pools, login: string): Promise<PersonOfLogin[]> {
  const { rows } = await sql<PersonOfLogin>`
    select org_id as "orgId", person_id as "personId", organisation, name from app.persons_of_login(${login})
  `.execute(pools.app)
  return rows
}

/** The person that an API token stands for, unless it has ended; notes that it was used. */
export async function ownerOfToken(
  pools: Pools,
  hash: string,
): Promise<{ orgId: string; personId: string; tokenId: string } | undefined> {
  const { rows } = await sql<{ orgId: string; personId: string; tokenId: string }>`
    select org_id as "orgId", person_id as "personId", token_id as "tokenId" from app.owner_of_token(${hash})
  `.execute(pools.app)
  return rows[0]
}

/** A person as they are now: name, roles, whether somebody reports to them, and their organisation's clock. */
export async function actorOf(
  pools: Pools,
  who: { org: string; person: string; via: Actor['via'] },
): Promise<Actor | undefined> {
  return pools.app.transaction().execute(async db => {
    const { rows: clocks } = await sql<{ today: Day; time_zone: string; currency: string; locale: string }>`
      select today, time_zone, currency, locale from app.clock(${who.org})
    `.execute(db)
    const clock = clocks[0]
    if (!clock) return undefined
    await sql`select set_config('app.org', ${who.org}, true), set_config('app.person', ${who.person}, true),
      set_config('app.today', ${clock.today}, true)`.execute(db)
    const { rows } = await sql<{ name: string; roles: PersonRole[]; manages: boolean }>`
      select p.name,
        array(select r.role from app.person_role r where r.org_id = p.org_id and r.person_id = p.id) as roles,
        exists (select from app.reach r where r.org_id = p.org_id and r.boss_id = p.id and r.depth = 1
                and app.today() between r.from_day and r.to_day) as manages
      from app.person p
      where p.org_id = app.org() and p.id = app.me() and app.today() between p.start_day and p.end_day
    `.execute(db)
    const row = rows[0]
    if (!row) return undefined
    return {
      org: who.org,
      person: who.person,
      name: row.name,
      roles: new Set(row.roles),
      manages: row.manages,
      today: clock.today,
      timeZone: clock.time_zone,
      currency: clock.currency,
      locale: clock.locale,
      via: who.via,
    }
  })
}
