/** How a command beside the running Plumbline finds its database: backup and doctor work while people do. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { answers, type OwnerConnection } from './connect.ts'
import { dataFolders } from './folders.ts'
import type { Place } from './place.ts'
import { readOr } from './process.ts'

export function tellAddress(place: Place, address: { host: string; port: number }): void {
  writeFileSync(join(place.folder, 'address.json'), JSON.stringify(address))
}

export function forgetAddress(place: Place): void {
  rmSync(join(place.folder, 'address.json'), { force: true })
}

/** The database of the Plumbline that runs on this data folder now, or undefined if none does. */
export async function runningServer(home: string): Promise<OwnerConnection | undefined> {
  for (const folder of dataFolders(home)) {
    const address = readOr(join(folder, 'address.json'))
    if (address === '') continue
    const { host, port } = JSON.parse(address) as { host: string; port: number }
    const password = readFileSync(join(folder, 'password'), 'utf8').trim()
    const owner = { host, port, user: 'owner', password, database: 'plumbline', ssl: false } as const
    if (await answers(owner)) return owner
  }
  return undefined
}
