import { changePassword, requestReset, resetPassword, signIn, signOut } from '#contract/sign-on.ts'
import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { z } from 'zod'
import { addressHeader, addressOf } from '../address.ts'
import type { Variables } from '../mount.ts'
import { problem } from '../problem.ts'
import { door } from './door.ts'
import type { SignOnService } from './sign-on.ts'

/** better-auth's endpoints, those we use and only with the fields of our contract; its others are not there. */
export function passwordDoors(
  app: OpenAPIHono<Variables>,
  of: { signOn: SignOnService; publicUrl: string },
): void {
  for (const operation of [signIn, signOut, requestReset, resetPassword]) {
    door(app, operation, (c, { body }) => passOn(c, of, body))
  }
  door(app, changePassword, (c, { body }) => passOn(c, of, { ...body, revokeOtherSessions: true }))
}

async function passOn(
  c: Context,
  of: { signOn: SignOnService; publicUrl: string },
  body: object,
): Promise<Response> {
  const headers = new Headers(c.req.raw.headers)
  headers.delete('content-length')
  headers.set('content-type', 'application/json')
  headers.set(addressHeader, addressOf(c, of.publicUrl))
  const address = new URL(new URL(c.req.url).pathname, of.publicUrl)
  const answer = await of.signOn.auth.handler(
    new Request(address, { method: 'POST', headers, body: JSON.stringify(body) }),
  )
  if (!answer.ok) return refusal(answer)
  const done = c.json({ done: true })
  for (const cookie of answer.headers.getSetCookie()) done.headers.append('set-cookie', cookie)
  return done
}

async function refusal(answer: Response): Promise<Response> {
  if (answer.status >= 500) throw new Error(`better-auth: ${answer.status} ${await answer.text()}`)
  const said = z
    .object({ code: z.string().default(''), message: z.string().default('') })
    .safeParse(await answer.json().catch(() => ({})))
  const { code, message } = said.success ? said.data : { code: '', message: '' }
  const wait = answer.headers.get('x-retry-after')
  const detail =
    answer.status === 429
      ? `Too many tries. Wait ${wait ?? 60} seconds.`
      : (sentences[code] ?? (message || 'This was refused.'))
  const refused = problem(answer.status, { type: 'not_allowed', title: 'Refused', detail })
  if (wait) refused.headers.set('retry-after', wait)
  return refused
}

const sentences: Record<string, string> = {
  INVALID_EMAIL_OR_PASSWORD:
    'E-mail and password do not belong together. Try again, or ask for a new password.',
  INVALID_PASSWORD: 'The current password is not right.',
  INVALID_TOKEN: 'This link was used or has run out. Ask for a new one.',
  PASSWORD_TOO_SHORT: 'Choose at least 10 characters.',
  PASSWORD_TOO_LONG: 'Choose at most 128 characters.',
  INVALID_ORIGIN: 'This request came from another address. Open Plumbline at its own.',
  SESSION_NOT_FRESH: 'You signed in a while ago. Sign in again, then change the password.',
}
