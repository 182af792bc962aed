import { createHmac } from 'node:crypto'
import pg from 'pg'
import type { ConnectionConfig } from './connection.ts'

/**
 * The logins that Plumbline works as. The owner migrates, backs up and restores; none of these owns anything.
 *   app      serves people, behind row-level security by sight
 *   keeper   imports and upkeep of one whole organisation, for jobs alone
 *   signon   better-auth, schema auth only
 *   queue    pg-boss, schema queue only
 */
export const serviceRoles = [
  'plumbline_app',
  'plumbline_keeper',
  'plumbline_signon',
  'plumbline_queue',
] as const
export type ServiceRole = (typeof serviceRoles)[number]

/** Every process that knows the secret knows the passwords, and nothing has to store them. */
export function passwordOf(role: ServiceRole, secret: string): string {
  return createHmac('sha256', secret).update(`database role ${role}`).digest('base64url')
}

export function loginAs(
  role: ServiceRole,
  at: { owner: ConnectionConfig; secret: string },
): ConnectionConfig {
  return { ...at.owner, user: role, password: passwordOf(role, at.secret) }
}

/** Creates the service roles where they are missing; sets a password only where ours does not open the door. */
export async function ensureRoles(
  client: pg.Client,
  at: { owner: ConnectionConfig; secret: string },
): Promise<void> {
  for (const role of serviceRoles) {
    const { rowCount } = await client.query('select from pg_roles where rolname = $1', [role])
    if (rowCount && (await opens(loginAs(role, at)))) continue
    const password = client.escapeLiteral(passwordOf(role, at.secret))
    await client.query(`${rowCount ? 'alter' : 'create'} role ${role} login password ${password}`)
  }
}

async function opens(config: ConnectionConfig): Promise<boolean> {
  const client = new pg.Client(config)
  try {
    await client.connect()
    await client.end()
    return true
  } catch {
    return false
  }
}
