import { administers } from '#access/permissions.ts'
import { scopeOf, type Actor } from '#access/scope.ts'
import { Failure } from '#core/failure.ts'
import { actorOf, ownerOfToken, personsOfLogin } from '#db/actors.ts'
import { knownPerson, lookingIsLogged, recordLooking } from '#db/people/seeing.ts'
import { inScope, type Pools } from '#db/scope.ts'
import { createHash } from 'node:crypto'

/** Secrets are kept as this and compared as this: long and random, they need no slow hash. */
export function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}

/** The person that a signed-in login acts as: the one it names, else the one it went on as last, else its first. */
export async function actorOfLogin(
  pools: Pools,
  of: { login: string; session: string; named?: string | undefined; last?: string | undefined },
): Promise<Actor | undefined> {
  const persons = await personsOfLogin(pools, of.login)
  const named = persons.find(p => p.personId === of.named)
  if (of.named !== undefined && !named)
    throw new Failure('not_allowed', 'X-Person names somebody that your sign-on does not stand for.')
  const chosen = named ?? persons.find(p => p.personId === of.last) ?? persons[0]
  if (!chosen) return undefined
  return actorOf(pools, {
    org: chosen.orgId,
    person: chosen.personId,
    via: { kind: 'session', id: of.session },
  })
}

/** The person whose API token this is, unless it has ended. */
export async function actorOfToken(pools: Pools, token: string): Promise<Actor | undefined> {
  const owner = await ownerOfToken(pools, hashOf(token))
  if (!owner) return undefined
  return actorOf(pools, {
    org: owner.orgId,
    person: owner.personId,
    via: { kind: 'token', id: owner.tokenId },
  })
}

const minutesBetweenEvents = 15

/**
 * The same request with somebody else's eyes: what they see, read only. Whoever looks is on record, whether or not
 * the client said so first: at the latest every quarter of an hour.
 * What a pair keeps to itself (coaching notes) is not opened by this: reads of it ask `actor.via`.
 */
export async function actorSeeingAs(pools: Pools, me: Actor, target: string): Promise<Actor> {
  if (!administers.allows(me)) throw new Failure('not_allowed', administers.otherwise)
  const scope = scopeOf(me)
  const known = await inScope(pools, scope, async db => {
    const person = await knownPerson(db, scope, target)
    if (person && !(await lookingIsLogged(db, scope, { target, minutes: minutesBetweenEvents })))
      await recordLooking(db, scope, target)
    return person
  })
  const seen =
    known &&
    (await actorOf(pools, {
      org: me.org,
      person: target,
      via: { kind: 'see_as', by: me.person, byName: me.name },
    }))
  if (!seen) throw new Failure('not_found', 'There is no such person here today to see as.')
  return seen
}
