import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { Transform, type TransformCallback } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import type { ConnectionConfig } from './connection.ts'
import { migrate, migrationFiles } from './migrate.ts'

/**
 * A backup is a folder: each table as COPY text, gzipped, and a manifest with counts and checksums.
 * Schema `queue` is left out: what waits there is asked for again from the batches (docs/decisions/005).
 */
export type Manifest = {
  plumbline: 1
  at: string
  migrations: string[]
  tables: { schema: string; table: string; columns: string[]; rows: number; file: string; sha256: string }[]
}

const schemas = ['app', 'auth']

/**
 * Writes one consistent snapshot of everything into a new folder.
 * @param folder  must not exist or be empty; it appears whole or not at all
 */
export async function backup(
  owner: ConnectionConfig,
  folder: string,
  say: (line: string) => void = () => {},
): Promise<Manifest> {
  const target = path.resolve(folder)
  if ((await readdir(target).catch(() => [])).length > 0)
    throw new Error(`${target} is not empty. Name a new folder.`)
  const making = `${target}.making-${process.pid}`
  await mkdir(making, { recursive: true })
  const client = new pg.Client(owner)
  await client.connect()
  try {
    // off: a policy that would hide rows is an error, never a smaller backup
    await client.query('begin isolation level repeatable read read only; set local row_security = off')
    const manifest: Manifest = {
      plumbline: 1,
      at: new Date().toISOString(),
      migrations: (
        await client.query<{ name: string }>('select name from plumbline.migration order by name')
      ).rows.map(r => r.name),
      tables: [],
    }
    for (const { schema, table, columns } of await tablesInOrder(client)) {
      const file = `${schema}.${table}.copy.gz`
      const seal = new Seal()
      const copy = client.query(
        copyTo(`copy ${quoted(schema, table)} (${columns.map(c => quoted(c)).join(', ')}) to stdout`),
      )
      await pipeline(copy, createGzip(), seal, createWriteStream(path.join(making, file)))
      manifest.tables.push({ schema, table, columns, rows: copy.rowCount ?? 0, file, sha256: seal.digest() })
      say(`${schema}.${table}: ${copy.rowCount ?? 0} rows`)
    }
    await client.query('commit')
    const text = JSON.stringify(manifest, null, 2)
    await writeFile(path.join(making, 'manifest.json'), text)
    await writeFile(path.join(making, 'manifest.sha256'), `${sha256(text)}  manifest.json\n`)
    await rm(target, { recursive: true, force: true })
    await rename(making, target)
    return manifest
  } catch (error) {
    await rm(making, { recursive: true, force: true })
    throw error
  } finally {
    await client.end()
  }
}

/**
 * Reads a backup through and compares every byte with its checksums.
 * @throws a sentence that names the file that was changed or is missing
 */
export async function verifyBackup(folder: string): Promise<Manifest> {
  const text = await readFile(path.join(folder, 'manifest.json'), 'utf8').catch(() => {
    throw new Error(`${folder} is no backup: it has no manifest.json.`)
  })
  const sealed = await readFile(path.join(folder, 'manifest.sha256'), 'utf8').catch(() => '')
  if (sealed.split(' ')[0] !== sha256(text))
    throw new Error('manifest.json is not as it was written. Use another backup.')
  const manifest = JSON.parse(text) as Manifest
  for (const { file, sha256: wanted } of manifest.tables) {
    const seal = new Seal()
    await pipeline(createReadStream(path.join(folder, file)), seal, async function (bytes) {
      for await (const _ of bytes);
    }).catch((error: NodeJS.ErrnoException) => {
      throw error.code === 'ENOENT' ? new Error(`${file} is missing from the backup.`) : error
    })
    if (seal.digest() !== wanted) throw new Error(`${file} is not as it was written. Use another backup.`)
  }
  return manifest
}

/**
 * Puts a backup into an empty database, embedded or not: all of it or nothing.
 * A backup of an older Plumbline is brought up to date afterwards.
 */
export async function restore(
  owner: ConnectionConfig,
  folder: string,
  secret: string,
  say: (line: string) => void = () => {},
): Promise<Manifest> {
  const manifest = await verifyBackup(folder)
  const known = migrationFiles().map(f => f.name)
  const newer = manifest.migrations.filter(name => !known.includes(name))
  if (newer.length > 0)
    throw new Error(`This backup is of a newer Plumbline (${newer.join(', ')}). Restore it with that one.`)
  await migrate(owner, secret, { upTo: manifest.migrations.at(-1) ?? '' })
  const client = new pg.Client(owner)
  await client.connect()
  try {
    await client.query('begin; set local row_security = off')
    await refuseUnlessEmpty(client)
    const there = await tablesInOrder(client)
    for (const { schema, table } of there) {
      const entry = manifest.tables.find(t => t.schema === schema && t.table === table)
      if (!entry) continue
      const columns = entry.columns.map(c => quoted(c)).join(', ')
      const copy = client.query(copyFrom(`copy ${quoted(schema, table)} (${columns}) from stdin`))
      await pipeline(createReadStream(path.join(folder, entry.file)), createGunzip(), copy)
      if (copy.rowCount !== entry.rows)
        throw new Error(`${schema}.${table} took ${copy.rowCount} rows of ${entry.rows}.`)
      say(`${schema}.${table}: ${entry.rows} rows`)
    }
    await client.query('commit')
  } finally {
    await client.end()
  }
  await migrate(owner, secret)
  return manifest
}

async function refuseUnlessEmpty(client: pg.Client): Promise<void> {
  for (const { schema, table } of await tablesInOrder(client)) {
    const { rows } = await client.query(`select from ${quoted(schema, table)} limit 1`)
    if (rows.length > 0)
      throw new Error(`The database is not empty: ${schema}.${table} has rows. Restore into a new one.`)
  }
}

/** Tables with their stored columns, those that others point to first. */
async function tablesInOrder(
  client: pg.Client,
): Promise<{ schema: string; table: string; columns: string[] }[]> {
  const { rows } = await client.query<{
    oid: number
    schema: string
    table: string
    columns: string[]
    needs: number[]
  }>(
    `select c.oid::int as oid, n.nspname as schema, c.relname as table,
       array(select a.attname::text from pg_attribute a
             where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
             order by a.attnum) as columns,
       array(select distinct k.confrelid::int from pg_constraint k
             where k.conrelid = c.oid and k.contype = 'f' and k.confrelid <> c.oid) as needs
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = any ($1) and c.relkind = 'r'
     order by n.nspname, c.relname`,
    [schemas],
  )
  const ordered: typeof rows = []
  while (ordered.length < rows.length) {
    const ready = rows.filter(
      r => !ordered.includes(r) && r.needs.every(oid => ordered.some(o => o.oid === oid)),
    )
    if (ready.length === 0) throw new Error('Tables point at each other in a ring; backup needs an order.')
    ordered.push(...ready)
  }
  return ordered
}

/** Lets bytes through and remembers their checksum. */
class Seal extends Transform {
  readonly #hash = createHash('sha256')
  override _transform(chunk: Buffer, _: BufferEncoding, done: TransformCallback): void {
    this.#hash.update(chunk)
    done(null, chunk)
  }
  digest(): string {
    return this.#hash.digest('hex')
  }
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const quoted = (...names: string[]) => names.map(n => pg.escapeIdentifier(n)).join('.')
