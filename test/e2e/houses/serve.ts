import { loadSettings, type Settings } from '#settings.ts'
import { chmodSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

export type Stops = (() => void | Promise<void>)[]

/**
 * Opens houses, writes their addresses (or why there are none) to the file named by the first argument, and stops
 * them, last first, as soon as the test run that started this process says so or is gone.
 */
export async function serve(open: (stops: Stops) => Promise<Record<string, string>>): Promise<void> {
  const [, , told] = process.argv
  if (!told) throw new Error('Say to which file the addresses go.')
  const stops: Stops = []
  const tell = (what: object) => {
    // renamed into place, so that whoever waits for it never reads half of it
    writeFileSync(`${told}.part`, JSON.stringify(what))
    renameSync(`${told}.part`, told)
  }
  let over = false
  const end = async () => {
    if (over) return
    over = true
    for (const stop of stops.splice(0).toReversed()) await stop()
    process.exit(0)
  }
  process.once('disconnect', () => void end())
  process.once('SIGTERM', () => void end())
  // Ctrl-C reaches us too; the run tells us when its last test is through
  process.on('SIGINT', () => {})
  try {
    tell(await open(stops))
  } catch (error) {
    tell({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) })
    await end()
  }
}

/** A folder that the database's own system user may enter, and that is gone afterwards. */
export function folder(name: string, stops: Stops): string {
  const made = mkdtempSync(path.join(tmpdir(), `plumbline-e2e-${name}-`))
  chmodSync(made, 0o755)
  stops.push(() => rmSync(made, { recursive: true, force: true }))
  return made
}

export function settings(data: string, database?: string): Settings {
  return loadSettings({
    PORT: '0',
    PLUMBLINE_DATA: data,
    PLUMBLINE_SECRET: 'a secret for browser tests, long enough to be one',
    LOG_LEVEL: 'error',
    ...(database ? { DATABASE_URL: database, DATABASE_OWNER_URL: database } : {}),
  })
}
