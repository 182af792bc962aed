import { parseUrl, type ConnectionConfig } from '#db/connection.ts'
import { openServer, runningServer } from '#db/server/index.ts'
import { loadSettings, type Settings } from '#settings.ts'

/**
 * Lends the owner's connection: to the database that is set, to the one of the Plumbline that runs on the data folder,
 * or to that folder's own database, started for as long as `work` takes.
 */
export async function withDatabase<T>(
  work: (at: { owner: ConnectionConfig; settings: Settings; running: boolean }) => Promise<T>,
): Promise<T> {
  const settings = loadSettings()
  const url = settings.databaseOwnerUrl
  if (url) return work({ owner: parseUrl(url), settings, running: false })
  const running = await runningServer(settings.data)
  if (running) return work({ owner: running, settings, running: true })
  const server = await openServer({ home: settings.data, say: line => console.error(line) })
  try {
    return await work({ owner: server.owner, settings, running: false })
  } finally {
    await server.stop()
  }
}
