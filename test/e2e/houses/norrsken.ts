/**
 * The small houses of the browser tests, in a process and on a database server of their own: one that nobody has
 * founded yet, and Norrsken Instruments (test/world.ts) with two doors: the demo's, and the one for passwords.
 */
import type { Database } from '#db/open.ts'
import { openServer, type Server } from '#db/server/index.ts'
import pg from 'pg'
import { start } from '../../../src/start.ts'
import { settle } from '../../settle.ts'
import { folder, serve, settings } from './serve.ts'

await serve(async stops => {
  const server = await openServer({ home: folder('server', stops), say: () => {} })
  stops.push(() => server.stop())
  const [empty, norrsken] = [await addressOf(server, 'empty'), await addressOf(server, 'norrsken')]

  const founding = await start({ settings: settings(folder('empty', stops), empty), say: () => {} })
  stops.push(() => founding.stop())

  const data = folder('norrsken', stops)
  const doors = { settings: settings(data, norrsken), say: () => {} }
  const demo = await start({ ...doors, demo: true, before: database => settled(database) })
  stops.push(() => demo.stop())
  const plain = await start(doors)
  stops.push(() => plain.stop())
  return { empty: founding.url, norrsken: demo.url, norrskenByPassword: plain.url }
})

async function addressOf(server: Server, name: string): Promise<string> {
  const { host, port, user, password } = server.owner
  const owner = new pg.Client(server.owner)
  await owner.connect()
  await owner.query(`create database ${name}`)
  await owner.end()
  const at = `postgres://${user}:${encodeURIComponent(password)}@`
  return host.startsWith('/')
    ? `${at}localhost/${name}?host=${encodeURIComponent(host)}`
    : `${at}${host}:${port}/${name}`
}

/** The people of test/world.ts have a sign-on's id and no sign-on; here each gets a real one on coming in. */
async function settled(database: Database): Promise<void> {
  const superuser = new pg.Pool({ ...database.owner, max: 2 })
  await settle({ ...database, superuser })
  await superuser.query('update app.person set login_id = null')
  await superuser.query('analyze')
  await superuser.end()
}
