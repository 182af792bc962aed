import { billing, fileOf, lines, take } from './ledger.ts'
import type { Plumbline } from './plumbline.ts'
import type { World } from './edits.ts'
import { Visitor } from './visitor.ts'

/** A founder, two managers, eight sellers and the first version of the billing, all by way of the API. */
export async function settle(plumbline: Plumbline): Promise<World> {
  const [email, password] = ['founder@generated.example', 'a password of the founder']
  const visitor = new Visitor(() => plumbline.url())
  const founded = await visitor.must('POST', '/setup', {
    organisation: 'Generated',
    currency: 'EUR',
    timeZone: 'UTC',
    locale: 'en-GB',
    name: 'Founder',
    email,
    password,
  })
  const made = await visitor.with({ cookie: founded.cookie }).must('POST', '/me/tokens', { name: 'kills' })
  const admin = visitor.with({ authorization: `Bearer ${made.body['token'] as string}` })
  const codes = ['M0', 'M1', ...Array.from({ length: 8 }, (_, n) => `S${n}`)]
  await take(
    admin,
    'into: people\nfields: { code: c, name: n }',
    table(
      'c,n',
      codes.map(c => `${c},${c}`),
    ),
  )
  const reports = codes.map(c => (c.startsWith('M') ? `${c},` : `${c},M0`))
  await take(admin, 'into: reporting\nfields: { person: p, manager: m }', table('p,m', reports))
  await take(admin, billing, fileOf(lines(1)))
  // what is kept by code is asked for by id
  const ids = async (what: 'person' | 'account') =>
    new Map(
      (await plumbline.look<{ code: string; id: string }>(`select code, id from app.${what}`)).map(one => [
        one.code,
        one.id,
      ]),
    )
  return { admin, email, password, people: await ids('person'), accounts: await ids('account') }
}

const table = (head: string, rows: readonly string[]) => [head, ...rows, ''].join('\n')
