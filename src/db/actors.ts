import type { Actor } from '#access/scope.ts'
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
  const { rows } = await sql<Omit<Actor, 'org' | 'person' | 'via' | 'roles'> & { roles: PersonRole[] }>`
    select name, roles, manages, today, time_zone as "timeZone", currency, locale
    from app.actor(${who.org}, ${who.person})
  `.execute(pools.app)
  const row = rows[0]
  return row && { ...who, ...row, roles: new Set(row.roles) }
}
