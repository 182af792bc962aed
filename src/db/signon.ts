import type { SignOnEvent } from '#core/events.ts'
import type { PersonRole } from '#core/ledger/kinds.ts'
import { sql, type Kysely } from 'kysely'
import { kyselyOver, openPool, type ConnectionConfig } from './connection.ts'

type DemoPerson = {
  id: string
  name: string
  organisation: string
  roles: PersonRole[]
  manages: boolean
}

/** What sign-on may ask of the database: better-auth's own tables, and the few hatches of 0004_signon.sql. */
export type SignOnStore = {
  /** For better-auth, whose tables are found by the connection's search path. */
  readonly database: { readonly db: Kysely<Record<never, never>>; readonly type: 'postgres' }
  /** Whose sign-in has this token, while it lasts. */
  signedIn(token: string): Promise<{ login: string; session: string; email: string } | undefined>
  record(login: string, event: SignOnEvent): Promise<void>
  handOver(login: string, message: { subject: string; link: string; expires: Date }): Promise<void>
  handedOver(login: string): Promise<void>
  /** Links to choose a new password that are still open lead nowhere any more. */
  closeResets(login: string): Promise<void>
  demoPeople(): Promise<DemoPerson[]>
  /** The demo person's login: the one they have, or the one given here; undefined for who is in no demo. */
  demoLogin(person: string, login: string): Promise<string | undefined>
  /** Counts one more try under a key: false once there were more than `max` within `seconds`. */
  tryOnce(key: string, limit: { max: number; seconds: number }): Promise<boolean>
  close(): Promise<void>
}

export function openSignOn(config: ConnectionConfig): SignOnStore {
  // a connection's option, because a role's settings would hold for every database of the cluster
  const pool = openPool({ ...config, options: '-c search_path=auth' }, 6)
  const db = kyselyOver(pool)
  return {
    database: { db, type: 'postgres' },
    async signedIn(token) {
      const { rows } = await sql<{ login: string; session: string; email: string }>`
        select l.id as login, s.id as session, l.email
        from auth.sign_in s join auth.login l on l.id = s.login_id
        where s.token = ${token} and s.expires_at > now()
      `.execute(db)
      return rows[0]
    },
    async record(login, event) {
      await sql`select auth.record_sign_on(${login}, ${event})`.execute(db)
    },
    async handOver(login, { subject, link, expires }) {
      await sql`select auth.hand_over(${login}, ${subject}, ${link}, ${expires})`.execute(db)
    },
    async handedOver(login) {
      await sql`select auth.handed_over(${login})`.execute(db)
    },
    async closeResets(login) {
      // nothing but such links is verified
      await sql`delete from auth.verification where value = ${login}`.execute(db)
      await sql`select auth.handed_over(${login})`.execute(db)
    },
    async demoPeople() {
      return (
        await sql<DemoPerson>`select id, name, organisation, roles, manages from auth.demo_people()`.execute(
          db,
        )
      ).rows
    },
    async demoLogin(person, login) {
      const { rows } = await sql<{ login: string | null }>`
        select auth.demo_login(${person}, ${login}) as login
      `.execute(db)
      return rows[0]?.login ?? undefined
    },
    async tryOnce(key, { max, seconds }) {
      const { rows } = await sql<{ count: number }>`
        insert into auth.rate_limit as r (key, count, last_request)
        values (${key}, 1, (extract(epoch from now()) * 1000)::bigint)
        on conflict (key) do update
        set count = case when r.last_request < excluded.last_request - ${seconds * 1000}::bigint then 1 else r.count + 1 end,
          last_request = excluded.last_request
        returning count
      `.execute(db)
      return rows[0]!.count <= max
    },
    async close() {
      await pool.end()
    },
  }
}
