/** Adventure Works as `npm run demo` has it, loaded by the same imports, for the browser tests. */
import { start } from '../../../src/start.ts'
import { loadDemo } from '../../../demo/load.ts'
import { folder, serve, settings } from './serve.ts'

await serve(async stops => {
  const data = folder('adventure', stops)
  const { url, stop } = await start({
    settings: settings(data),
    demo: true,
    say: () => {},
    async before(database) {
      await loadDemo({ database, dataFolder: data, say: () => {} })
    },
  })
  stops.push(stop)
  return { adventure: url }
})
