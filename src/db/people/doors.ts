/** What can be asked before anybody is known: each answers one exact secret, or whether there is anything at all. */
import { Failure } from '#core/failure.ts'
import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import type { Pools } from '../scope.ts'

export async function isEmpty(pools: Pools): Promise<boolean> {
  const { rows } = await sql<{ empty: boolean }>`select app.is_empty() as empty`.execute(pools.app)
  return rows[0]!.empty
}

/**
 * Founds the organisation, and with it, before it is committed, what `then` does (the founder's login): both or
 * none. Undefined once there is an organisation; of several at once, one founds.
 */
export async function found(
  pools: Pools,
  of: {
    name: string
    currency: string
    timeZone: string
    locale: string
    founder: { name: string; email: string; login: string }
  },
  then: () => Promise<void>,
): Promise<{ org: string; person: string } | undefined> {
  const org = uuidv7()
  const person = uuidv7()
  return pools.app.transaction().execute(async db => {
    const { rows } = await sql<{ org: string | null }>`
      select app.found(${org}, ${of.name}, ${of.currency}, ${of.timeZone}, ${of.locale}, ${person},
        ${of.founder.name}, ${of.founder.email}, ${of.founder.login}, ${uuidv7()}) as org
    `.execute(db)
    if (!rows[0]?.org) return undefined
    await then()
    return { org, person }
  })
}

export type OpenInvite = {
  orgId: string
  personId: string
  organisation: string
  name: string
  email: string | null
}

/** The invite that a secret opens, while it is open. */
export async function inviteBySecret(pools: Pools, hash: string): Promise<OpenInvite | undefined> {
  const { rows } = await sql<OpenInvite>`
    select org_id as "orgId", person_id as "personId", organisation, name, email from app.invite_by_secret(${hash})
  `.execute(pools.app)
  return rows[0]
}

/** Uses an invite up and ties the login to its person, together with what `then` does; undefined where it was used. */
export async function takeInvite(
  pools: Pools,
  of: { hash: string; login: string },
  then: () => Promise<void>,
): Promise<string | undefined> {
  const tied = pools.app.transaction().execute(async db => {
    const { rows } = await sql<{ person: string | null }>`
      select app.take_invite(${of.hash}, ${of.login}) as person
    `.execute(db)
    if (!rows[0]?.person) return undefined
    await then()
    return rows[0].person
  })
  return tied.catch((error: unknown) => {
    // unique (org_id, login_id): also somebody who has left keeps their sign-on's place
    if ((error as { code?: string }).code !== '23505') throw error
    throw new Failure('conflict', 'This sign-on stands for somebody else of that organisation. Use another.')
  })
}
