/** Coming in for the first time: founding, and taking up an invite. Asked by nobody who is known yet. */
import { Failure } from '#core/failure.ts'
import { found, inviteBySecret, isEmpty, takeInvite, type OpenInvite } from '#db/people/doors.ts'
import { personsOfLogin, type PersonOfLogin } from '#db/actors.ts'
import type { Pools } from '#db/scope.ts'
import { randomUUID } from 'node:crypto'
import { hashOf } from './identify.ts'

/** Sign-on's logins, as far as coming in needs them. */
export type Logins = {
  find(email: string): Promise<{ id: string } | undefined>
  passwordFits(login: string, password: string): Promise<boolean>
  create(login: { id: string; name: string; email: string; password: string }): Promise<void>
  remove(login: string): Promise<void>
  /** Links to choose a new password that are still open lead nowhere any more. */
  closeResets(login: string): Promise<void>
}

export { isEmpty }

export async function foundOrganisation(
  of: { pools: Pools; logins: Logins },
  wish: {
    organisation: string
    currency: string
    timeZone: string
    locale: string
    name: string
    email: string
    password: string
  },
): Promise<{ person: string; login: string }> {
  checkClock(wish)
  const login = randomUUID()
  const { name, email, password } = wish
  const made = await found(
    of.pools,
    { ...wish, name: wish.organisation, founder: { name, email, login } },
    async () => {
      // in an empty Plumbline a login is what a founding that broke off left behind
      const left = await of.logins.find(email)
      if (left) await of.logins.remove(left.id)
      await of.logins.create({ id: login, name, email, password })
    },
  )
  if (!made) {
    throw new Failure(
      'conflict',
      'This Plumbline has its organisation already. Sign in, or ask its administrator for an invitation.',
    )
  }
  return { person: made.person, login }
}

/** Only what the platform knows can be shown and reckoned with later. */
function checkClock(wish: { timeZone: string; locale: string; currency: string }): void {
  const sayings = {
    timeZone: () => new Intl.DateTimeFormat('en', { timeZone: wish.timeZone }),
    locale: () => new Intl.NumberFormat(wish.locale),
    currency: () => new Intl.NumberFormat('en', { style: 'currency', currency: wish.currency }),
  }
  for (const [field, tried] of Object.entries(sayings)) {
    try {
      tried()
    } catch {
      throw new Failure('invalid', `There is no such ${field}: ${wish[field as keyof typeof wish]}.`, {
        [field]: 'unknown',
      })
    }
  }
}

export async function openInvite(pools: Pools, secret: string): Promise<OpenInvite> {
  const invite = await inviteBySecret(pools, hashOf(secret))
  if (!invite) {
    throw new Failure(
      'not_found',
      'This invitation was used, has run out, or was never made. Ask your administrator for a new one.',
    )
  }
  return invite
}

/**
 * Ties the invited person to a login: the one signed in, the one their e-mail has (its password asked), or a new one.
 */
export async function acceptInvite(
  of: { pools: Pools; logins: Logins },
  wish: {
    secret: string
    email?: string | undefined
    password?: string | undefined
    signedIn?: string | undefined
  },
): Promise<{ person: string; login: string }> {
  const invite = await openInvite(of.pools, wish.secret)
  const way = await loginFor(of.logins, invite, wish)
  const persons = await personsOfLogin(of.pools, way.login)
  const already = persons.find(person => person.orgId === invite.orgId)
  if (already)
    throw new Failure(
      'conflict',
      `This sign-on is ${already.name}’s in ${already.organisation}. Sign out first.`,
    )
  const person = await takeInvite(of.pools, { hash: hashOf(wish.secret), login: way.login }, way.make)
  if (!person) throw new Failure('conflict', 'This invitation was used a moment ago. Sign in.')
  return { person, login: way.login }
}

async function loginFor(
  logins: Logins,
  invite: OpenInvite,
  wish: { email?: string | undefined; password?: string | undefined; signedIn?: string | undefined },
): Promise<{ login: string; make: () => Promise<void> }> {
  const { password } = wish
  // whose administrator holds such a link would open the organisation that is joined with it
  const joins = (login: string) => ({ login, make: () => logins.closeResets(login) })
  if (password === undefined) {
    if (wish.signedIn !== undefined) return joins(wish.signedIn)
    throw new Failure('invalid', 'Choose a password.', { password: 'missing' })
  }
  const email = invite.email ?? wish.email
  if (email === undefined) throw new Failure('invalid', 'Say your e-mail.', { email: 'missing' })
  const known = await logins.find(email)
  if (known) {
    if (await logins.passwordFits(known.id, password)) return joins(known.id)
    throw new Failure('invalid', `${email} has a sign-on already. Use its password, or reset it first.`, {
      password: 'does not fit',
    })
  }
  if (password.length < 10)
    throw new Failure('invalid', 'Choose a password of at least 10 characters.', { password: 'too short' })
  const login = randomUUID()
  return { login, make: () => logins.create({ id: login, name: invite.name, email, password }) }
}

export function personsOf(pools: Pools, login: string): Promise<PersonOfLogin[]> {
  return personsOfLogin(pools, login)
}
