import { demoPeople, demoSignIn } from '#contract/sign-on.ts'
import { Failure } from '#core/failure.ts'
import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { randomBytes, randomUUID } from 'node:crypto'
import { isLoopback, socketAddress } from '../address.ts'
import type { Variables } from '../mount.ts'
import { door } from './door.ts'
import { rememberPerson, signInAs, type DoorsOf } from './with.ts'

/**
 * A demo lets anybody in as anybody, but only on the machine it runs on: Plumbline listens there alone, the request
 * came over loopback and by no proxy, and it was addressed to this machine (not by a foreign name that leads here).
 */
export function demoOpen(c: Context, of: Pick<DoorsOf, 'demo' | 'host'>): boolean {
  const socket = socketAddress(c)
  return (
    of.demo &&
    isLoopback(of.host) &&
    socket !== undefined &&
    isLoopback(socket) &&
    c.req.header('x-forwarded-for') === undefined &&
    c.req.header('forwarded') === undefined &&
    isLoopback(new URL(c.req.url).hostname)
  )
}

export function demoDoors(app: OpenAPIHono<Variables>, of: DoorsOf): void {
  const loginOf = oneAtATime((person: string) => loginOfDemoPerson(of, person))
  door(app, demoPeople, async c => {
    mustBeDemo(c, of)
    return { people: await of.signOn.store.demoPeople() }
  })

  door(app, demoSignIn, async (c, { body }) => {
    mustBeDemo(c, of)
    const login = await loginOf(body.person)
    await signInAs(c, of, login)
    rememberPerson(c, of, body.person)
    return { done: true as const }
  })
}

function mustBeDemo(c: Context, of: DoorsOf): void {
  if (!demoOpen(c, of)) throw new Failure('not_found', 'This is not a demo on your own machine. Sign in.')
}

/** Made when somebody first comes in as this person, with a password that nobody knows. */
async function loginOfDemoPerson(of: DoorsOf, person: string): Promise<string> {
  const { store, logins } = of.signOn
  const fresh = randomUUID()
  const login = await store.demoLogin(person, fresh)
  if (login === undefined) throw new Failure('not_found', 'There is no such person in the demo.')
  if (login === fresh) {
    const name = (await store.demoPeople()).find(one => one.id === person)?.name ?? 'Somebody'
    const password = randomBytes(24).toString('base64url')
    await logins.create({ id: login, name, email: `${person}@demo.invalid`, password })
  }
  return login
}

/** Whoever asks for the same while it is being made waits for that one: a second would come in before the login is there. */
function oneAtATime<T>(make: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const making = new Map<string, Promise<T>>()
  return key => {
    const made = making.get(key) ?? make(key).finally(() => making.delete(key))
    making.set(key, made)
    return made
  }
}
