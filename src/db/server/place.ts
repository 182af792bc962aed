/** Which folder the server lives in: the data folder's `database`, or where its user can enter. */
import { spawnSync } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { type Account, runAs } from './account.ts'
import { dataFolders, makeFolder, SHARED } from './folders.ts'

export type Place = { folder: string; data: string; log: string; password: string }

export function choosePlace(at: { home: string; account: Account | undefined; say(s: string): void }): Place {
  const [own, shared] = dataFolders(at.home)
  if (existsSync(join(shared, 'pg')) && !existsSync(join(own, 'pg'))) return placeIn(shared)
  // 0755: the server's user passes through here to its own folder, which is closed to all others.
  makeFolder(at.home, undefined)
  makeFolder(own, at.account)
  if (!at.account || canEnter(own, at.account)) return placeIn(own)
  makeFolder(SHARED, undefined)
  makeFolder(shared, at.account)
  at.say(
    `The user ${at.account.name}, who runs the database, cannot enter ${resolve(at.home)}: the database is kept in ${shared}.`,
  )
  return placeIn(shared)
}

function placeIn(folder: string): Place {
  const place = {
    folder,
    data: join(folder, 'pg'),
    log: join(folder, 'pg.log'),
    password: join(folder, 'password'),
  }
  const owner = statSync(place.data, { throwIfNoEntry: false })?.uid
  const me = process.getuid?.()
  if (me !== undefined && me !== 0 && owner !== undefined && owner !== me) {
    throw new Error(
      `The database in ${folder} belongs to another user (${owner}): start Plumbline as that one, or as root.`,
    )
  }
  return place
}

function canEnter(folder: string, account: Account): boolean {
  return spawnSync('/bin/sh', ['-c', 'cd "$1" && test -w .', 'sh', folder], runAs(account)).status === 0
}
