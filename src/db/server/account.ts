/** PostgreSQL refuses to run as root. This finds, or makes, an ordinary system user for it. */
import { spawnSync } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'
import { dataFolders } from './folders.ts'

/** The user to run as; undefined when we are an ordinary user ourselves. */
export type Account = { uid: number; gid: number; name: string }

export function accountFor(home: string): Account | undefined {
  if (process.getuid?.() !== 0) return undefined
  const found =
    ownerOf(home) ?? named('plumbline') ?? made('plumbline') ?? named('postgres') ?? named('nobody')
  if (found) return found
  throw new Error(
    'PostgreSQL does not run as root, and no system user could be made for it. ' +
      'Add one (useradd --system plumbline), start Plumbline as an ordinary user, or set DATABASE_URL.',
  )
}

/** How to run a program as this user: from a folder that it can surely enter, without our PG* variables. */
export function runAs(account: Account | undefined) {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(PG|LC_|LANG)/.test(name)))
  return account ? { uid: account.uid, gid: account.gid, cwd: '/', env } : { env }
}

/** Data that already belongs to somebody stays with them, whoever we would choose today. */
function ownerOf(home: string): Account | undefined {
  for (const folder of dataFolders(home)) {
    const uid = statSync(`${folder}/pg`, { throwIfNoEntry: false })?.uid
    if (uid) return inPasswd(entry => Number(entry[2]) === uid)
  }
  return undefined
}

function named(name: string): Account | undefined {
  return inPasswd(entry => entry[0] === name)
}

function made(name: string): Account | undefined {
  const shell = '/usr/sbin/nologin'
  spawnSync('useradd', ['--system', '--user-group', '--no-create-home', '--shell', shell, name])
  // Alpine and BusyBox know only this one.
  if (!named(name)) spawnSync('adduser', ['-S', '-D', '-H', '-s', '/sbin/nologin', name])
  return named(name)
}

/** A bare number will not do: initdb looks its user up by name. */
function inPasswd(is: (entry: string[]) => boolean): Account | undefined {
  const entry = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map(line => line.split(':'))
    .find(is)
  return entry?.[0] ? { name: entry[0], uid: Number(entry[2]), gid: Number(entry[3]) } : undefined
}
