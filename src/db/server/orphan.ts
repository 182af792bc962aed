/** A server left over by a Plumbline that was killed together with its watchdog. */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { type Account, runAs } from './account.ts'
import type { Binaries } from './binaries.ts'
import type { Place } from './place.ts'
import { commandOf, isAlive, readOr } from './process.ts'

type Needs = { place: Place; account: Account | undefined; binaries: Binaries; say(sentence: string): void }

/**
 * Stops it if it runs.
 * @returns the number in a dead server's postmaster.pid. PostgreSQL would refuse to start while any process
 *   has that number: a zombie that nobody reaps, or, in a container that starts anew, somebody else.
 */
export async function stopOrphan({ place, account, binaries, say }: Needs): Promise<number | undefined> {
  const pid = postmaster(place)
  if (pid === undefined) return undefined
  if (isServerOf(place, pid)) {
    say('A database server was left running by a Plumbline that was killed; stopping it.')
    spawnSync(binaries.pgCtl, ['stop', '-D', place.data, '-m', 'fast', '-w', '-t', '60'], runAs(account))
    if (isServerOf(place, pid))
      throw new Error(`The database server ${pid} of ${place.folder} does not stop. End it by hand.`)
  }
  return postmaster(place)
}

/** The number in postmaster.pid, living or dead. */
export function postmaster(place: Place): number | undefined {
  return Number(readOr(join(place.data, 'postmaster.pid')).split('\n')[0]) || undefined
}

function isServerOf(place: Place, pid: number): boolean {
  if (!isAlive(pid)) return false
  return process.platform === 'win32' || commandOf(pid).includes(place.data)
}
