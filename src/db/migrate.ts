import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import type { ConnectionConfig } from './connection.ts'
import { ensureRoles } from './roles.ts'

const folder = path.join(import.meta.dirname, 'migrations')

/** Files that ran under another number before each had one of its own; nothing else of them changed. */
const renumbered: readonly (readonly [before: string, now: string])[] = [
  ['0027_listed_deals.sql', '0028_listed_deals.sql'],
  ['0027_wide_gaps.sql', '0029_wide_gaps.sql'],
  ['0030_effects_anew.sql', '0031_effects_anew.sql'],
  ['0030_position.sql', '0032_position.sql'],
]

/** The numbered files in order, with a hash by which a file changed after it ran is noticed. */
export function migrationFiles(): { name: string; sql: string; hash: string }[] {
  return readdirSync(folder)
    .filter(name => /^\d{4}_[a-z_]+\.sql$/.test(name))
    .sort()
    .map(name => {
      const sql = readFileSync(path.join(folder, name), 'utf8')
      return { name, sql, hash: createHash('sha256').update(sql).digest('hex') }
    })
}

/**
 * Brings the database up to date: service roles, then each new file in a transaction of its own.
 * Forward only, under a lock, so that several processes may start at once.
 * @param only.upTo  the last file to run, for a backup of an older Plumbline
 * @returns names of the files that ran
 * @throws when a file that ran has been changed since, or the database is newer than this Plumbline
 */
export async function migrate(
  owner: ConnectionConfig,
  secret: string,
  only: { upTo?: string } = {},
): Promise<string[]> {
  const client = new pg.Client(owner)
  await client.connect()
  try {
    await client.query("select pg_advisory_lock(hashtext('plumbline migrate'))")
    await ensureRoles(client, { owner, secret })
    await client.query('create schema if not exists plumbline')
    await client.query(
      'create table if not exists plumbline.migration (name text primary key, hash text not null, ran_at timestamptz not null default now())',
    )
    for (const names of renumbered)
      await client.query('update plumbline.migration set name = $2 where name = $1', [...names])
    const ran = new Map(
      (
        await client.query<{ name: string; hash: string }>('select name, hash from plumbline.migration')
      ).rows.map(r => [r.name, r.hash]),
    )
    const files = migrationFiles()
    const unknown = [...ran.keys()].filter(name => !files.some(f => f.name === name))
    if (unknown.length > 0) {
      throw new Error(
        `This database is newer than this Plumbline (it has ${unknown.join(', ')}). Start the newer version.`,
      )
    }
    const done: string[] = []
    for (const file of files) {
      const hash = ran.get(file.name)
      if (hash === file.hash) continue
      if (only.upTo !== undefined && file.name > only.upTo) break
      if (hash !== undefined)
        throw new Error(`Migration ${file.name} was changed after it had run here. Add a new one instead.`)
      await client.query('begin')
      await client.query(file.sql)
      await client.query('insert into plumbline.migration (name, hash) values ($1, $2)', [
        file.name,
        file.hash,
      ])
      await client.query('commit')
      done.push(file.name)
    }
    return done
  } finally {
    await client.end()
  }
}
