import { runUntilStopped, start } from '../src/start.ts'
import { loadSettings } from '#settings.ts'
import path from 'node:path'
import { loadDemo, type Say } from './load.ts'

/** `npm run demo`: Plumbline with a real organisation in it, in a data folder of its own. */
await runUntilStopped(async () => {
  const data = process.env['PLUMBLINE_DATA'] ?? path.join(import.meta.dirname, '..', 'data', 'demo')
  const settings = loadSettings({
    ...process.env,
    PLUMBLINE_DATA: data,
    LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'warn',
  })
  const plumbline = await start({
    settings,
    demo: true,
    async before(database) {
      const say = onTerminal()
      await loadDemo({ database, dataFolder: settings.data, say })
    },
  })
  console.log(`
Plumbline with the demo organisation is at ${plumbline.url}

Its clock stands at 2 May 2014. On this machine you can sign in without a password as
  Ken Sánchez        chief executive          Brian Welcker      vice president of sales (director)
  Stephen Jiang      manager, North America   Amy Alberts        manager, Europe
  Jae Pak            salesperson, Canada      Linda Mitchell     salesperson, Southwest
  Jean Trenary       administrator            … and everybody else: choose on the page.

Ctrl-C stops it. The data stays in ${settings.data}.`)
  return plumbline
})

/** On a terminal passing lines replace each other; in a file each is written once. */
function onTerminal(): Say {
  let passed: string | undefined
  return (line, passing) => {
    const back = process.stdout.isTTY && passed !== undefined ? '\r\u001B[K' : ''
    const again = line === passed
    passed = passing && line
    if (passing && process.stdout.isTTY) process.stdout.write(back + line)
    else if (!again) console.log(back + line)
  }
}
