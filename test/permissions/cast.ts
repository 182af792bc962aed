import { hashOf } from '#actions/people/identify.ts'
import type { TestDatabase } from '../db.ts'
import { elsewhere } from '../elsewhere.ts'
import type { Served } from '../http/serve.ts'
import { bringIn, lookUp } from '../settle.ts'
import { world } from '../world.ts'
import { roles, type Answer, type Cell, type Relation, type Role, type Someone } from './row.ts'

/** A Saturday on which nobody else sold anything. */
export const markedDay = '2026-03-28'
export const salespersonsToken = 'plb_the_token_of_a_salesperson'

const inNorrsken = 'astrid goran zoe ake beatrice celik kenji emi farid jon mika noor olga'.split(' ')
const inElsewhere = ['vera', 'wanda']

/**
 * Who stands for each role, and who is what to them. Where there is nobody in a relation (nobody is below a
 * salesperson, nobody above the chief executive), somebody stands there who must be out of sight all the more.
 */
const cast: Record<Role, { viewer: string } & Record<Relation, string>> = {
  executive: of('astrid', { below: 'goran', farBelow: 'ake', sideways: 'mika', above: 'olga' }),
  director: of('goran', { below: 'zoe', farBelow: 'ake', sideways: 'noor', above: 'astrid' }),
  manager: of('zoe', { below: 'ake', farBelow: 'farid', sideways: 'kenji', above: 'goran' }),
  salesperson: of('ake', { below: 'emi', farBelow: 'farid', sideways: 'beatrice', above: 'zoe' }),
  service: of('mika', { below: 'jon', farBelow: 'farid', sideways: 'noor', above: 'astrid' }),
  technologist: of('noor', { below: 'jon', farBelow: 'farid', sideways: 'mika', above: 'astrid' }),
  administrator: of('olga', { below: 'jon', farBelow: 'farid', sideways: 'mika', above: 'astrid' }),
  token: of('ake', { below: 'emi', farBelow: 'farid', sideways: 'beatrice', above: 'zoe' }),
  seeAs: of('ake', { below: 'emi', farBelow: 'farid', sideways: 'beatrice', above: 'zoe' }),
  // these two ask for what is the salesperson's; to the second, all of it is another organisation's
  nobody: of('ake', { below: 'emi', farBelow: 'farid', sideways: 'beatrice', above: 'zoe' }),
  elsewhere: {
    ...of('ake', { below: 'emi', farBelow: 'farid', sideways: 'beatrice', above: 'zoe' }),
    viewer: 'vera',
    another: 'goran',
  },
}

function of(own: string, others: Omit<Record<Relation, string>, 'own' | 'another'>) {
  return { viewer: own, own, ...others, another: 'wanda' }
}

/** Gives everybody an account, a line and a sign-on of their own, and signs the cast in. */
export async function castIn(db: TestDatabase, served: Served) {
  const people = new Map<string, Someone>()
  for (const [name, codes] of [
    [world.name, inNorrsken],
    [elsewhere.name, inElsewhere],
  ] as const) {
    for (const someone of await markedPeople(db, name, codes)) people.set(someone.code, someone)
  }
  const find = (code: string) => people.get(code)!
  const headers = await headersOf(db, served, code => find(code))
  let cells = 0
  const cellOf = (role: Role, relation: Relation): Cell => ({
    role,
    relation,
    viewer: find(cast[role].viewer),
    subject: find(cast[role][relation]),
    marker: `marker-${++cells}-of-${role}-${relation}`,
    db,
    ask: (method, path, body, more = {}) =>
      send(served, { method, path, body, headers: { ...headers[role], ...more } }),
    askWith: (cookies, path) =>
      send(served, { method: 'get', path, headers: { cookie: cookies.join('; ') } }),
  })
  return { cellOf, find, signInAgain: async () => Object.assign(headers, await headersOf(db, served, find)) }
}

export type Cast = Awaited<ReturnType<typeof castIn>>

/** What somebody sold on the marked day; nothing for who is not in the cast. */
export function netOf(code: string): number {
  const at = [...inNorrsken, ...inElsewhere].indexOf(code)
  return at < 0 ? 0 : 1000_00 + at * 7_13
}

