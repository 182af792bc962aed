import { health } from '#db/health.ts'
import type { Command } from './command.ts'
import { withDatabase } from './database.ts'

/** Everything that may be wrong with an installation, each with what to do about it. */
export const doctorCommand: Command = {
  name: 'doctor',
  usage: 'doctor',
  does: 'what is wrong with this installation, and what to do about it',
  run: () =>
    withDatabase(async ({ owner, settings, running }) => {
      const found = await health(owner)
      console.log(`Data folder   ${settings.data}`)
      console.log(
        `Database      PostgreSQL ${found.version}, ${found.size}${running ? ', Plumbline is running' : ''}`,
      )
      for (const o of found.organisations) {
        console.log(
          `Organisation  ${o.name}: ${o.people} people, ${o.lines} billing lines to ${o.lastDay ?? 'none yet'}`,
        )
      }
      const wrong = [
        ...found.migrationsMissing.map(name => `Migration ${name} has not run. Start Plumbline once.`),
        ...found.tablesWithoutWalls.map(
          name => `Table ${name} has no row-level security. Do not serve this database.`,
        ),
        ...(found.stuckImports > 0
          ? [
              `${found.stuckImports} imports began over a day ago and have not ended. Restart Plumbline; nothing of them went in.`,
            ]
          : []),
        ...found.uneven.map(
          u => `${u.what} do not agree: ${u.left} and ${u.right}. Back up, and report this.`,
        ),
        ...(settings.host !== '127.0.0.1' &&
        settings.host !== 'localhost' &&
        settings.publicUrl.startsWith('http:')
          ? [
              'Plumbline listens beyond this machine without https. Put a proxy with TLS before it and set PUBLIC_URL.',
            ]
          : []),
      ]
      for (const sentence of wrong) console.log(`✗ ${sentence}`)
      if (wrong.length === 0) console.log('✓ All is as it should be.')
      return wrong.length === 0 ? 0 : 1
    }),
}
