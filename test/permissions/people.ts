import * as people from '#contract/people.ts'
import { hashOf } from '#actions/people/identify.ts'
import { randomUUID } from 'node:crypto'
import { fileRows, ownHand, signedIn, type Cell, type Row } from './row.ts'

export const query = async (
  cell: Cell,
  text: string,
  values: unknown[] = [],
): Promise<Record<string, unknown>[]> =>
  (await cell.db.superuser.query<Record<string, unknown>>(text, values)).rows
export const found = async (cell: Cell, text: string, values: unknown[]) =>
  (await query(cell, text, values)).length > 0

/** Whom one knows by name: those one sees, the chain above; whoever administers or directs knows everybody. */
export const known = {
  own: signedIn.replace('elsewhere ', ''),
  below: 'executive director manager administrator',
  farBelow: 'director administrator',
  sideways: 'director administrator',
  above: 'director manager salesperson administrator token seeAs',
  another: '',
}
export const administered = {
  own: 'director administrator',
  below: 'director administrator',
  farBelow: 'director administrator',
  sideways: 'director administrator',
  above: 'director administrator',
  another: '',
}
const byAdministrator = Object.fromEntries(
  Object.entries(administered).map(([relation, who]) => [relation, who === '' ? '' : 'administrator']),
) as typeof administered
const ownOnly = {
  own: ownHand.replace('elsewhere ', ''),
  below: '',
  farBelow: '',
  sideways: '',
  above: '',
  another: '',
}

const administer = 'administrator elsewhere'
export const administerOrDirect = 'director administrator elsewhere'
const april = '2026-04-01'

/** Somebody with nobody below, so that no move under them makes a ring. */
async function newBossOf({ db, subject }: Cell): Promise<string> {
  const { rows } = await db.superuser.query<{ id: string }>(
    'select id from app.person where code = $1 and org_id = $2',
    [subject.code === 'olga' ? 'noor' : subject.code === 'wanda' ? 'vera' : 'olga', subject.org],
  )
  return rows[0]!.id
}

const includes = (list: unknown, where: Record<string, unknown>) =>
  (list as Record<string, unknown>[] | undefined)?.some(item =>
    Object.entries(where).every(([key, value]) => item[key] === value),
  ) ?? false

/** The id of the row that a cell seeded, by its marker. */
export const seeded = new WeakMap<Cell, string>()
export const seed = async (cell: Cell, text: string, values: unknown[]): Promise<string> => {
  const [row] = await query(cell, `${text} returning id`, values)
  seeded.set(cell, row!['id'] as string)
  return row!['id'] as string
}

