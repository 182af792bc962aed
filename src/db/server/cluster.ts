/** The folder of the database itself: made once, refused when another PostgreSQL made it. */
import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { type Account, runAs } from './account.ts'
import type { Binaries } from './binaries.ts'
import type { Place } from './place.ts'
import { readOr } from './process.ts'

type Needs = { place: Place; account: Account | undefined; binaries: Binaries; say(sentence: string): void }

/** @returns the owner's password */
export function ensureCluster({ place, account, binaries, say }: Needs): string {
  const version = readOr(join(place.data, 'PG_VERSION')).trim()
  if (version !== '' && version !== binaries.major) {
    throw new Error(
      `The database in ${place.folder} was made by PostgreSQL ${version}; this Plumbline brings ${binaries.major}. ` +
        'Start the Plumbline that made it, run plumbline backup there, and restore into an empty data folder here.',
    )
  }
  if (version === '') {
    if (existsSync(place.data))
      throw new Error(`${place.data} holds no PostgreSQL database. Move it away, and start again.`)
    say(`Making a new database in ${place.folder}.`)
    make({ place, account, binaries })
  }
  return readFileSync(place.password, 'utf8')
}

/** In a folder beside and then renamed, so that one killed half way leaves nothing that looks like a database. */
function make({ place, account, binaries }: Omit<Needs, 'say'>): void {
  for (const name of readdirSync(place.folder)) {
    if (name.startsWith('pg.new.')) rmSync(join(place.folder, name), { recursive: true, force: true })
  }
  const half = join(place.folder, `pg.new.${process.pid}`)
  mkdirSync(half, { mode: 0o700 })
  writeFileSync(place.password, randomBytes(24).toString('base64url'), { mode: 0o600 })
  if (account) for (const path of [half, place.password]) chownSync(path, account.uid, account.gid)
  let refused: string | undefined
  for (const ctype of locales()) {
    refused = initdb({ half, place, account, binaries, ctype })
    if (refused === undefined) break
  }
  if (refused !== undefined) {
    rmSync(half, { recursive: true, force: true })
    throw new Error(`The database could not be made in ${place.folder}: ${refused}`)
  }
  renameSync(half, place.data)
}

/**
 * PostgreSQL's own Unicode rules sort and fold, the same on every machine. What is left to the system is
 * which letters are letters for trigrams; under plain C those are only a to z.
 */
function locales(): string[] {
  return process.platform === 'linux'
    ? ['C.UTF-8', 'C']
    : process.platform === 'darwin'
      ? ['UTF-8', 'C']
      : ['C']
}

function initdb(at: Omit<Needs, 'say'> & { half: string; ctype: string }): string | undefined {
  const ended = spawnSync(
    at.binaries.initdb,
    [
      `--pgdata=${at.half}`,
      '--username=owner',
      '--auth=scram-sha-256',
      `--pwfile=${at.place.password}`,
      '--encoding=UTF8',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--locale=C',
      `--lc-ctype=${at.ctype}`,
      '--no-instructions',
      // One flush of the file system instead of one per file: 0.8 s against 4.
      ...(process.platform === 'linux' ? ['--sync-method=syncfs'] : []),
    ],
    { ...runAs(at.account), encoding: 'utf8' },
  )
  return ended.status === 0 ? undefined : (ended.error?.message ?? ended.stderr.trim())
}
