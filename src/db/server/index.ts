/**
 * The database that Plumbline brings along: a real PostgreSQL in the data folder, for whoever has none of
 * their own. One per folder, and never without its Plumbline: it ends when we end, however we end.
 */
import { accountFor } from './account.ts'
import { forgetAddress, tellAddress } from './address.ts'
import { binariesFor } from './binaries.ts'
import { ensureCluster } from './cluster.ts'
import { ensureDatabase, type OwnerConnection } from './connect.ts'
import { keepRunning } from './keep.ts'
import { chooseListening } from './listen.ts'
import { takeLock } from './lock.ts'
import { stopOrphan } from './orphan.ts'
import { choosePlace } from './place.ts'

export { runningServer } from './address.ts'
export type { OwnerConnection } from './connect.ts'

export type Server = {
  /** For the superuser `owner`, to the database `plumbline`. */
  owner: OwnerConnection
  /** Of the postmaster; another one after it was killed and started again. */
  readonly pid: number
  stop(): Promise<void>
}

export type ServerOptions = {
  /** The data folder (`PLUMBLINE_DATA`). */
  home: string
  /** Where to tell what the administrator should know, one sentence at a time. */
  say(sentence: string): void
  /** A loopback port is for Windows, and for folders where no socket can be made; found out unless said. */
  via?: 'socket' | 'port'
}

export async function openServer({ home, say, via }: ServerOptions): Promise<Server> {
  const account = accountFor(home)
  const place = choosePlace({ home, account, say })
  const unlock = takeLock(place.folder, home)
  try {
    const binaries = binariesFor(account, place)
    const password = ensureCluster({ place, account, binaries, say })
    const dead = await stopOrphan({ place, account, binaries, say })
    const listening = await chooseListening({ place, account, via })
    const owner = {
      ...listening.address,
      user: 'owner',
      password,
      database: 'plumbline',
      ssl: false,
    } as const
    const server = await keepRunning({ place, account, binaries, listening, owner, dead, say })
    await ensureDatabase(owner)
    tellAddress(place, listening.address)
    return {
      owner,
      get pid() {
        return server.pid()
      },
      async stop() {
        forgetAddress(place)
        await server.stop()
        listening.release()
        unlock()
      },
    }
  } catch (error) {
    unlock()
    throw error
  }
}