export const peopleRows: readonly Row[] = [
  {
    operation: people.me,
    may: signedIn,
    ask: cell => cell.ask('get', '/me'),
    shows: ({ body }, { viewer, role }) =>
      (body['person'] as { id?: string } | undefined)?.id === viewer.id &&
      body['seenBy'] === (role === 'seeAs' ? 'Olga Petrova' : null),
  },
  {
    operation: people.listPeople,
    may: signedIn,
    sight: known,
    unseen: 'absent',
    ask: cell => cell.ask('get', '/people'),
    shows: ({ body }, { subject }) => includes(body['people'], { id: subject.id, name: subject.name }),
  },
  ...fileRows([people.peopleFile, people.peopleWorkbook], {
    may: signedIn,
    sight: known,
    unseen: 'absent',
    ask: (cell, path) => cell.ask('get', `${path}?sort=-place`),
    holds: ({ subject }) => subject.name,
  }),
  {
    operation: people.showPerson,
    may: signedIn,
    sight: known,
    ask: cell => cell.ask('get', `/people/${cell.subject.id}`),
    shows: ({ body }, { subject }) =>
      (body['person'] as { name?: string } | undefined)?.name === subject.name,
  },
  {
    operation: people.addPerson,
    may: administerOrDirect,
    ask: cell => cell.ask('post', '/people', { code: cell.marker, name: cell.marker }),
    shows: (_, cell) =>
      found(cell, 'select from app.person where code = $1 and org_id = $2', [cell.marker, cell.viewer.org]),
  },
  {
    operation: people.addPerson,
    of: 'under somebody',
    may: administerOrDirect,
    sight: administered,
    unseen: 'invalid',
    ask: cell =>
      cell.ask('post', '/people', { code: cell.marker, name: cell.marker, managerId: cell.subject.id }),
    shows: (_, cell) =>
      found(
        cell,
        `select from app.person p join app.reporting_line l on l.person_id = p.id where p.code = $1 and l.manager_id = $2`,
        [cell.marker, cell.subject.id],
      ),
    // or each would have somebody below from now on
    after: async cell => void (await query(cell, 'delete from app.person where code = $1', [cell.marker])),
  },
  {
    operation: people.addPerson,
    of: 'as another administrator',
    may: administer,
    ask: cell =>
      cell.ask('post', '/people', { code: cell.marker, name: cell.marker, roles: ['administrator'] }),
    shows: (_, cell) => found(cell, 'select from app.person where code = $1', [cell.marker]),
  },
  {
    operation: people.changePerson,
    may: administerOrDirect,
    sight: administered,
    ask: cell => cell.ask('patch', `/people/${cell.subject.id}`, { place: cell.marker }),
    shows: (_, cell) => found(cell, 'select from app.person where place = $1', [cell.marker]),
  },
  {
    operation: people.setRoles,
    may: administer,
    sight: byAdministrator,
    async ask(cell) {
      const rows = await query(cell, 'select role from app.person_role where person_id = $1', [
        cell.subject.id,
      ])
      const roles = rows.map(row => row['role'] as string)
      return cell.ask('put', `/people/${cell.subject.id}/roles`, { roles: [...roles, 'service'] })
    },
    // Mika has the role that is given here; to him the answer alone tells
    shows: async ({ body }, cell) =>
      (cell.subject.code !== 'mika' || body['done'] === true) &&
      (await found(cell, `select from app.person_role where person_id = $1 and role = 'service'`, [
        cell.subject.id,
      ])),
    after: async cell =>
      void (await query(
        cell,
        `delete from app.person_role where person_id = $1 and role = 'service' and $2 <> 'mika'`,
        [cell.subject.id, cell.subject.code],
      )),
  },
  {
    operation: people.previewMove,
    may: administerOrDirect,
    sight: administered,
    ask: async cell =>
      cell.ask('post', `/people/${cell.subject.id}/move/preview`, {
        managerId: await newBossOf(cell),
        from: april,
      }),
    shows: async ({ body }, cell) =>
      includes(body['lines'], { managerId: await newBossOf(cell), from: april }),
  },
  {
    operation: people.movePerson,
    may: administerOrDirect,
    sight: administered,
    ask: async cell =>
      cell.ask('post', `/people/${cell.subject.id}/move`, {
        managerId: await newBossOf(cell),
        from: april,
        why: cell.marker,
      }),
    shows: (_, cell) =>
      found(cell, 'select from app.reporting_line where person_id = $1 and why = $2', [
        cell.subject.id,
        cell.marker,
      ]),
    // from April on everything is taken back, so that today's sight never changed
    async after(cell) {
      for (const table of ['reporting_line', 'reach']) {
        await query(cell, `delete from app.${table} where from_day = $1`, [april])
        await query(cell, `update app.${table} set to_day = '9999-12-31' where to_day = '2026-03-31'`)
      }
    },
  },
  {
    operation: people.invite,
    may: administerOrDirect,
    sight: administered,
    // whoever asks signs in already
    but: (role, relation) =>
      relation === 'own' && (role === 'director' || role === 'administrator') ? 'conflict' : undefined,
    async ask(cell) {
      if (cell.subject.id !== cell.viewer.id)
        await query(cell, 'update app.person set login_id = null where id = $1', [cell.subject.id])
      return cell.ask('post', `/people/${cell.subject.id}/invite`)
    },
    async shows({ body }, cell) {
      const secret = (body['link'] as string | undefined)?.split('/').at(-1)
      if (secret === undefined) return false
      const opened = await cell.askWith([], `/invite/${secret}`)
      return opened.body['name'] === cell.subject.name
    },
    async after(cell) {
      await query(cell, 'delete from app.invite where person_id = $1', [cell.subject.id])
      await query(cell, 'update app.person set login_id = $2 where id = $1', [
        cell.subject.id,
        cell.subject.login,
      ])
    },
  },
  {
    operation: people.listTokens,
    may: signedIn,
    async ask(cell) {
      await token(cell, cell.viewer)
      return cell.ask('get', '/me/tokens')
    },
    shows: ({ body }, cell) => includes(body['tokens'], { id: seeded.get(cell), name: cell.marker }),
  },
  {
    operation: people.addToken,
    // a token that made another could outlive its own end
    may: ownHand.replace(' token', ''),
    ask: cell => cell.ask('post', '/me/tokens', { name: cell.marker }),
    shows: (_, cell) =>
      found(cell, 'select from app.api_token where name = $1 and person_id = $2', [
        cell.marker,
        cell.viewer.id,
      ]),
  },
  {
    operation: people.endToken,
    may: ownHand,
    sight: ownOnly,
    ask: async cell => cell.ask('delete', `/me/tokens/${await token(cell, cell.subject)}`),
    shows: (_, cell) =>
      found(cell, 'select from app.api_token where id = $1 and ended_at is not null', [seeded.get(cell)]),
  },
  {
    operation: people.listSignIns,
    may: signedIn,
    // where somebody sits is theirs alone, whoever looks with their eyes
    but: role => (role === 'seeAs' ? 'absent' : undefined),
    async ask(cell) {
      await signIn(cell, cell.viewer.login)
      return cell.ask('get', '/me/sign-ins')
    },
    shows: ({ body }, cell) => includes(body['signIns'], { id: seeded.get(cell), agent: cell.marker }),
  },
  {
    operation: people.endSignIn,
    may: ownHand,
    sight: ownOnly,
    ask: async cell => cell.ask('delete', `/me/sign-ins/${await signIn(cell, cell.subject.login)}`),
    shows: async (_, cell) =>
      !(await found(cell, 'select from auth.sign_in where id = $1', [seeded.get(cell)])),
  },
  {
    operation: people.seeAs,
    may: administer,
    sight: byAdministrator,
    ask: cell => cell.ask('post', `/people/${cell.subject.id}/see-as`),
    shows: async ({ body }, cell) =>
      body['name'] === cell.subject.name &&
      (await found(
        cell,
        `select from app.event where action = 'people.seeAs' and person_id = $1 and subject_id = $2`,
        [cell.viewer.id, cell.subject.id],
      )),
  },
  {
    operation: people.me,
    of: 'with the header X-See-As',
    may: administer,
    sight: byAdministrator,
    ask: cell => cell.ask('get', '/me', undefined, { 'x-see-as': cell.subject.id }),
    // here the header names the subject: whoever looks is the administrator still
    but: (role, relation) =>
      role === 'seeAs' ? (relation === 'another' ? 'not_found' : 'allowed') : undefined,
    shows: ({ body }, { subject }) => (body['person'] as { id?: string } | undefined)?.id === subject.id,
  },
  {
    operation: people.listHandOvers,
    may: administer,
    sight: byAdministrator,
    unseen: 'absent',
    // each takes the place of the message before
    asked: 'oneByOne',
    async ask(cell) {
      await message(cell)
      return cell.ask('get', '/hand-overs')
    },
    shows: ({ body }, cell) => includes(body['messages'], { id: seeded.get(cell), subject: cell.marker }),
  },
  {
    operation: people.dropHandOver,
    may: administer,
    sight: byAdministrator,
    ask: async cell => cell.ask('delete', `/hand-overs/${await message(cell)}`),
    shows: async (_, cell) =>
      !(await found(cell, 'select from app.hand_over where id = $1', [seeded.get(cell)])),
  },
  {
    operation: people.listEvents,
    may: signedIn,
    sight: {
      ...byAdministrator,
      own: signedIn.replace('elsewhere ', ''),
    },
    unseen: 'absent',
    async ask(cell) {
      await seed(
        cell,
        `insert into app.event (org_id, id, person_id, action, subject, why) values ($1, gen_random_uuid(), $2, 'test', 'test', $3)`,
        [cell.subject.org, cell.subject.id, cell.marker],
      )
      return cell.ask('get', '/events?limit=20')
    },
    shows: ({ body }, cell) => includes(body['events'], { id: seeded.get(cell), why: cell.marker }),
  },
  ...fileRows([people.eventsFile, people.eventsWorkbook], {
    may: signedIn,
    sight: { ...byAdministrator, own: signedIn.replace('elsewhere ', '') },
    unseen: 'absent',
    async ask(cell, path) {
      await seed(
        cell,
        `insert into app.event (org_id, id, person_id, action, subject, why) values ($1, gen_random_uuid(), $2, 'test', 'test', $3)`,
        [cell.subject.org, cell.subject.id, cell.marker],
      )
      return cell.ask('get', `${path}?sort=at`)
    },
    holds: cell => cell.marker,
  }),
  {
    operation: people.changeOrganisation,
    may: administer,
    ask: cell => cell.ask('patch', '/organisation', { name: cell.marker }),
    shows: async (_, cell) =>
      (await query(cell, 'select org_id from app.organisation where name = $1', [cell.marker])).some(
        row => row['org_id'] === cell.viewer.org,
      ),
  },
  {
    operation: people.me,
    of: 'with a token that has ended',
    may: '',
    async ask(cell) {
      const secret = `plb_${randomUUID()}`
      await seed(
        cell,
        `insert into app.api_token (org_id, id, person_id, name, secret_hash, ended_at) values ($1, gen_random_uuid(), $2, 'x', $3, now())`,
        [cell.viewer.org, cell.viewer.id, hashOf(secret)],
      )
      return cell.ask('get', '/me', undefined, { authorization: `Bearer ${secret}` })
    },
    shows: ({ body }) => 'person' in body,
  },
]

async function token(cell: Cell, whose: { org: string; id: string }): Promise<string> {
  return seed(
    cell,
    `insert into app.api_token (org_id, id, person_id, name, secret_hash) values ($1, gen_random_uuid(), $2, $3, $3)`,
    [whose.org, whose.id, cell.marker],
  )
}

async function signIn(cell: Cell, login: string): Promise<string> {
  return seed(
    cell,
    `insert into auth.sign_in (id, expires_at, token, updated_at, user_agent, login_id)
     values ($1, now() + interval '1 day', $1, now(), $1, $2)`,
    [cell.marker, login],
  )
}

async function message(cell: Cell): Promise<string> {
  await query(cell, 'delete from app.hand_over where person_id = $1', [cell.subject.id])
  return seed(
    cell,
    `insert into app.hand_over (org_id, id, person_id, subject, link, expires_at)
     values ($1, gen_random_uuid(), $2, $3, 'https://plumbline.example/link', now() + interval '1 day')`,
    [cell.subject.org, cell.subject.id, cell.marker],
  )
}
