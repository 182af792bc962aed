/** The folders that the server may use, and how they are made. */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'

/** Of the system, for the rare case that root's own folders are closed to the server's user. */
export const SHARED = '/var/lib/plumbline'

/** Where this home's database may be: in it, or in the system's folder under a name of its own. */
export function dataFolders(home: string): [own: string, shared: string] {
  const full = resolve(home)
  const mark = createHash('sha256').update(full).digest('hex').slice(0, 12)
  return [join(full, 'database'), join(SHARED, `${basename(full)}-${mark}`)]
}

/** Open for passing through, as the server may run as another user; what is in it is closed. */
export function makeFolder(folder: string): void {
  if (existsSync(folder)) return
  try {
    mkdirSync(folder, { recursive: true, mode: 0o755 })
  } catch (error) {
    throw new Error(
      `The folder ${folder} cannot be made (${(error as Error).message}). Set PLUMBLINE_DATA to another.`,
    )
  }
}
