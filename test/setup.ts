import { migrate } from '#db/migrate.ts'
import { openServer } from '#db/server/index.ts'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { TestProject } from 'vitest/node'

export type TestServer = { host: string; port?: number; user: string; password: string; database: string }

declare module 'vitest' {
  export interface ProvidedContext {
    server: TestServer
    secret: string
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
  return stop
}

async function server(): Promise<{ owner: TestServer; stop: () => Promise<void> }> {
  const url = process.env['TEST_DATABASE_URL']
  if (url) {
    const u = new URL(url)
    const host = u.searchParams.get('host') ?? u.hostname
    const owner = { host, user: u.username, password: u.password, database: u.pathname.slice(1) }
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
