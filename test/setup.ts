import { migrate } from '#db/migrate.ts'
import { openServer } from '#db/server/index.ts'
import { randomBytes } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'

export type TestServer = { host: string; port?: number; user: string; password: string; database: string }

declare module 'vitest' {
  export interface ProvidedContext {
    server: TestServer
    secret: string
    /** Name of the template that has test/world.ts in it, made by the first who wants it (test/db.ts). */
    world: string
  }
}

/**
 * One real PostgreSQL for the whole run, and in it a migrated database that every test file clones.
 * TEST_DATABASE_URL (a superuser's) runs the same tests on another server, such as version 15.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const secret = 'a secret for tests, long enough to be one'
  const { owner, stop } = await server()
  await migrate(owner, secret)
  project.provide('server', owner)
  project.provide('secret', secret)
  const world = `world_${randomBytes(6).toString('hex')}`
  project.provide('world', world)
  return async () => {
    await dropTemplates(owner, world)
    await stop()
  }
}

/** Where the server is not ours, it outlives the run: nothing is left lying about on it. */
async function dropTemplates(owner: TestServer, world: string): Promise<void> {
  const client = new pg.Client({ ...owner, database: 'postgres' })
  await client.connect()
  for (const name of [world, `${world}_making`])
    await client.query(`drop database if exists ${name} with (force)`)
  await client.end()
}

async function server(): Promise<{ owner: TestServer; stop: () => Promise<void> }> {
  const url = process.env['TEST_DATABASE_URL']
  if (url) {
    const u = new URL(url)
    const host = u.searchParams.get('host') ?? u.hostname
    const port = u.port === '' ? {} : { port: Number(u.port) }
    const owner = { host, ...port, user: u.username, password: u.password, database: u.pathname.slice(1) }
    return { owner, stop: async () => {} }
  }
  const home = mkdtempSync(path.join(tmpdir(), 'plumbline-test-'))
  chmodSync(home, 0o755) // as root, the database's own user must be able to enter; else it moves out
  const running = await openServer({ home, say: () => {} })
  return {
    owner: running.owner,
    stop: async () => {
      await running.stop()
      rmSync(home, { recursive: true, force: true })
    },
  }
}
