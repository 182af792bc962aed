import type { KeeperScope } from '#access/scope.ts'
import { Kysely, PostgresDialect, sql } from 'kysely'
import type pg from 'pg'
import { setScope, type Db, type Pools } from '../scope.ts'
import type { Tables } from '../tables.ts'

/** The keeper's transaction on one connection: `db` for SQL, `client` for COPY. */
export type Session = { readonly db: Db; readonly client: pg.PoolClient }

/**
 * One transaction of the keeper's in which COPY can be used as well. When `signal` fires, the statement under way is
 * stopped and everything is rolled back.
 */
export async function inSession<T>(
  pools: Pools,
  scope: KeeperScope,
  of: { signal?: AbortSignal | undefined; work: (session: Session) => Promise<T> },
): Promise<T> {
  const client = await pools.loads.connect()
  const stop = () => void stopStatement(pools, client).catch(() => {})
  try {
    of.signal?.throwIfAborted()
    of.signal?.addEventListener('abort', stop)
    const result = await overOne(client)
      .transaction()
      .execute(async db => {
        await setScope(db, scope)
        await sql`set local work_mem = '256MB'`.execute(db)
        // temp tables are many and wide: a small sample of each is enough to plan by
        await sql`set local default_statistics_target = 10`.execute(db)
        const done = await of.work({ db, client })
        of.signal?.throwIfAborted()
        return done
      })
    client.release()
    return result
  } catch (error) {
    // a connection in whatever state is not handed to the next
    client.release(true)
    if (of.signal?.aborted) throw of.signal.reason
    throw error
  } finally {
    of.signal?.removeEventListener('abort', stop)
  }
}

/** Kysely over a connection that is already there. */
function overOne(client: pg.PoolClient): Kysely<Tables> {
  const held = { query: client.query.bind(client), release: () => {} } as unknown as pg.PoolClient
  return new Kysely({
    dialect: new PostgresDialect({ pool: { connect: async () => held, end: async () => {}, options: {} } }),
  })
}

async function stopStatement(pools: Pools, client: pg.PoolClient): Promise<void> {
  const pid = (client as unknown as { processID: number }).processID
  await sql`select pg_cancel_backend(${pid})`.execute(pools.keeper)
}
