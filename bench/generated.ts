import type { House } from '#actions/action.ts'
import { actions } from '#actions/index.ts'
import { actorOf } from '#db/actors.ts'
import { openDatabase } from '#db/open.ts'
import { openServer } from '#db/server/index.ts'
import { createApp } from '#http/app.ts'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { pino } from 'pino'
import { fill, org, person } from './figures-data.ts'

/**
 * Opens the organisation that figures-data.ts makes, on a server of its own that is gone afterwards, and hands in its
 * owner and a way to ask as its director does.
 * @param lends  what the house needs for what is asked, but for its database
 */
export async function inGenerated<T>(
  lends: Partial<House>,
  work: (of: { owner: pg.Pool; ask: (address: string) => Promise<Response> }) => Promise<T>,
): Promise<T> {
  const home = mkdtempSync(path.join(tmpdir(), 'plumbline-bench-'))
  // the server runs as another user where Node is root
  chmodSync(home, 0o755)
  const server = await openServer({ home, say: () => {} })
  const database = await openDatabase({ owner: server.owner, secret: 'a secret for measuring only' })
  const owner = new pg.Pool({ ...server.owner, max: 1 })
  try {
    await fill(owner, 30)
    const director = (await actorOf(database.pools, { org, person: person(1), via: { kind: 'session' } }))!
    const app = createApp({
      actions,
      house: { ...lends, pools: database.pools } as House,
      actorOf: () => Promise.resolve(director),
      origins: [],
      store: () => Promise.reject(new Error('no uploads here')),
      more: () => {},
      log: pino({ level: 'error' }),
    })
    return await work({
      owner,
      async ask(address) {
        const answer = await app.request(`/api${address}`)
        if (!answer.ok) throw new Error(`${address} answered ${answer.status}: ${await answer.text()}`)
        return answer
      },
    })
  } finally {
    await owner.end()
    await database.close()
    await server.stop()
    rmSync(home, { recursive: true, force: true })
  }
}
