import type { Action, House } from '#actions/action.ts'
import type { Upload } from '#contract/operation.ts'
import { openSignOn } from '#db/signon.ts'
import { actorOf } from '#http/actor.ts'
import { createApp } from '#http/app.ts'
import { listen } from '#http/listen.ts'
import { ownOrigins } from '#http/origin.ts'
import { signOnDoors } from '#http/sign-on/doors.ts'
import { createSignOn, type Mail } from '#http/sign-on/sign-on.ts'
import type { AddressInfo } from 'node:net'
import { pino } from 'pino'
import { afterAll } from 'vitest'
import type { TestDatabase } from '../db.ts'
import { lent } from '../lent.ts'

export type Served = { url: string; house: House; visitor: () => Visitor }

/** The real app on the real database, listening on loopback. */
export async function serve(
  db: TestDatabase,
  of: {
    actions?: readonly Action[]
    demo?: boolean
    mail?: Mail
    publicUrl?: string
    /** What else the house lends: files, imports. */
    lends?: Partial<House>
    store?: (request: Request, name: string) => Promise<Upload>
    /** After how many milliseconds without a byte a connection ends. */
    silence?: number
  } = {},
): Promise<Served> {
  const store = openSignOn(db.signon)
  // the port is known once it listens, and sign-on has to know it: first listen, then answer
  let answer: (request: Request, env: object) => Response | Promise<Response> = () => new Response()
  const server = listen({
    fetch: (request, env) => answer(request, env),
    port: 0,
    hostname: '127.0.0.1',
    ...(of.silence && { silence: of.silence }),
  })
  await new Promise(ready => server.once('listening', ready))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const publicUrl = of.publicUrl ?? url
  const mail: Mail = of.mail ?? (() => Promise.resolve('hand_over'))
  const origins = ownOrigins(publicUrl)
  const log = pino({ level: 'error' })
  const signOn = createSignOn({
    store,
    secret: db.secret,
    publicUrl,
    origins,
    mails: of.mail !== undefined,
    mail,
    log,
  })
  const house = lent(db, { publicUrl, mail, signOn: signOn.sessions, ...of.lends })
  const doors = {
    pools: db.pools,
    signOn,
    publicUrl,
    host: '127.0.0.1',
    mails: of.mail !== undefined,
    demo: of.demo ?? false,
  }
  const app = createApp({
    actions: of.actions ?? [],
    house,
    actorOf: c => actorOf(c, doors),
    origins,
    store: of.store ?? (() => Promise.reject(new Error('no uploads here'))),
    more: app => signOnDoors(app, doors),
    log,
  })
  answer = (request, env) => app.fetch(request, env)
  afterAll(async () => {
    await new Promise(closed => server.close(closed))
    await store.close()
  })
  return { url, house, visitor: () => new Visitor(url) }
}

/** A browser, as far as a test needs one: keeps its cookies and says where it comes from. */
export class Visitor {
  readonly cookies = new Map<string, string>()
  readonly url: string

  constructor(url: string) {
    this.url = url
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.ask('GET', path, undefined, headers)
  }

  post(path: string, body: object = {}, headers: Record<string, string> = {}): Promise<Answer> {
    return this.ask('POST', path, body, headers)
  }

  async ask(
    method: string,
    path: string,
    body: object | undefined,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(`${this.url}/api${path}`, {
      method,
      headers: {
        origin: this.url,
        ...(cookie && { cookie }),
        ...(body && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body && { body: JSON.stringify(body) }),
    })
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (!name) continue
      if (value === '' || /max-age=0/i.test(line)) this.cookies.delete(name)
      else this.cookies.set(name, value!)
    }
    const text = await response.text()
    return {
      status: response.status,
      headers: response.headers,
      body: text === '' ? {} : (JSON.parse(text) as Record<string, never>),
    }
  }
}

export type Answer = { status: number; headers: Headers; body: Record<string, never> }
