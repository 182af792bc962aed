import type { SignOn } from '#actions/action.ts'
import type { Logins } from '#actions/people/enter.ts'
import type { SignOnStore } from '#actions/people/store.ts'
import { parseSigned } from 'hono/utils/cookie'
import type { Logger } from 'pino'
import { createAuth, resetSeconds, type Auth } from './better-auth.ts'

export type Mail = (message: { to: string; subject: string; text: string }) => Promise<'sent' | 'hand_over'>

export type SignedIn = { login: string; session: string; email: string }

/** Sign-on as the rest of http and the actions know it; better-auth stays behind it. */
export type SignOnService = {
  readonly auth: Auth
  readonly store: SignOnStore
  readonly logins: Logins
  /** For the actions: where a login is signed in. */
  readonly sessions: SignOn
  whoIs(headers: Headers): Promise<SignedIn | undefined>
  /** Cookies that sign a login in which has proved itself otherwise. */
  cookiesFor(login: string, headers: Headers): Promise<string[]>
}

export function createSignOn(of: {
  store: SignOnStore
  secret: string
  publicUrl: string
  origins: readonly string[]
  mails: boolean
  mail: Mail
  log: Logger
}): SignOnService {
  const { store } = of
  const auth = createAuth({
    database: store.database,
    secret: of.secret,
    publicUrl: of.publicUrl,
    origins: of.origins,
    mails: of.mails,
    // a wrong password is a warning to better-auth; here it is an event, and noise in a log
    log: (level, message) => of.log[level === 'error' ? 'error' : 'debug']({ part: 'sign-on' }, message),
    record: store.record,
    sendReset: (login, token) => sendReset(of, login, token),
    passwordWasReset: store.handedOver,
  })
  return {
    auth,
    store,
    logins: loginsOf(auth, store),
    sessions: sessionsOf(auth),
    whoIs: headers => whoIs(auth, store, headers.get('cookie') ?? ''),
    async cookiesFor(login, headers) {
      const answer = await auth.api.signInLogin({ body: { login }, headers, returnHeaders: true })
      return answer.headers.getSetCookie()
    },
  }
}

/**
 * What better-auth's own get-session answers, at a third of its cost, for it is asked at every request: the cookie
 * holds the sign-in's token and a signature of it (hono signs in the same way).
 */
async function whoIs(auth: Auth, store: SignOnStore, cookies: string): Promise<SignedIn | undefined> {
  const { secret, authCookies } = await auth.$context
  const { name } = authCookies.sessionToken
  if (!cookies.includes(name)) return undefined
  const token = (await parseSigned(cookies, secret, name))[name]
  return typeof token === 'string' ? store.signedIn(token) : undefined
}

async function sendReset(
  of: { store: SignOnStore; publicUrl: string; mails: boolean; mail: Mail; log: Logger },
  login: { id: string; email: string; name: string },
  token: string,
): Promise<void> {
  const link = `${of.publicUrl}/reset-password?token=${encodeURIComponent(token)}`
  const subject = 'Choose a new password for Plumbline'
  const text = [
    `Hello ${login.name},`,
    'Somebody, we trust you, asked for a new password. Choose it here within the hour:',
    link,
    'If it was not you, leave this message be: nothing changes.',
  ].join('\n\n')
  const deliver = async () => {
    if ((await of.mail({ to: login.email, subject, text })) === 'sent') return
    const seconds = of.mails ? resetSeconds.mailed : resetSeconds.handedOver
    await of.store.handOver(login.id, { subject, link, expires: new Date(Date.now() + seconds * 1000) })
  }
  // who waits for a mail server would tell by the waiting that there is such a sign-on
  if (of.mails) void deliver().catch((err: unknown) => of.log.error({ err }, 'reset not delivered'))
  else await deliver()
}

function loginsOf(auth: Auth, { closeResets }: SignOnStore): Logins {
  return {
    closeResets,
    async find(email) {
      const found = await (await auth.$context).internalAdapter.findUserByEmail(email)
      return found ? { id: found.user.id } : undefined
    },
    async passwordFits(login, password) {
      const context = await auth.$context
      const accounts = await context.internalAdapter.findAccounts(login)
      const hash = accounts.find(account => account.providerId === 'credential')?.password
      return hash ? context.password.verify({ hash, password }) : false
    },
    async create({ id, name, email, password }) {
      const context = await auth.$context
      const hash = await context.password.hash(password)
      await context.internalAdapter.createUser(
        { id, name, email, emailVerified: false },
        { method: 'email-password' },
      )
      await context.internalAdapter.linkAccount({
        userId: id,
        providerId: 'credential',
        accountId: id,
        password: hash,
      })
    },
    async remove(login) {
      await (await auth.$context).internalAdapter.deleteUser(login)
    },
  }
}

function sessionsOf(auth: Auth): SignOn {
  return {
    async sessionsOf(login) {
      const sessions = await (
        await auth.$context
      ).internalAdapter.listSessions(login, { onlyActiveSessions: true })
      return sessions.map(session => ({
        id: session.id,
        at: session.createdAt.toISOString(),
        expires: session.expiresAt.toISOString(),
        address: session.ipAddress ?? null,
        agent: session.userAgent ?? null,
      }))
    },
    async endSession(login, id) {
      const { internalAdapter } = await auth.$context
      const session = (await internalAdapter.listSessions(login)).find(one => one.id === id)
      if (!session) return false
      await internalAdapter.deleteSession(session.token)
      return true
    },
    async endAll(login) {
      await (await auth.$context).internalAdapter.deleteUserSessions(login)
    },
  }
}
