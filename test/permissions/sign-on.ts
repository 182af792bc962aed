import { hashOf } from '#actions/people/identify.ts'
import * as signOn from '#contract/sign-on.ts'
import { hashPassword } from 'better-auth/crypto'
import type { TestDatabase } from '../db.ts'
import { everybody, roles, type Answer, type Cell, type Row } from './row.ts'

const password = 'a password of the walk'
const bySession = roles.filter(role => role !== 'nobody' && role !== 'token').join(' ')
const all = Object.fromEntries(
  ['own', 'below', 'farBelow', 'sideways', 'above', 'another'].map(relation => [relation, everybody]),
) as Record<'own' | 'below' | 'farBelow' | 'sideways' | 'above' | 'another', string>

const emailOf = ({ marker }: Cell) => `${marker}@walk.example`.toLowerCase()

/** Somebody who is invited, named by the cell's marker, and the secret of the invite. */
async function invitee({ db, subject, marker }: Cell): Promise<string> {
  await db.superuser.query(
    `insert into app.person (org_id, id, code, name) values ($1, gen_random_uuid(), $2, $2)`,
    [subject.org, marker],
  )
  await db.superuser.query(
    `insert into app.invite (org_id, id, person_id, secret_hash, made_by, expires_at)
     select org_id, gen_random_uuid(), id, $1, id, now() + interval '1 day' from app.person where code = $2`,
    [hashOf(`secret of ${marker}`), marker],
  )
  return encodeURIComponent(`secret of ${marker}`)
}

/** Hashed once: it is slow on purpose. */
const hash = hashPassword(password)

/** Somebody named by the cell's marker who has a sign-on, with a password. */
async function joined(cell: Cell): Promise<void> {
  const { db, subject, marker } = cell
  await db.superuser.query(
    `insert into app.person (org_id, id, code, name, login_id) values ($1, gen_random_uuid(), $2, $2, $2)`,
    [subject.org, marker],
  )
  await db.superuser.query(
    'insert into auth.login (id, name, email, email_verified) values ($1, $1, $2, false)',
    [marker, emailOf(cell)],
  )
  await giveHash(db, marker)
}

async function giveHash(db: TestDatabase, login: string): Promise<void> {
  await db.superuser.query('delete from auth.credential where login_id = $1', [login])
  await db.superuser.query(
    `insert into auth.credential (id, account_id, provider_id, login_id, password, updated_at)
     values (gen_random_uuid(), $1, 'credential', $1, $2, now())`,
    [login, await hash],
  )
}

const whoIs = async (cell: Cell, cookies: string[]): Promise<string | undefined> => {
  const { body } = await cell.askWith(cookies, '/me')
  return (body['person'] as { name?: string } | undefined)?.name
}
const isMarked = async ({ cookies }: Answer, cell: Cell) => (await whoIs(cell, cookies)) === cell.marker

/** A link to reset the invitee's password, as it would be handed over. */
async function resetToken(cell: Cell): Promise<string> {
  await joined(cell)
  await cell.ask('post', '/auth/request-password-reset', { email: emailOf(cell) })
  return tokenIn(cell)
}

async function tokenIn({ db, marker }: Cell): Promise<string> {
  const { rows } = await db.superuser.query<{ link: string }>(
    'select h.link from app.hand_over h join app.person p on p.id = h.person_id where p.name = $1',
    [marker],
  )
  return new URL(rows[0]?.link ?? 'https://none.example').searchParams.get('token') ?? ''
}

const opened = new WeakMap<Cell, { cookie?: string }>()

