/** Every trap of bringing a database along, each really fallen into. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { openServer, type OwnerConnection, type Server } from '#db/server/index.ts'
import { dataFolders } from '#db/server/folders.ts'

const root = mkdtempSync(join(tmpdir(), 'plumbline-server-'))
const home = join(root, 'home')
const isRoot = process.getuid?.() === 0
const said: string[] = []
const running: { stop(): Promise<void> }[] = []

beforeAll(() => chmodSync(root, 0o755))
afterEach(async () => {
  for (const one of running.splice(0)) await one.stop()
  said.length = 0
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

test('a new folder gets a database with Unicode letters, and keeps what is written', async () => {
  const server = await open(home)
  expect(server.owner).toMatchObject({ user: 'owner', database: 'plumbline' })
  await ask(server.owner, 'create table kept (n int)')
  await ask(server.owner, 'insert into kept values (1)')
  expect(await ask(server.owner, `select lower('ÅSA') as lower`)).toEqual([{ lower: 'åsa' }])
  expect(await ask(server.owner, `select current_setting('server_version_num')::int / 10000 as v`)).toEqual([
    { v: 18 },
  ])
  await server.stop()
  expect(await kept(await open(home))).toBe(1)
  expect(said).toEqual([`Making a new database in ${home}/database.`])
})

test('a second Plumbline on the folder is told who has it', async () => {
  const first = await child(home)
  await expect(open(home)).rejects.toThrow(
    `${home} is in use by another Plumbline, process ${first.process.pid}.`,
  )
})

test('of several that start at once on a dead lock, one gets the folder', async () => {
  writeFileSync(join(home, 'database', 'lock'), '999999 1')
  const tries = await Promise.allSettled([1, 2, 3].map(() => child(home)))
  expect(tries.filter(one => one.status === 'fulfilled')).toHaveLength(1)
})

describe('killed outright', () => {
  test('Node alone: the watchdog ends the server, and the next start has everything', async () => {
    const first = await child(home)
    await ask(first.owner, 'insert into kept values (2)')
    await kill(first.process)
    await until(() => !isRunning(first.pid))
    expect(await kept(await open(home))).toBe(2)
  })

  test('Node and its watchdog: the server is left over, stopped, and said to be', async () => {
    const first = await child(home)
    endWatchdogOf(first.pid)
    await kill(first.process)
    expect(isRunning(first.pid)).toBe(true)
    expect(await kept(await open(home))).toBe(2)
    expect(said).toEqual(['A database server was left running by a Plumbline that was killed; stopping it.'])
    expect(isRunning(first.pid)).toBe(false)
  })

  test('Node, watchdog and server', async () => {
    const first = await child(home)
    endWatchdogOf(first.pid)
    process.kill(first.pid, 'SIGKILL')
    await kill(first.process)
    expect(await kept(await open(home))).toBe(2)
  })

  test('the server alone: it is started again under the same address', async () => {
    const server = await open(home)
    const before = server.pid
    process.kill(before, 'SIGKILL')
    await until(() => server.pid !== before && server.pid !== 0 && isRunning(server.pid))
    await until(async () => (await kept(server).catch(() => 0)) === 2)
    expect(said).toEqual(['The database server ended unexpectedly; starting it again.'])
  })
})

test('a pid file that now names somebody else’s process does not hold up the start', async () => {
  const first = await child(home)
  endWatchdogOf(first.pid)
  process.kill(first.pid, 'SIGKILL')
  await kill(first.process)
  const file = join(home, 'database', 'pg', 'postmaster.pid')
  // As in a container that begins to count anew: the number is taken, and by a process of the same user.
  const stranger = spawn(
    'sleep',
    ['60'],
    isRoot ? { uid: lstatSync(file).uid, gid: lstatSync(file).gid } : {},
  )
  writeFileSync(file, readFileSync(file, 'utf8').replace(/^\d+/, String(stranger.pid)))
  expect(await kept(await open(home))).toBe(2)
  expect(stranger.exitCode).toBe(null)
  stranger.kill()
})

test.each(['SIGTERM', 'SIGINT'] as const)(
  '%s stops the server cleanly and frees the folder',
  async signal => {
    const first = await child(home)
    first.process.kill(signal)
    const [code] = (await once(first.process, 'exit')) as [number]
    expect(code).toBe(0)
    expect(isRunning(first.pid)).toBe(false)
    expect(existsSync(join(home, 'database', 'lock'))).toBe(false)
    expect(existsSync(join(home, 'database', 'pg', 'postmaster.pid'))).toBe(false)
  },
)

test('a busy port: another is taken', async () => {
  const taken = createServer().listen(5433, '127.0.0.1')
  const busy = await Promise.race([
    once(taken, 'listening').then(() => true),
    once(taken, 'error').then(() => true),
  ])
  expect(busy).toBe(true)
  const server = await open(home, 'port')
  expect(server.owner.host).toBe('127.0.0.1')
  expect(server.owner.port).not.toBe(5433)
  expect(await kept(server)).toBe(2)
  await expect(ask({ ...server.owner, password: 'guess' }, 'select 1')).rejects.toThrow(
    'password authentication failed',
  )
  taken.close()
})

test('a path too long for a socket: the socket goes to a short one, and is removed', async () => {
  const long = join(root, 'a-folder-with-a-name-that-goes-on'.repeat(3), 'and-on')
  const server = await open(long)
  expect(Buffer.byteLength(server.owner.host)).toBeLessThan(80)
  expect(lstatSync(server.owner.host).mode & 0o777).toBe(0o700)
  expect(await ask(server.owner, 'select 1 as one')).toEqual([{ one: 1 }])
  await server.stop()
  expect(existsSync(server.owner.host)).toBe(false)
})

test('a folder of another version is refused, in words that help', async () => {
  const old = join(root, 'old')
  mkdirSync(join(old, 'database', 'pg'), { recursive: true })
  writeFileSync(join(old, 'database', 'pg', 'PG_VERSION'), '17\n')
  await expect(open(old)).rejects.toThrow(
    /was made by PostgreSQL 17; this Plumbline brings 18\. .*plumbline backup/,
  )
  expect(existsSync(join(old, 'database', 'lock'))).toBe(false)
})

test('one killed while it made the database leaves nothing that looks like one', async () => {
  const half = join(root, 'half')
  mkdirSync(join(half, 'database', 'pg.new.1'), { recursive: true })
  writeFileSync(join(half, 'database', 'pg.new.1', 'PG_VERSION'), '18\n')
  await open(half)
  expect(existsSync(join(half, 'database', 'pg.new.1'))).toBe(false)
})

test('a database that the server’s user can no longer enter is not replaced by a new one', async () => {
  if (!isRoot) return // an ordinary user is its own server's user
  const shut = join(root, 'shut')
  await (await open(join(shut, 'data'))).stop()
  chmodSync(shut, 0o700)
  await expect(open(join(shut, 'data'))).rejects.toThrow(/cannot enter .*, where a database is/)
})

test('root with a closed data folder: the database moves out, and the start says so', async () => {
  const closed = join(root, 'closed')
  mkdirSync(join(closed, 'data'), { recursive: true })
  chmodSync(closed, 0o700)
  const [own, shared] = dataFolders(join(closed, 'data'))
  const server = await open(join(closed, 'data'))
  try {
    expect(await ask(server.owner, 'select 1 as one')).toEqual([{ one: 1 }])
    expect(existsSync(join(own, 'pg'))).toBe(!isRoot)
    expect(existsSync(join(shared, 'pg'))).toBe(isRoot)
    expect(said.some(sentence => sentence.includes(`the database is kept in ${shared}`))).toBe(isRoot)
    await server.stop()
    await (await open(join(closed, 'data'))).stop()
  } finally {
    rmSync(shared, { recursive: true, force: true })
  }
})

async function open(folder: string, via?: 'port'): Promise<Server> {
  const server = await openServer({
    home: folder,
    say: sentence => said.push(sentence),
    ...(via ? { via } : {}),
  })
  let stopped: Promise<void> | undefined
  const once = { ...server, stop: () => (stopped ??= server.stop()) }
  Object.defineProperty(once, 'pid', { get: () => server.pid })
  running.push(once)
  return once
}

/** Another Plumbline in a process of its own; rejects with what it says if it does not come up. */
async function child(
  folder: string,
): Promise<{ process: ChildProcess; owner: OwnerConnection; pid: number }> {
  const started = spawn(process.execPath, [join(import.meta.dirname, 'server-child.ts'), folder])
  running.push({ stop: () => kill(started) })
  let errors = ''
  started.stderr.on('data', chunk => (errors += String(chunk)))
  for await (const line of createInterface({ input: started.stdout })) {
    const told = JSON.parse(line) as { owner?: OwnerConnection; pid?: number }
    if (told.owner && told.pid) return { process: started, owner: told.owner, pid: told.pid }
  }
  throw new Error(errors)
}

