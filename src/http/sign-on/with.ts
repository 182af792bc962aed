import type { House } from '#actions/action.ts'
import type { Context } from 'hono'
import { setCookie } from 'hono/cookie'
import { addressHeader, addressOf } from '../address.ts'
import { NotSignedIn, TooMany } from '../problem.ts'
import type { SignedIn, SignOnService } from './sign-on.ts'

/** Which of their persons somebody went on as last. */
export const personCookie = 'plumbline.person'

/** What sign-on's endpoints work with. */
export type DoorsOf = {
  pools: House['pools']
  signOn: SignOnService
  publicUrl: string
  /** The address listened on: a demo lets anybody in only where no other machine comes. */
  host: string
  mails: boolean
  demo: boolean
}

/** Signs the answer's reader in. */
export async function signInAs(c: Context, of: DoorsOf, login: string): Promise<void> {
  const headers = new Headers({
    'user-agent': c.req.header('user-agent') ?? '',
    [addressHeader]: addressOf(c, of.publicUrl),
  })
  for (const cookie of await of.signOn.cookiesFor(login, headers)) {
    c.header('set-cookie', cookie, { append: true })
  }
}

/** Which of their persons they go on as, until they choose another. */
export function rememberPerson(c: Context, of: DoorsOf, person: string): void {
  setCookie(c, personCookie, person, {
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    secure: of.publicUrl.startsWith('https:'),
    maxAge: 400 * 24 * 3600,
  })
}

export async function mustBeSignedIn(c: Context, of: DoorsOf): Promise<SignedIn> {
  const signedIn = await of.signOn.whoIs(c.req.raw.headers)
  if (!signedIn) throw new NotSignedIn()
  return signedIn
}

/** At most so many tries from one address within so many seconds. */
export async function limit(
  c: Context,
  of: DoorsOf,
  { what, max, seconds }: { what: string; max: number; seconds: number },
): Promise<void> {
  const key = `${what} ${addressOf(c, of.publicUrl)}`
  if (!(await of.signOn.store.tryOnce(key, { max, seconds }))) throw new TooMany(seconds)
}