/** What is asked by somebody who is not known yet: a secret decides, not who holds it. */
export const signOnRows: readonly Row[] = [
  {
    operation: signOn.showSetup,
    may: everybody,
    ask: cell => cell.ask('get', '/setup'),
    shows: ({ body }) => body['empty'] === false && body['demo'] === true,
  },
  {
    operation: signOn.foundOrganisation,
    may: everybody,
    but: () => 'conflict',
    ask: cell =>
      cell.ask('post', '/setup', {
        organisation: cell.marker,
        currency: 'EUR',
        timeZone: 'Europe/Stockholm',
        locale: 'en-GB',
        name: cell.marker,
        email: emailOf(cell),
        password,
      }),
    shows: async (_, { db, marker }) =>
      (await db.superuser.query('select from app.organisation where name = $1', [marker])).rowCount === 1,
  },
  {
    operation: signOn.showInvite,
    may: everybody,
    sight: all,
    ask: async cell => cell.ask('get', `/invite/${await invitee(cell)}`),
    shows: ({ body }, { marker }) => body['name'] === marker,
  },
  {
    operation: signOn.showInvite,
    of: 'by a wrong secret',
    may: everybody,
    sight: all,
    but: () => 'not_found',
    ask: async cell => cell.ask('get', `/invite/${await invitee(cell)}x`),
    shows: ({ body }, { marker }) => body['name'] === marker,
  },
  {
    operation: signOn.acceptInvite,
    may: everybody,
    // each hashes a password, which is slow on purpose
    asked: 'together',
    sight: all,
    ask: async cell => cell.ask('post', `/invite/${await invitee(cell)}`, { email: emailOf(cell), password }),
    shows: isMarked,
  },
  {
    operation: signOn.listPersons,
    may: bySession,
    ask: cell => cell.ask('get', '/persons'),
    // a sign-on's own persons, whomever its owner looks as
    shows: ({ body }, { role, viewer }) =>
      ((body['persons'] as { name: string }[] | undefined) ?? []).some(
        one => one.name === (role === 'seeAs' ? 'Olga Petrova' : viewer.name),
      ),
  },
  {
    operation: signOn.choosePerson,
    may: bySession,
    sight: {
      ...noneOf(all),
      own: 'executive director manager salesperson service technologist administrator',
    },
    ask: cell => cell.ask('post', '/persons', { person: cell.subject.id }),
    shows: ({ body, cookies }, { subject }) => body['done'] === true && cookies.join().includes(subject.id),
  },
  {
    operation: signOn.demoPeople,
    may: everybody,
    ask: cell => cell.ask('get', '/demo/people'),
    shows: ({ body }, { viewer }) =>
      ((body['people'] as { id: string }[] | undefined) ?? []).some(one => one.id === viewer.id),
  },
  {
    operation: signOn.demoSignIn,
    may: everybody,
    sight: all,
    ask: cell => cell.ask('post', '/demo/sign-in', { person: cell.subject.id }),
    shows: async ({ cookies }, cell) => (await whoIs(cell, cookies)) === cell.subject.name,
  },
  {
    operation: signOn.demoSignIn,
    of: 'through a proxy, as if from another machine',
    may: everybody,
    sight: all,
    but: () => 'not_found',
    ask: cell =>
      cell.ask('post', '/demo/sign-in', { person: cell.subject.id }, { 'x-forwarded-for': '203.0.113.7' }),
    shows: async ({ cookies }, cell) => (await whoIs(cell, cookies)) === cell.subject.name,
  },
  {
    operation: signOn.signIn,
    may: everybody,
    async ask(cell) {
      await joined(cell)
      return cell.ask('post', '/auth/sign-in/email', { email: emailOf(cell), password })
    },
    shows: isMarked,
  },
  {
    operation: signOn.signIn,
    of: 'with a wrong password',
    may: '',
    async ask(cell) {
      await joined(cell)
      return cell.ask('post', '/auth/sign-in/email', { email: emailOf(cell), password: `${password}!` })
    },
    shows: isMarked,
  },
  {
    operation: signOn.signOut,
    may: everybody,
    async ask(cell) {
      const cookie = await signInAgain(cell)
      opened.set(cell, cookie)
      return cell.ask('post', '/auth/sign-out', {}, cookie)
    },
    // nobody, and who comes with a token, has nothing to sign out of and is told the same
    shows: async ({ body }, cell) => {
      const { cookie } = opened.get(cell)!
      return body['done'] === true && (cookie === undefined || (await whoIs(cell, [cookie])) === undefined)
    },
  },
  {
    operation: signOn.requestReset,
    may: everybody,
    async ask(cell) {
      await joined(cell)
      return cell.ask('post', '/auth/request-password-reset', { email: emailOf(cell) })
    },
    shows: async (_, cell) => (await tokenIn(cell)) !== '',
  },
  {
    operation: signOn.resetPassword,
    may: everybody,
    ask: async cell =>
      cell.ask('post', '/auth/reset-password', {
        token: await resetToken(cell),
        newPassword: `new ${password}`,
      }),
    shows: (_, cell) => fits(cell, `new ${password}`),
  },
  {
    operation: signOn.resetPassword,
    of: 'by a wrong token',
    may: '',
    but: () => 'invalid',
    ask: async cell =>
      cell.ask('post', '/auth/reset-password', {
        token: `${await resetToken(cell)}x`,
        newPassword: `new ${password}`,
      }),
    shows: (_, cell) => fits(cell, `new ${password}`),
  },
  {
    // ends the other sign-ins of whoever asks, the walk's own with them: so it comes last
    operation: signOn.changePassword,
    may: bySession,
    async ask(cell) {
      await givePassword(cell)
      const cookie = await signInAgain(cell)
      return cell.ask(
        'post',
        '/auth/change-password',
        { currentPassword: password, newPassword: `new ${password}` },
        cookie,
      )
    },
    shows: ({ body }) => body['done'] === true,
  },
]

async function fits(cell: Cell, tried: string): Promise<boolean> {
  const { status } = await cell.ask('post', '/auth/sign-in/email', { email: emailOf(cell), password: tried })
  return status === 200
}

function noneOf<T extends string>(of: Record<T, string>): Record<T, string> {
  return Object.fromEntries(Object.keys(of).map(key => [key, ''])) as Record<T, string>
}

/** A sign-in made just now, of whoever sits there. */
async function signInAgain(cell: Cell): Promise<{ cookie?: string }> {
  if (hasNoSession(cell)) return {}
  const { id } = await sitting(cell)
  const { cookies } = await cell.ask('post', '/demo/sign-in', { person: id })
  return { cookie: cookies.join('; ') }
}

async function givePassword(cell: Cell): Promise<void> {
  if (!hasNoSession(cell)) await giveHash(cell.db, (await sitting(cell)).login)
}

const hasNoSession = ({ role }: Cell) => role === 'nobody' || role === 'token'

/** Whose sign-in it is: of somebody who is seen as another, that of the one who looks. */
async function sitting({ db, role, viewer }: Cell): Promise<{ id: string; login: string }> {
  const { rows } = await db.superuser.query<{ id: string; login: string }>(
    'select id, login_id as login from app.person where org_id = $1 and code = $2',
    [viewer.org, role === 'seeAs' ? 'olga' : viewer.code],
  )
  return rows[0]!
}
