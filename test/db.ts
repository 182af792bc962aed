import { openDatabase, type Database } from '#db/open.ts'
import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { afterAll, inject, onTestFinished } from 'vitest'
import { settle } from './settle.ts'

export type TestDatabase = Database & {
  /** A superuser's connection, for looking behind the walls. */
  readonly superuser: pg.Pool
  readonly secret: string
}

/** A database of this test file's own, migrated and empty, or with test/world.ts settled in; gone when the file is through. */
export async function testDatabase(holds: 'nothing' | 'world' = 'nothing'): Promise<TestDatabase> {
  const server = inject('server')
  const template = holds === 'world' ? await worldTemplate() : server.database
  const name = `test_${randomBytes(6).toString('hex')}`
  await asOwner(`create database ${name} template ${template} strategy wal_log`)
  const database = await open(name)
  afterAll(async () => {
    await database.close()
    await drop(name)
  })
  return database
}

async function open(name: string): Promise<TestDatabase> {
  const owner = { ...inject('server'), database: name }
  const secret = inject('secret')
  const database = await openDatabase({ owner, secret, migrated: true, connections: 6 })
  const superuser = new pg.Pool({ ...owner, max: 3 })
  return {
    ...database,
    superuser,
    secret,
    async close() {
      await superuser.end()
      await database.close()
    },
  }
}

/** Settled once in a run, by the first test file that asks; the others wait for it. */
async function worldTemplate(): Promise<string> {
  const server = inject('server')
  const name = inject('world')
  const client = new pg.Client({ ...server, database: 'postgres' })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock(hashtext($1))', [name])
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name])
    if (rowCount) return name
    const making = `${name}_making`
    await asOwner(`create database ${making} template ${server.database} strategy wal_log`)
    const database = await open(making)
    try {
      await settle(database)
    } finally {
      await database.close()
    }
    await asOwner(`alter database ${making} rename to ${name}`)
    return name
  } finally {
    await client.end()
  }
}

/** A database with nothing in it at all, not even our schema. */
export async function emptyDatabase(): Promise<{ owner: Database['owner'] }> {
  const name = `test_${randomBytes(6).toString('hex')}`
  await asOwner(`create database ${name}`)
  onTestFinished(() => drop(name))
  return { owner: { ...inject('server'), database: name } }
}

/** A pool has ended before its last connection has: forcing that one out would be an error that nobody catches. */
async function drop(name: string): Promise<void> {
  await asOwner(`drop database ${name}`)
}

/** Two files that clone at once get in each other's way for a moment (55006); then it is simply tried again. */
async function asOwner(statement: string): Promise<void> {
  const client = new pg.Client({ ...inject('server'), database: 'postgres' })
  await client.connect()
  try {
    for (let tries = 0; ; tries++) {
      try {
        await client.query(statement)
        return
      } catch (error) {
        if ((error as { code?: string }).code !== '55006' || tries > 100) throw error
        await new Promise(again => setTimeout(again, 50))
      }
    }
  } finally {
    await client.end()
  }
}
