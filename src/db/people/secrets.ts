/** Invites, API tokens and links to hand over. Of a secret only its hash is kept. */
import type { PersonScope } from '#access/scope.ts'
import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import type { Db } from '../scope.ts'

/** A new invite puts an end to those before it. */
export async function saveInvite(
  db: Db,
  scope: PersonScope,
  invite: { person: string; hash: string; expires: Date },
): Promise<void> {
  await sql`
    update app.invite set expires_at = now()
    where org_id = ${scope.org} and person_id = ${invite.person} and used_at is null and expires_at > now()
      and made_by = ${scope.person}
  `.execute(db)
  await sql`
    insert into app.invite (org_id, id, person_id, secret_hash, made_by, expires_at)
    values (${scope.org}, ${uuidv7()}, ${invite.person}, ${invite.hash}, ${scope.person}, ${invite.expires})
  `.execute(db)
}

export type TokenRow = {
  id: string
  name: string
  madeAt: Date
  lastUsedAt: Date | null
  expiresAt: Date | null
  endedAt: Date | null
}

export async function readTokens(db: Db, scope: PersonScope): Promise<TokenRow[]> {
  const { rows } = await sql<TokenRow>`
    select id, name, made_at as "madeAt", last_used_at as "lastUsedAt", expires_at as "expiresAt", ended_at as "endedAt"
    from app.api_token
    where org_id = ${scope.org} and person_id = ${scope.person}
    order by made_at desc
  `.execute(db)
  return rows
}

export async function saveToken(
  db: Db,
  scope: PersonScope,
  token: { name: string; hash: string; expires: Date | null },
): Promise<string> {
  const id = uuidv7()
  await sql`
    insert into app.api_token (org_id, id, person_id, name, secret_hash, expires_at)
    values (${scope.org}, ${id}, ${scope.person}, ${token.name}, ${token.hash}, ${token.expires})
  `.execute(db)
  return id
}

/** Ends a token of one's own; its name, or undefined where there is none or it has ended. */
export async function endToken(db: Db, scope: PersonScope, id: string): Promise<string | undefined> {
  const { rows } = await sql<{ name: string }>`
    update app.api_token set ended_at = now()
    where org_id = ${scope.org} and person_id = ${scope.person} and id = ${id} and ended_at is null
    returning name
  `.execute(db)
  return rows[0]?.name
}

export type HandOver = {
  id: string
  personId: string
  name: string
  subject: string
  link: string
  madeAt: Date
  expiresAt: Date
}

export async function readHandOvers(db: Db, scope: PersonScope): Promise<HandOver[]> {
  const { rows } = await sql<HandOver>`
    select h.id, h.person_id as "personId", p.name, h.subject, h.link, h.made_at as "madeAt", h.expires_at as "expiresAt"
    from app.hand_over h join app.person p on p.org_id = h.org_id and p.id = h.person_id
    where h.org_id = ${scope.org} and h.expires_at > now()
    order by h.made_at
  `.execute(db)
  return rows
}

/** Takes a message off the list; whose it was, or undefined where there is none. */
export async function dropHandOver(db: Db, scope: PersonScope, id: string): Promise<string | undefined> {
  const { rows } = await sql<{ person: string }>`
    delete from app.hand_over
    where org_id = ${scope.org} and id = ${id}
    returning person_id as person
  `.execute(db)
  return rows[0]?.person
}
