import type { Actor } from '#access/scope.ts'
import { actorOfLogin, actorOfToken, actorSeeingAs } from '#actions/people/identify.ts'
import { Failure } from '#core/failure.ts'
import type { Context } from 'hono'
import { getCookie } from 'hono/cookie'
import { z } from 'zod'
import { addressOf } from './address.ts'
import { TooMany } from './problem.ts'
import { personCookie, type DoorsOf } from './sign-on/with.ts'

const wrongTokens = { max: 20, seconds: 300 }

/**
 * Who asks: the person of an API token, else the person of a sign-in, else nobody. With X-See-As, whom an
 * administrator looks as. A token that is wrong is refused; it does not fall back on a cookie.
 */
export async function actorOf(
  c: Context,
  of: Pick<DoorsOf, 'pools' | 'signOn' | 'publicUrl'>,
): Promise<Actor | undefined> {
  const authorization = c.req.header('authorization')
  const me = authorization === undefined ? await bySignIn(c, of) : await byToken(c, of, authorization)
  const target = c.req.header('x-see-as')
  if (me === undefined || target === undefined) return me
  return actorSeeingAs(of.pools, me, idIn(target, 'X-See-As'))
}

async function bySignIn(c: Context, of: Pick<DoorsOf, 'pools' | 'signOn'>): Promise<Actor | undefined> {
  const signedIn = await of.signOn.whoIs(c.req.raw.headers)
  if (!signedIn) return undefined
  const named = c.req.header('x-person')
  return actorOfLogin(of.pools, {
    ...signedIn,
    named: named === undefined ? undefined : idIn(named, 'X-Person'),
    last: getCookie(c, personCookie),
  })
}

async function byToken(
  c: Context,
  of: Pick<DoorsOf, 'pools' | 'signOn' | 'publicUrl'>,
  authorization: string,
): Promise<Actor | undefined> {
  const token = /^Bearer (plb_[\w-]+)$/.exec(authorization)?.[1]
  const key = `token ${addressOf(c, of.publicUrl)}`
  const { store } = of.signOn
  const actor = token === undefined ? undefined : await actorOfToken(of.pools, token)
  if (actor) return actor
  // a good token is never slowed down by the wrong ones of a neighbour behind the same address
  if (!(await store.tryOnce(key, wrongTokens))) throw new TooMany(wrongTokens.seconds)
  return undefined
}

function idIn(value: string, header: string): string {
  const id = z.uuid().safeParse(value)
  if (!id.success) throw new Failure('invalid', `${header} is to be the id of a person.`)
  return id.data
}
