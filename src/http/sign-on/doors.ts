import { acceptInvite, foundOrganisation, isEmpty, openInvite, personsOf } from '#actions/people/enter.ts'
import * as contract from '#contract/sign-on.ts'
import { Failure } from '#core/failure.ts'
import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Variables } from '../mount.ts'
import { demoDoors, demoOpen } from './demo.ts'
import { door } from './door.ts'
import { passwordDoors } from './passwords.ts'
import { limit, mustBeSignedIn, rememberPerson, signInAs, type DoorsOf } from './with.ts'

/** Sign-on's own endpoints: what one may ask before being known. */
export function signOnDoors(app: OpenAPIHono<Variables>, of: DoorsOf): void {
  const { pools, signOn } = of
  const coming = { pools, logins: signOn.logins }

  door(app, contract.showSetup, async c => ({
    empty: await isEmpty(pools),
    mails: of.mails,
    demo: demoOpen(c, of),
  }))

  door(app, contract.foundOrganisation, async (c, { body }) => {
    await limit(c, of, { what: 'setup', max: 10, seconds: 600 })
    const { person, login } = await foundOrganisation(coming, body)
    await signInAs(c, of, login)
    return { person, roles: ['administrator' as const, 'director' as const], note: founderNote }
  })

  door(app, contract.showInvite, async (c, { params }) => {
    await limit(c, of, { what: 'invite', max: 30, seconds: 600 })
    const invite = await openInvite(pools, params.secret)
    const signedIn = await signOn.whoIs(c.req.raw.headers)
    return {
      organisation: invite.organisation,
      name: invite.name,
      email: invite.email,
      hasSignOn: invite.email !== null && (await signOn.logins.find(invite.email)) !== undefined,
      signedInAs: signedIn?.email ?? null,
    }
  })

  door(app, contract.acceptInvite, async (c, { params, body }) => {
    await limit(c, of, { what: 'invite', max: 30, seconds: 600 })
    const signedIn = await signOn.whoIs(c.req.raw.headers)
    const { person, login } = await acceptInvite(coming, {
      secret: params.secret,
      ...body,
      signedIn: signedIn?.login,
    })
    if (login !== signedIn?.login) await signInAs(c, of, login)
    rememberPerson(c, of, person)
    return { person }
  })

  door(app, contract.listPersons, async c => {
    const signedIn = await mustBeSignedIn(c, of)
    const current = c.get('actor')?.person
    const persons = await personsOf(pools, signedIn.login)
    return {
      persons: persons.map(({ personId, name, organisation }) => ({
        id: personId,
        name,
        organisation,
        current: personId === current,
      })),
    }
  })

  door(app, contract.choosePerson, async (c, { body }) => {
    const signedIn = await mustBeSignedIn(c, of)
    const persons = await personsOf(pools, signedIn.login)
    if (!persons.some(person => person.personId === body.person))
      throw new Failure('not_found', 'Your sign-on stands for no such person.')
    rememberPerson(c, of, body.person)
    return { done: true as const }
  })

  demoDoors(app, of)
  passwordDoors(app, of)
}

const founderNote =
  'You are administrator and sales director, so that you can begin. Either can be given away under People: ' +
  'make somebody else the one or the other, then take it from yourself.'