async function kill(started: ChildProcess): Promise<void> {
  if (started.exitCode !== null || started.signalCode !== null) return
  started.kill('SIGKILL')
  await once(started, 'exit')
}

/** The shell above the server, and its own child that waits on the pipe. */
function endWatchdogOf(postmaster: number): void {
  const shell = parentOf(postmaster)
  // what it begins after it was asked for its children would outlive it, and end the server
  process.kill(shell, 'SIGSTOP')
  const waiting = spawnSync('pgrep', ['-P', String(shell)], { encoding: 'utf8' })
    .stdout.split('\n')
    .map(Number)
  for (const pid of [shell, ...waiting.filter(one => one && one !== postmaster)]) process.kill(pid, 'SIGKILL')
}

function parentOf(pid: number): number {
  return Number(spawnSync('ps', ['-o', 'ppid=', '-p', String(pid)], { encoding: 'utf8' }).stdout)
}

function isRunning(pid: number): boolean {
  const state = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' }).stdout.trim()
  return state !== '' && !state.startsWith('Z')
}

async function until(is: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await is())) await new Promise(resolve => setTimeout(resolve, 25))
}

async function kept(server: { owner: OwnerConnection }): Promise<number> {
  const [row] = await ask(server.owner, 'select count(*)::int as n from kept')
  return (row as { n: number }).n
}

async function ask(owner: OwnerConnection, sql: string): Promise<unknown[]> {
  const client = new pg.Client(owner)
  client.on('error', () => undefined)
  await client.connect()
  try {
    return (await client.query(sql)).rows as unknown[]
  } finally {
    await client.end()
  }
}
