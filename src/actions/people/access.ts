import { administers, administersOrDirects, signedIn } from '#access/permissions.ts'
import type { Actor } from '#access/scope.ts'
import { action } from '../action.ts'
import {
  addToken,
  dropHandOver,
  endSignIn,
  endToken,
  invite,
  listHandOvers,
  listSignIns,
  listTokens,
  seeAs,
} from '#contract/people.ts'
import { Failure } from '#core/failure.ts'
import { readCards } from '#db/people/cards.ts'
import { ownLogin } from '#db/people/me.ts'
import {
  dropHandOver as takeOffHandOver,
  endToken as endOwnToken,
  readHandOvers,
  readTokens,
  saveInvite,
  saveToken,
} from '#db/people/secrets.ts'
import { knownPerson, recordLooking } from '#db/people/seeing.ts'
import { randomBytes } from 'node:crypto'
import { hashOf } from './identify.ts'

const day = 24 * 3600 * 1000
const inviteDays = 14

const sendInvite = action(invite, {
  may: administersOrDirects,
  async run({ db, scope, actor, house, record }, { params }) {
    const [card] = await readCards(db, scope, { on: actor.today, id: params.id })
    if (!card || card.isHouse) throw new Failure('not_found', 'There is no such person to invite.')
    // who hands the link over could take it up, and administer
    if (card.roles.includes('administrator') && !administers.allows(actor))
      throw new Failure('not_allowed', `${card.name} administers. ${administers.otherwise}`)
    if (card.signOn === 'active') throw new Failure('conflict', `${card.name} signs in already.`)
    const secret = randomBytes(24).toString('base64url')
    const expires = new Date(house.now().getTime() + inviteDays * day)
    await saveInvite(db, scope, { person: card.id, hash: hashOf(secret), expires })
    await record({ action: 'people.invite', subject: 'person', subjectId: card.id, after: { expires } })
    const link = `${house.publicUrl}/invite/${secret}`
    const mailed = card.email !== null && (await house.mail(invitation(card.email, actor, link))) === 'sent'
    return { link, expires: expires.toISOString(), mailed }
  },
})

function invitation(to: string, by: Actor, link: string) {
  return {
    to,
    subject: `${by.name} invites you to Plumbline`,
    text: [
      `${by.name} invites you to Plumbline.`,
      `Choose your password here within ${inviteDays} days:`,
      link,
    ].join('\n\n'),
  }
}

const tokens = action(listTokens, {
  may: signedIn,
  async run({ db, scope }) {
    const rows = await readTokens(db, scope)
    return {
      tokens: rows.map(({ id, name, madeAt, lastUsedAt, expiresAt, endedAt }) => ({
        id,
        name,
        madeAt: madeAt.toISOString(),
        lastUsedAt: lastUsedAt?.toISOString() ?? null,
        expiresAt: expiresAt?.toISOString() ?? null,
        endedAt: endedAt?.toISOString() ?? null,
      })),
    }
  },
})

const makeToken = action(addToken, {
  may: signedIn,
  async run({ db, scope, actor, house, record }, { body }) {
    // else one that leaked could outlive its own end
    if (actor.via.kind === 'token')
      throw new Failure('not_allowed', 'Sign in to make a token; a token cannot.')
    const token = `plb_${randomBytes(32).toString('base64url')}`
    const expires = body.days === undefined ? null : new Date(house.now().getTime() + body.days * day)
    const id = await saveToken(db, scope, { name: body.name, hash: hashOf(token), expires })
    await record({
      action: 'people.addToken',
      subject: 'token',
      subjectId: id,
      after: { name: body.name, expires },
    })
    return { id, token }
  },
})

const dropToken = action(endToken, {
  may: signedIn,
  async run({ db, scope, record }, { params }) {
    const name = await endOwnToken(db, scope, params.id)
    if (name === undefined) throw new Failure('not_found', 'You have no such token, or it has ended.')
    await record({ action: 'people.endToken', subject: 'token', subjectId: params.id, before: { name } })
    return { done: true as const }
  },
})

const signIns = action(listSignIns, {
  may: signedIn,
  async run({ db, scope, actor, house }) {
    // where somebody sits and with what is theirs, whoever looks with their eyes
    const login = actor.via.kind === 'see_as' ? null : await ownLogin(db, scope)
    const sessions = login === null ? [] : await house.signOn.sessionsOf(login)
    const current = actor.via.kind === 'session' ? actor.via.id : undefined
    return { signIns: sessions.map(one => ({ ...one, current: one.id === current })) }
  },
})

/** The event is written by sign-on's own hook, for every way in which a sign-in can end. */
const dropSignIn = action(endSignIn, {
  may: signedIn,
  async run({ db, scope, house }, { params }) {
    const login = await ownLogin(db, scope)
    if (login === null || !(await house.signOn.endSession(login, params.id)))
      throw new Failure('not_found', 'You are not signed in there any more.')
    return { done: true as const }
  },
})

const look = action(seeAs, {
  may: administers,
  async run({ db, scope }, { params }) {
    const person = await knownPerson(db, scope, params.id)
    if (!person) throw new Failure('not_found', 'There is no such person to see as.')
    await recordLooking(db, scope, params.id)
    return { id: params.id, name: person.name }
  },
})

const handOvers = action(listHandOvers, {
  may: administers,
  async run({ db, scope }) {
    const rows = await readHandOvers(db, scope)
    return {
      messages: rows.map(row => ({
        ...row,
        madeAt: row.madeAt.toISOString(),
        expiresAt: row.expiresAt.toISOString(),
      })),
    }
  },
})

const takeOff = action(dropHandOver, {
  may: administers,
  async run({ db, scope, record }, { params }) {
    const person = await takeOffHandOver(db, scope, params.id)
    if (person === undefined) throw new Failure('not_found', 'This message is not on the list any more.')
    await record({ action: 'people.dropHandOver', subject: 'person', subjectId: person })
    return { done: true as const }
  },
})

export const accessActions = [
  sendInvite,
  tokens,
  makeToken,
  dropToken,
  signIns,
  dropSignIn,
  look,
  handOvers,
  takeOff,
]
