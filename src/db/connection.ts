import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'

export type ConnectionConfig = {
  host: string
  port?: number
  user: string
  password: string
  database: string
  ssl?: boolean
  /** Settings of each connection, as `-c name=value`. */
  options?: string
}

/** int8 as bigint, numeric and date as text: nothing is rounded or moved to another zone on the way. */
const parsers: Record<number, (text: string) => unknown> = {
  20: text => BigInt(text),
  1082: text => text,
  1700: text => text,
}
const types = {
  getTypeParser(oid: number, format?: 'text' | 'binary'): unknown {
    return parsers[oid] ?? pg.types.getTypeParser(oid, format ?? 'text')
  },
}

/** A pool of connections with our parsers; `max` of them at most. */
export function openPool(config: ConnectionConfig, max = 10): pg.Pool {
  const pool = new pg.Pool({ ...config, max, types: types as pg.CustomTypesConfig })
  // a connection that breaks while idle is replaced by the pool; the query that needs it reports
  pool.on('error', () => {})
  // lent out, it is nobody's: between two statements of a transaction a broken one would end the process
  pool.on('connect', client => client.on('error', () => {}))
  return pool
}

export function kyselyOver(pool: pg.Pool): Kysely<Record<never, never>> {
  return new Kysely({ dialect: new PostgresDialect({ pool }) })
}

/** `postgres://user:password@host:port/database` as parts. */
export function parseUrl(url: string): ConnectionConfig {
  const u = new URL(url)
  const socket = u.searchParams.get('host')
  return {
    host: socket ?? (u.hostname || 'localhost'),
    ...(u.port ? { port: Number(u.port) } : {}),
    user: decodeURIComponent(u.username),
    password: decodeURIComponent(u.password),
    database: decodeURIComponent(u.pathname.slice(1)),
    ...(['require', 'verify-full', 'verify-ca'].includes(u.searchParams.get('sslmode') ?? '')
      ? { ssl: true }
      : {}),
  }
}
