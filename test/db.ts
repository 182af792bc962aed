import { openDatabase, type Database } from '#db/open.ts'
import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { afterAll, inject, onTestFinished } from 'vitest'

export type TestDatabase = Database & {
  /** A superuser's connection, for looking behind the walls. */
  readonly superuser: pg.Pool
  readonly secret: string
}

/** A database of this test file's own, empty and migrated; gone when the file is through. */
export async function testDatabase(): Promise<TestDatabase> {
  const server = inject('server')
  const secret = inject('secret')
  const name = `test_${randomBytes(6).toString('hex')}`
  await asOwner(`create database ${name} template ${server.database} strategy wal_log`)
  const owner = { ...server, database: name }
  const database = await openDatabase({ owner, secret, migrated: true, connections: 6 })
  const superuser = new pg.Pool({ ...owner, max: 3 })
  afterAll(async () => {
    await superuser.end()
    await database.close()
    await asOwner(`drop database ${name} with (force)`)
  })
  return { ...database, superuser, secret }
}

/** A database with nothing in it at all, not even our schema. */
export async function emptyDatabase(): Promise<{ owner: Database['owner'] }> {
  const name = `test_${randomBytes(6).toString('hex')}`
  await asOwner(`create database ${name}`)
  onTestFinished(() => asOwner(`drop database ${name} with (force)`))
  return { owner: { ...inject('server'), database: name } }
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
