/** The first words with a server: is it there, and has it our database? */
import pg from 'pg'

export type OwnerConnection = {
  /** A folder with a socket, or a loopback address. */
  host: string
  port: number
  user: 'owner'
  password: string
  database: string
  ssl: false
}

export async function answers(owner: OwnerConnection): Promise<boolean> {
  const client = new pg.Client({ ...owner, database: 'postgres' })
  client.on('error', () => undefined)
  try {
    await client.connect()
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => undefined)
  }
}

export async function ensureDatabase(owner: OwnerConnection): Promise<void> {
  const client = new pg.Client({ ...owner, database: 'postgres' })
  await client.connect()
  try {
    const found = await client.query('select from pg_database where datname = $1', [owner.database])
    if (found.rowCount === 0) await client.query(`create database ${client.escapeIdentifier(owner.database)}`)
  } finally {
    await client.end()
  }
}