async function markedPeople(db: TestDatabase, name: string, codes: readonly string[]): Promise<Someone[]> {
  const before = await lookUp(db, name)
  await bringIn(
    db,
    before.org,
    {
      accounts: codes.map(code => ({ code: `M-${code}`, name: `Marked account of ${code}` })),
      ownership: codes.map(code => ({ account: `M-${code}`, person: code, share: 1_000_000 })),
      billing: codes.map(code => ({
        invoice: `MARK-${code}`,
        day: markedDay,
        account: `M-${code}`,
        sellers: [{ code, share: 1_000_000 }],
        channel: 'Marked',
        kind: 'goods' as const,
        net: netOf(code),
      })),
      opportunities: codes.map(code => ({
        code: `D-${code}`,
        name: `Marked deal of ${code}`,
        account: `M-${code}`,
        owners: [{ code, share: 1_000_000 }],
        stage: 'Lead',
        amount: netOf(code),
      })),
      activities: codes.map(code => ({
        code: `T-${code}`,
        kind: `Marked call of ${code}`,
        person: code,
        opportunity: `D-${code}`,
        day: markedDay,
      })),
    },
    'marked',
  )
  const after = await lookUp(db, name)
  const { rows } = await db.superuser.query<{ code: string; name: string; login: string }>(
    'select code, name, login_id as login from app.person where org_id = $1',
    [after.org],
  )
  const { rows: deals } = await db.superuser.query<{ id: string; code: string }>(
    'select id, code from app.opportunity where org_id = $1',
    [after.org],
  )
  return codes.map(code => {
    const deal = deals.find(row => row.code === `D-${code}`)!.id
    const { name: named, login } = rows.find(row => row.code === code)!
    const marked = { account: after.account(`M-${code}`), invoice: `MARK-${code}`, net: netOf(code), deal }
    return { code, id: after.person(code), name: named, org: after.org, login, ...marked }
  })
}

/** What each role sends along: the cookies of a sign-in, a token, a header to see as somebody; or nothing. */
async function headersOf(
  db: TestDatabase,
  served: Served,
  find: (code: string) => Someone,
): Promise<Record<Role, Record<string, string>>> {
  await db.superuser.query(`
    insert into auth.login (id, name, email, email_verified)
    select login_id, name, email, false from app.person where login_id is not null and email is not null
    on conflict do nothing`)
  await db.superuser.query(
    `insert into app.api_token (org_id, id, person_id, name, secret_hash)
     values ($1, gen_random_uuid(), $2, 'of the walk', $3) on conflict do nothing`,
    [find('ake').org, find('ake').id, hashOf(salespersonsToken)],
  )
  const cookiesOf = async (code: string) => {
    const visitor = served.visitor()
    const { status } = await visitor.post('/demo/sign-in', { person: find(code).id })
    if (status !== 200) throw new Error(`${code} cannot sign in: ${status}`)
    return { cookie: [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; ') }
  }
  const headers = {} as Record<Role, Record<string, string>>
  for (const role of roles) {
    if (role === 'nobody') headers[role] = {}
    else if (role === 'token') headers[role] = { authorization: `Bearer ${salespersonsToken}` }
    else if (role === 'seeAs') headers[role] = { ...(await cookiesOf('olga')), 'x-see-as': find('ake').id }
    else headers[role] = await cookiesOf(cast[role].viewer)
  }
  return headers
}

async function send(
  { url }: Served,
  of: { method: string; path: string; body?: object | string | undefined; headers: Record<string, string> },
): Promise<Answer> {
  const { body } = of
  const asJson = typeof body === 'object'
  const response = await fetch(`${url}/api${of.path}`, {
    method: of.method.toUpperCase(),
    headers: {
      origin: url,
      ...(body !== undefined && { 'content-type': asJson ? 'application/json' : 'application/octet-stream' }),
      ...of.headers,
    },
    ...(body !== undefined && { body: asJson ? JSON.stringify(body) : body }),
  })
  const bytes = new Uint8Array(await response.arrayBuffer())
  const text = new TextDecoder().decode(bytes)
  const json = (response.headers.get('content-type') ?? '').includes('json') && text !== ''
  return {
    status: response.status,
    text,
    bytes,
    body: json ? (JSON.parse(text) as Record<string, unknown>) : {},
    cookies: response.headers.getSetCookie().map(line => line.split(';')[0]!),
  }
}
