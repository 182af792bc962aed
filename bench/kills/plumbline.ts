import { runningServer, type OwnerConnection } from '#db/server/index.ts'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'
import pg from 'pg'

export const targets = ['node', 'server', 'both'] as const
export type Target = (typeof targets)[number]

export type Plumbline = {
  url(): string
  /** A superuser's connection, for looking behind the walls; a new one after each kill. */
  look<Row extends pg.QueryResultRow>(sql: string, values?: unknown[]): Promise<Row[]>
  /** kill -9, and only that: what comes back has to come back by itself, or at the next start. */
  kill(target: Target): Promise<void>
  /** Starts it again where it is down, and waits until it answers from the database. */
  recover(): Promise<void>
  stop(): Promise<void>
}

const root = path.join(import.meta.dirname, '..', '..')

/** `npm start` on a folder, as a process of its own with its own database. */
export async function openPlumbline(home: string): Promise<Plumbline> {
  let node = await start(home)
  let client = await connect(home)
  const postmaster = () =>
    Number(readFileSync(path.join(home, 'database', 'pg', 'postmaster.pid'), 'utf8').split('\n')[0])
  return {
    url: () => node.url,
    async look<Row extends pg.QueryResultRow>(sql: string, values: unknown[] = []) {
      return (await client.query<Row>(sql, values)).rows
    },
    async kill(target) {
      if (target !== 'node') process.kill(postmaster(), 'SIGKILL')
      if (target === 'server') return
      const gone = once(node.process, 'exit')
      node.process.kill('SIGKILL')
      await gone
    },
    async recover() {
      await client.end().catch(() => {})
      if (node.process.exitCode !== null || node.process.signalCode !== null) node = await start(home)
      while (!(await answers(node.url))) await pause(25)
      client = await connect(home)
    },
    async stop() {
      await client.end()
      node.process.kill('SIGTERM')
      await once(node.process, 'exit')
    },
  }
}

export const pause = (ms: number) => new Promise<void>(done => setTimeout(done, ms))

async function start(home: string): Promise<{ process: ChildProcess; url: string }> {
  const child = spawn(process.execPath, [path.join(root, 'src', 'start.ts')], {
    env: { ...process.env, PLUMBLINE_DATA: home, PORT: '0', HOST: '127.0.0.1', LOG_LEVEL: 'silent' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /^Plumbline is at (\S+)$/.exec(line)?.[1]
    if (!url) continue
    child.stdout.resume()
    return { process: child, url }
  }
  throw new Error('Plumbline did not start.')
}

/** /setup asks the database. */
async function answers(url: string): Promise<boolean> {
  const response = await fetch(`${url}/api/setup`).catch(() => undefined)
  await response?.arrayBuffer()
  return response?.ok ?? false
}

async function connect(home: string): Promise<pg.Client> {
  for (;;) {
    const owner: OwnerConnection | undefined = await runningServer(home)
    if (!owner) {
      await pause(25)
      continue
    }
    const client = new pg.Client(owner)
    client.on('error', () => {})
    try {
      await client.connect()
      return client
    } catch {
      await pause(25)
    }
  }
}
