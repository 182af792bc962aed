/** A Plumbline to be killed: opens the server of a folder, says so, and waits. Run by server.test.ts. */
import { openServer } from '#db/server/index.ts'

const [home = '', via] = process.argv.slice(2)
const server = await openServer({
  home,
  say: sentence => console.log(JSON.stringify({ sentence })),
  ...(via === 'port' ? { via } : {}),
})
for (const signal of ['SIGTERM', 'SIGINT']) {
  process.once(signal, () => void server.stop().then(() => process.exit(0)))
}
console.log(JSON.stringify({ owner: server.owner, pid: server.pid }))
setInterval(() => undefined, 60_000)
