import type { SignOnEvent } from '#core/events.ts'
import { betterAuth, type BetterAuthOptions } from 'better-auth'
import { createAuthEndpoint, createAuthMiddleware, isAPIError } from 'better-auth/api'
import { setSessionCookie } from 'better-auth/cookies'
import { z } from 'zod'
import { addressHeader } from '../address.ts'

const shortestPassword = 10
const longestPassword = 128
/** A link that somebody hands over by hand needs longer than one that is mailed. */
export const resetSeconds = { mailed: 3600, handedOver: 24 * 3600 }

export type AuthNeeds = {
  database: NonNullable<BetterAuthOptions['database']>
  secret: string
  publicUrl: string
  origins: readonly string[]
  mails: boolean
  /** better-auth's own warnings (a wrong password, a foreign origin) and errors. */
  log: (level: 'info' | 'success' | 'warn' | 'error' | 'debug', message: string) => void
  record: (login: string, event: SignOnEvent) => Promise<void>
  /** Mails the link to reset a password, or leaves it for an administrator to hand over. */
  sendReset: (login: { id: string; email: string; name: string }, token: string) => Promise<void>
  passwordWasReset: (login: string) => Promise<void>
}

/** better-auth as we use it: passwords, and nobody signs up but by founding or by an invite. */
export function createAuth(needs: AuthNeeds) {
  return betterAuth({
    appName: 'Plumbline',
    secret: needs.secret,
    baseURL: needs.publicUrl,
    basePath: '/api/auth',
    trustedOrigins: [...needs.origins],
    database: needs.database,
    user: tables.user,
    account: tables.account,
    verification: tables.verification,
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: shortestPassword,
      maxPasswordLength: longestPassword,
      revokeSessionsOnPasswordReset: true,
      resetPasswordTokenExpiresIn: needs.mails ? resetSeconds.mailed : resetSeconds.handedOver,
      sendResetPassword: async ({ user, token }) => {
        await needs.record(user.id, 'sign-on.resetAsked')
        await needs.sendReset(user, token)
      },
      onPasswordReset: async ({ user }) => {
        await needs.record(user.id, 'sign-on.passwordSet')
        await needs.passwordWasReset(user.id)
      },
    },
    rateLimit: {
      enabled: true,
      storage: 'database',
      ...rateLimitTable,
      window: 60,
      max: 120,
      customRules: {
        '/sign-in/email': { window: 60, max: 10 },
        '/request-password-reset': { window: 15 * 60, max: 5 },
        '/reset-password': { window: 60, max: 10 },
        '/change-password': { window: 60, max: 10 },
      },
    },
    // a sign-in lasts two weeks from the day it was made; nothing is written for being looked at
    session: { ...tables.session, expiresIn: 14 * 24 * 3600, disableSessionRefresh: true },
    advanced: {
      useSecureCookies: needs.publicUrl.startsWith('https:'),
      cookiePrefix: 'plumbline',
      // set by us from the socket, never by the client
      ipAddress: { ipAddressHeaders: [addressHeader] },
    },
    databaseHooks: {
      session: {
        create: { after: session => needs.record(session.userId, 'sign-on.in') },
        delete: {
          // one that ran out is swept away, which is nobody's doing
          after: async session => {
            if (session.expiresAt > new Date()) await needs.record(session.userId, 'sign-on.ended')
          },
        },
      },
    },
    hooks: { after: recordEndpoint(needs) },
    plugins: [signInWithout],
    logger: { log: (level, message) => needs.log(level, message) },
    telemetry: { enabled: false },
  })
}

export type Auth = ReturnType<typeof createAuth>

/** What the database's own hooks cannot tell: a wrong password, and a changed one. */
function recordEndpoint(needs: AuthNeeds) {
  return createAuthMiddleware(async ctx => {
    const refused = isAPIError(ctx.context.returned)
    if (ctx.path === '/sign-in/email' && refused) {
      const body = z.object({ email: z.string() }).safeParse(ctx.body)
      const found = body.success && (await ctx.context.internalAdapter.findUserByEmail(body.data.email))
      if (found) await needs.record(found.user.id, 'sign-on.failed')
    }
    if (ctx.path === '/change-password' && !refused && ctx.context.session) {
      await needs.record(ctx.context.session.user.id, 'sign-on.passwordSet')
    }
  })
}

/** Signs a login in that has just proved itself otherwise (founding, an invite, the demo). It has no address. */
const signInWithout = {
  id: 'plumbline',
  endpoints: {
    signInLogin: createAuthEndpoint.serverOnly(
      { method: 'POST', body: z.object({ login: z.string() }) },
      async ctx => {
        const user = await ctx.context.internalAdapter.findUserById(ctx.body.login)
        if (!user) return ctx.json({ signedIn: false })
        const session = await ctx.context.internalAdapter.createSession(user.id)
        await setSessionCookie(ctx, { session, user })
        return ctx.json({ signedIn: true })
      },
    ),
  },
} as const

/** Which of our columns is which of better-auth's fields (src/db/migrations/0004_signon.sql). */
const dates = { createdAt: 'created_at', updatedAt: 'updated_at' }
const tables = {
  user: { modelName: 'login', fields: { emailVerified: 'email_verified', ...dates } },
  session: {
    modelName: 'sign_in',
    fields: {
      userId: 'login_id',
      expiresAt: 'expires_at',
      ipAddress: 'ip_address',
      userAgent: 'user_agent',
      ...dates,
    },
  },
  account: {
    modelName: 'credential',
    fields: {
      userId: 'login_id',
      accountId: 'account_id',
      providerId: 'provider_id',
      accessToken: 'access_token',
      refreshToken: 'refresh_token',
      idToken: 'id_token',
      accessTokenExpiresAt: 'access_token_expires_at',
      refreshTokenExpiresAt: 'refresh_token_expires_at',
      ...dates,
    },
  },
  verification: { modelName: 'verification', fields: { expiresAt: 'expires_at', ...dates } },
} as const
const rateLimitTable = { modelName: 'rate_limit', fields: { lastRequest: 'last_request' } } as const
