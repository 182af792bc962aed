import type { House } from '#actions/action.ts'
import { actions } from '#actions/index.ts'
import { parseUrl, type ConnectionConfig } from '#db/connection.ts'
import { openDatabase, reachable, type Database } from '#db/open.ts'
import { openQueue } from '#db/queue.ts'
import { openServer } from '#db/server/index.ts'
import { openSignOn } from '#db/signon.ts'
import { files } from '#export/files.ts'
import { createMail } from '#export/mail.ts'
import { actorOf } from '#http/actor.ts'
import { createApp } from '#http/app.ts'
import { listen } from '#http/listen.ts'
import { ownOrigins } from '#http/origin.ts'
import { serveScreens } from '#http/screens.ts'
import { signOnDoors } from '#http/sign-on/doors.ts'
import { createSignOn } from '#http/sign-on/sign-on.ts'
import { storeIn } from '#http/store.ts'
import { lendImports, lendLearning, queueOf, startJobs } from '#jobs/index.ts'
import { loadSettings, SettingsError, type Settings } from '#settings.ts'
import type { AddressInfo } from 'node:net'
import { pino, type Logger } from 'pino'

export type Plumbline = { readonly url: string; readonly database: Database; stop(): Promise<void> }

/**
 * Starts everything, in this order: database, sign-on, queue, work, doors. What was started is stopped in the
 * reverse order, also when a later step fails.
 * @param of.before  what has to be in the database before anybody comes in (the demo's organisation)
 */
export async function start(of: {
  settings: Settings
  demo?: boolean
  say?: (line: string) => void
  before?: (database: Database) => Promise<void>
}): Promise<Plumbline> {
  const { settings, say = console.log } = of
  const log = pino({ level: settings.logLevel })
  const stops: (() => Promise<void>)[] = []
  const stop = async () => {
    for (const one of stops.splice(0).reverse()) await one()
  }
  try {
    const database = await openFor(settings, say, stops)
    await of.before?.(database)
    const url = await serve({ settings, database, log, demo: of.demo ?? false, stops })
    return { url, database, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

type Stops = (() => Promise<void>)[]

async function openFor(settings: Settings, say: (line: string) => void, stops: Stops): Promise<Database> {
  let owner: ConnectionConfig
  let migrated = false
  if (settings.databaseUrl && settings.databaseOwnerUrl) {
    owner = parseUrl(settings.databaseOwnerUrl)
    // a process that knows only the plain login leaves migrating to one that knows the owner's
    migrated = owner.user === 'plumbline_app'
    await reachable(owner, 30)
  } else {
    const server = await openServer({ home: settings.data, say })
    stops.push(() => server.stop())
    owner = server.owner
  }
  const database = await openDatabase({ owner, secret: settings.secret, migrated, say })
  stops.push(() => database.close())
  return database
}

async function serve(of: {
  settings: Settings
  database: Database
  log: Logger
  demo: boolean
  stops: Stops
}): Promise<string> {
  const { settings, database, log, stops } = of
  const { pools } = database
  const onError = (error: unknown) => log.error({ err: error }, 'background')

  // first listen, then answer: with PORT=0 the address is known only then
  let answer: (request: Request, env: object) => Response | Promise<Response> = () =>
    new Response('Plumbline is starting.', { status: 503, headers: { 'retry-after': '1' } })
  const server = listen({
    fetch: (request, env) => answer(request, env),
    port: settings.port,
    hostname: settings.host,
  })
  await new Promise<void>((ready, failed) => {
    server.once('listening', ready)
    server.once('error', (error: NodeJS.ErrnoException) => failed(sentenceOf(error, settings)))
  })
  stops.push(() => closed(server))
  const publicUrl =
    settings.port === 0
      ? `http://${settings.host}:${(server.address() as AddressInfo).port}`
      : settings.publicUrl

  const store = openSignOn(database.signon)
  stops.push(() => store.close())
  const queue = await openQueue(database.queue, onError)
  stops.push(() => queue.close())
  const atWork = { pools, dataFolder: settings.data }
  const learning = lendLearning(atWork)
  const jobs = await startJobs(atWork, { queue, learning, onError })
  stops.push(() => jobs.stop())

  const mail = createMail({ mail: settings.mail, failed: onError })
  const mails = settings.mail !== undefined
  const origins = ownOrigins(publicUrl)
  const signOn = createSignOn({ store, secret: settings.secret, publicUrl, origins, mails, mail, log })
  const doors = { pools, signOn, publicUrl, host: settings.host, mails, demo: of.demo }
  const house: House = {
    pools,
    dataFolder: settings.data,
    publicUrl,
    now: () => new Date(),
    mail,
    signOn: signOn.sessions,
    files,
    imports: lendImports(atWork),
    learning,
    // a batch that could not be sent waits for the next sweep: nobody need see an error for that
    enqueue: data => queue.send(queueOf(data), data).catch(onError),
  }
  const app = createApp({
    actions,
    house,
    actorOf: c => actorOf(c, doors),
    origins,
    store: storeIn(settings.data),
    more: more => signOnDoors(more, doors),
    log,
  })
  serveScreens(app)
  answer = (request, env) => app.fetch(request, env)
  return publicUrl
}

function closed(server: ReturnType<typeof listen>): Promise<void> {
  return new Promise(done => {
    server.close(() => done())
    if ('closeAllConnections' in server) setTimeout(() => server.closeAllConnections(), 2000).unref()
  })
}

function sentenceOf(error: NodeJS.ErrnoException, { host, port }: Settings): Error {
  if (error.code === 'EADDRINUSE') {
    return new Error(
      `Port ${port} on ${host} is taken by another program. Stop it, or set PORT to another one.`,
    )
  }
  return new Error(`Plumbline cannot listen on ${host}:${port}: ${error.message}`)
}

/** Runs until it is told to stop; a second Ctrl-C does not wait. */
export async function runUntilStopped(begin: () => Promise<Plumbline>): Promise<void> {
  try {
    const plumbline = await begin()
    let stopping = false
    const end = () => {
      if (stopping) process.exit(1)
      stopping = true
      void plumbline.stop().then(() => process.exit(0))
    }
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end)
  } catch (error) {
    const known = error instanceof SettingsError ? error.sentences : [(error as Error).message]
    for (const sentence of known) console.error(sentence)
    if (process.env['LOG_LEVEL'] === 'debug') console.error(error)
    process.exit(1)
  }
}

if (import.meta.main) {
  await runUntilStopped(async () => {
    const settings = loadSettings()
    const plumbline = await start({ settings })
    console.log(`Plumbline is at ${plumbline.url}`)
    return plumbline
  })
}
