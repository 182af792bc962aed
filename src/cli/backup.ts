import { backup, restore, verifyBackup } from '#db/backup.ts'
import { CalledWrongly, type Command } from './command.ts'
import { withDatabase } from './database.ts'

const whole = new Intl.NumberFormat('en-GB')
const rowsIn = (tables: readonly { rows: number }[]) =>
  whole.format(tables.reduce((sum, t) => sum + t.rows, 0))

function folderFrom(args: readonly string[], command: string): string {
  const [folder, ...more] = args.filter(a => !a.startsWith('--'))
  if (folder === undefined || more.length > 0) throw new CalledWrongly(`${command} takes one folder.`)
  return folder
}

export const backupCommand: Command = {
  name: 'backup',
  usage: 'backup FOLDER',
  does: 'one consistent snapshot with checksums into a new folder, also while Plumbline runs',
  run: args =>
    withDatabase(async ({ owner }) => {
      const folder = folderFrom(args, 'backup')
      const { tables } = await backup(owner, folder, line => console.error(line))
      console.log(`Backed up ${rowsIn(tables)} rows of ${tables.length} tables into ${folder}.`)
      return 0
    }),
}

export const restoreCommand: Command = {
  name: 'restore',
  usage: 'restore FOLDER [--verify]',
  does: 'puts a backup into an empty database; --verify only compares its checksums',
  run: async args => {
    const folder = folderFrom(args, 'restore')
    if (args.includes('--verify')) {
      const { tables, at } = await verifyBackup(folder)
      console.log(`The backup of ${at} is whole: ${rowsIn(tables)} rows of ${tables.length} tables.`)
      return 0
    }
    return withDatabase(async ({ owner, settings, running }) => {
      if (running) throw new Error('Plumbline is running on this data folder. Stop it, then restore.')
      const { tables } = await restore(owner, folder, settings.secret, line => console.error(line))
      console.log(`Restored ${rowsIn(tables)} rows of ${tables.length} tables.`)
      return 0
    })
  },
}
