import pg from 'pg'
import { kyselyOver, openPool, type ConnectionConfig } from './connection.ts'
import { migrate } from './migrate.ts'
import { loginAs } from './roles.ts'
import type { Pools } from './scope.ts'

export type Database = {
  readonly pools: Pools
  /** For sign-on and the queue, which open connections of their own. */
  readonly signon: ConnectionConfig
  readonly queue: ConnectionConfig
  readonly keeper: ConnectionConfig
  readonly owner: ConnectionConfig
  close(): Promise<void>
}

/**
 * Opens the database: migrates it as its owner, then serves as the plain roles.
 * @param at.migrated  another process sees to migrations; the given login is plumbline_app itself
 */
export async function openDatabase(at: {
  owner: ConnectionConfig
  secret: string
  migrated?: boolean
  connections?: number
  say?: (line: string) => void
}): Promise<Database> {
  if (!at.migrated) {
    const ran = await migrate(at.owner, at.secret)
    if (ran.length > 0) at.say?.(`Database brought up to date: ${ran.join(', ')}`)
  }
  const app = openPool(loginAs('plumbline_app', at), at.connections ?? 10)
  const keeper = openPool(loginAs('plumbline_keeper', at), 8)
  return {
    pools: { app: kyselyOver(app), keeper: kyselyOver(keeper), loads: keeper },
    signon: loginAs('plumbline_signon', at),
    queue: loginAs('plumbline_queue', at),
    keeper: loginAs('plumbline_keeper', at),
    owner: at.owner,
    async close() {
      await Promise.all([app.end(), keeper.end()])
    },
  }
}

/** Waits until the database answers, so that one that starts beside us is not mistaken for one that is not there. */
export async function reachable(config: ConnectionConfig, seconds: number): Promise<void> {
  const until = performance.now() + seconds * 1000
  for (;;) {
    const client = new pg.Client(config)
    try {
      await client.connect()
      await client.end()
      return
    } catch (error) {
      if (performance.now() > until || (error as { code?: string }).code === '28P01') {
        throw new Error(
          `The database at ${config.host} does not let ${config.user} in: ${(error as Error).message}`,
        )
      }
      await new Promise(again => setTimeout(again, 500))
    }
  }
}
