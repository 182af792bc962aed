/** Which folder the server lives in: the data folder's `database`, or where its user can enter. */
import { spawnSync } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { type Account, runAs } from './account.ts'
import { dataFolders, makeFolder } from './folders.ts'

type Needs = { home: string; account: Account | undefined; say(sentence: string): void }

export type Place = { folder: string; data: string; log: string; password: string }

export function choosePlace({ home, account, say }: Needs): Place {
  const [own, shared] = dataFolders(home)
  makeFolder(own)
  const outside = account && !canEnter(own, account)
  if (!outside)
    return existsSync(join(shared, 'pg')) && !existsSync(join(own, 'pg')) ? placeIn(shared) : placeIn(own)
  const why = `The user ${account.name}, who runs the database, cannot enter ${resolve(home)}`
  // Another database than the one that is there would look like lost data.
  if (existsSync(join(own, 'pg')))
    throw new Error(`${why}, where a database is: open the folders above it (chmod a+x).`)
  makeFolder(shared)
  say(`${why}: the database is kept in ${shared}.`)
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
  return spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], runAs(account)).status === 0
}
