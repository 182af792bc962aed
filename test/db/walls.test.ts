import { keeperScope, scopeOf } from '#access/scope.ts'
import { passwordOf, serviceRoles, type ServiceRole } from '#db/roles.ts'
import { inScope } from '#db/scope.ts'
import { sql } from 'kysely'
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, expect, test } from 'vitest'
import { testDatabase } from '../db.ts'
import { elsewhere } from '../elsewhere.ts'
import { lookUp } from '../settle.ts'
import { world } from '../world.ts'
import { namesIn, tablesOfApp } from './tables.ts'

const db = await testDatabase('world')
const norrsken = await lookUp(db, world.name)
const other = await lookUp(db, elsewhere.name)

const tables = await namesIn(db, tablesOfApp)

const clients: pg.Client[] = []
afterAll(() => Promise.all(clients.map(client => client.end())))
const logIn = async (user: ServiceRole): Promise<pg.Client> => {
  const client = new pg.Client({ ...db.owner, user, password: passwordOf(user, db.secret) })
  await client.connect()
  clients.push(client)
  return client
}
const [app, keeper, signon, queue] = (await Promise.all(serviceRoles.map(logIn))) as [
  pg.Client,
  pg.Client,
  pg.Client,
  pg.Client,
]

test.each([
  ['app', app, ['app']],
  ['keeper', keeper, ['app']],
  ['signon', signon, ['auth']],
  ['queue', queue, ['queue']],
] as const)('%s reaches no other schema', async (_, client, own) => {
  for (const schema of ['app', 'auth', 'queue']) {
    const [table] = await namesIn(
      db,

      `select min(format('%I.%I', schemaname, tablename)) as name from pg_tables where schemaname = '${schema}'`,
    )
    const asked = client.query(`select * from ${table} limit 1`)
    if ((own as readonly string[]).includes(schema)) await expect(asked).resolves.toBeDefined()
    else await expect(asked, `${schema} as ${client.user}`).rejects.toThrow('permission denied')
  }
})

test.each([
  'set role plumbline_keeper',
  'set session authorization plumbline_keeper',
  'create table app.mine (a int)',
  'create table public.mine (a int)',
  'create schema mine',
  `create function app.seen_people2() returns int language sql return 1`,
  'alter table app.person disable row level security',
  'alter table app.person no force row level security',
  'alter function app.seen_people() rename to other',
  'create policy mine on app.person using (true)',
  'drop policy known on app.person',
  'drop table app.event',
  'truncate app.event',
  'create trigger mine before insert on app.event execute function app.nothing()',
  'alter role plumbline_app bypassrls',
  `copy app.person to program 'cat'`,
  `select pg_read_file('/etc/passwd')`,
])('plumbline_app cannot: %s', async statement => {
  await app.query('begin')
  await expect(app.query(statement)).rejects.toThrow(/permission denied|must be owner|must be superuser/)
  await app.query('rollback')
})

/** One statement as somebody, in a transaction of their own. */
const as = async (code: string, statement: string, values: unknown[] = []) => {
  const actor = await norrsken.as(code)
  await app.query('begin')
  try {
    await app.query(
      `select set_config('app.org', $1, true), set_config('app.person', $2, true), set_config('app.today', $3, true)`,
      [actor.org, actor.person, actor.today],
    )
    return await app.query(statement, values)
  } finally {
    await app.query('rollback')
  }
}

test('nobody writes what only imports bring: not even the director who administers', async () => {
  await db.superuser.query(
    `insert into app.person_role (org_id, person_id, role) values ($1, $2, 'administrator') on conflict do nothing`,
    [norrsken.org, norrsken.person('goran')],
  )
  const imported = [
    'billing_line',
    'line_credit',
    'line_seller',
    'quota',
    'account',
    'ownership',
    'product',
    'rate',
    'stage',
    'activity',
    'opportunity_export',
    'opportunity',
    'opportunity_change',
  ]
  const published = ['forecast', 'forecast_node', 'forecast_value', 'forecast_score']
  const rolledUp = ['sales_day', 'person_day', 'team_day', 'opportunity_credit', 'opportunity_product']
  for (const table of [...imported, ...published, ...rolledUp]) {
    for (const statement of [
      `insert into app.${table} select * from app.${table}`,
      `update app.${table} set org_id = org_id`,
      `delete from app.${table}`,
    ]) {
      await expect(as('goran', statement), statement).rejects.toThrow('permission denied')
    }
  }
})

test('an event is one’s own, and for ever', async () => {
  const write = `insert into app.event (org_id, id, person_id, action, subject) values ($1, gen_random_uuid(), $2, 'x', 'x')`
  await expect(as('ake', write, [norrsken.org, norrsken.person('ake')])).resolves.toBeDefined()
  for (const [org, person] of [
    [norrsken.org, norrsken.person('beatrice')],
    [norrsken.org, null],
    [other.org, norrsken.person('ake')],
    [other.org, other.person('vera')],
  ]) {
    await expect(as('ake', write, [org, person])).rejects.toThrow('row-level security')
    await expect(as('olga', write, [org, person])).rejects.toThrow('row-level security')
  }
  for (const client of [app, keeper, signon]) {
    for (const statement of [
      `update app.event set why = 'x'`,
      'delete from app.event',
      'truncate app.event',
    ]) {
      await expect(client.query(statement)).rejects.toThrow('permission denied')
    }
  }
})

test('a finding that was handed over never changes; few take it back, and nobody once it is answered', async () => {
  const { rows } = await db.superuser.query<{ id: string }>(
    `insert into app.finding (org_id, id, person_id, kind, key, facts, period_kind, period_code, addressed_to,
       addressed_by, addressed_day, answer_by)
     values ($1, gen_random_uuid(), $2, 'execution', 'largest_step', '{}', 'quarter', '2026 Q1', $2, $3, '2026-03-31', '2026-04-30')
     returning id`,
    [norrsken.org, norrsken.person('ake'), norrsken.person('goran')],
  )
  const reply = `insert into app.finding_answer (org_id, id, finding_id, person_id, answer, day)
    values (app.org(), gen_random_uuid(), $1, app.me(), 'So it is.', app.today())`
  await expect(as('ake', reply, [rows[0]!.id])).resolves.toBeDefined()
  const drop = async (code: string) => (await as(code, 'delete from app.finding')).rowCount
  // whom it was handed to, who leads them and who administers have no hand in it; an answer holds it for the rest
  const others = ['ake', 'zoe', 'astrid', 'olga', 'mika']
  for (const code of others) expect(await drop(code), code).toBe(0)
  expect(await drop('goran')).toBe(1)
  await db.superuser.query(
    `insert into app.finding_answer (org_id, id, finding_id, person_id, answer, day)
     values ($1, gen_random_uuid(), $2, $3, 'So it is.', '2026-03-31')`,
    [norrsken.org, rows[0]!.id, norrsken.person('ake')],
  )
  for (const code of others) expect(await drop(code), code).toBe(0)
  await expect(drop('goran')).rejects.toThrow('foreign key')
  // neither whom it is about, nor who handed it over, nor whoever sees everything
  for (const code of ['ake', 'goran', 'astrid', 'olga'])
    for (const statement of [
      `update app.finding set answer_by = '2027-01-01'`,
      `update app.finding set facts = '{}'`,
      `update app.finding_answer set answer = 'Not so.'`,
      'delete from app.finding_answer',
    ])
      await expect(as(code, statement), `${code}: ${statement}`).rejects.toThrow('permission denied')
  for (const client of [app, keeper, signon])
    for (const table of ['finding', 'finding_answer'])
      await expect(client.query(`truncate app.${table}`)).rejects.toThrow('permission denied')
})

test('what one may change ends at one’s own organisation and role', async () => {
  const untouched = async (code: string, statement: string, values: unknown[] = []) => {
    const { rowCount } = await as(code, statement, values).catch((error: unknown) => {
      if (/row-level security|permission denied/.test(String(error))) return { rowCount: 0 }
      throw error
    })
    expect(rowCount, `${code}: ${statement}`).toBe(0)
  }
  for (const code of ['ake', 'zoe', 'mika', 'astrid']) {
    await untouched(code, `update app.person set name = 'x'`)
    await untouched(code, `update app.organisation set name = 'x'`)
    await untouched(code, 'delete from app.reporting_line')
    await untouched(code, 'delete from app.reach')
    await untouched(code, 'delete from app.person_role')
    await untouched(code, `update app.batch set state = 'cancelled'`)
    await untouched(
      code,
      `insert into app.person_role (org_id, person_id, role) values (app.org(), app.me(), 'administrator')`,
    )
  }
  // a director moves people and brings data in, and makes nobody an administrator
  await untouched(
    'kenji',
    `insert into app.person_role (org_id, person_id, role) values (app.org(), app.me(), 'director')`,
  )
  for (const code of ['olga', 'goran']) {
    await untouched(code, `update app.person set name = 'x' where org_id = $1`, [other.org])
    await untouched(
      code,
      `insert into app.person (org_id, id, code, name) values ($1, gen_random_uuid(), 'x', 'x')`,
      [other.org],
    )
    await untouched(code, `update app.person set org_id = $1`, [other.org])
    await untouched(code, `update app.organisation set org_id = org_id`)
  }
})

test('nobody ties a sign-on to a person, or brings a token or an invite to life again, by writing it', async () => {
  for (const statement of [
    `update app.person set login_id = 'mine'`,
    'update app.person set is_house = true',
    `insert into app.person (org_id, id, code, name, login_id) values (app.org(), gen_random_uuid(), 'x', 'x', 'mine')`,
    'update app.api_token set ended_at = null, person_id = app.me()',
    `update app.api_token set secret_hash = 'x'`,
    `update app.invite set used_at = null`,
    `update app.invite set person_id = app.me()`,
    'update app.batch set asked_by = app.me()',
    'update app.batch set undone_by = id',
  ]) {
    await expect(as('olga', statement), statement).rejects.toThrow('permission denied')
  }
})

test('who asks is known for one transaction', async () => {
  const nothing = async () => {
    const { rows } = await app.query('select app.org(), app.me(), app.today()')
    expect(rows[0]).toEqual({ org: null, me: null, today: null })
    for (const table of tables) {
      const { rows: seen } = await app.query(`select * from app.${table}`).catch(() => ({ rows: [] }))
      expect(seen, table).toEqual([])
    }
  }
  await nothing()
  expect((await as('goran', 'select * from app.person')).rows.length).toBeGreaterThan(0)
  await nothing()
  const scope = scopeOf(await norrsken.as('goran'))
  const seen = await inScope(db.pools, scope, scoped => sql`select * from app.quota`.execute(scoped))
  expect(seen.rows.length).toBeGreaterThan(0)
  // and every connection of the pool is as if nobody had asked
  const after = await Promise.all(
    Array.from({ length: 6 }, () => sql`select app.me() as me, pg_sleep(0.05)`.execute(db.pools.app)),
  )
  expect(after.flatMap(({ rows }) => rows.map(row => (row as { me: unknown }).me))).toEqual(
    Array(6).fill(null),
  )
})

test('a person of nowhere, or of another organisation’s, sees nothing', async () => {
  for (const [org, person] of [
    [norrsken.org, other.person('vera')],
    [other.org, norrsken.person('goran')],
    [norrsken.org, randomUUID()],
    [randomUUID(), norrsken.person('goran')],
  ] as const) {
    await app.query('begin')
    await app.query(
      `select set_config('app.org', $1, true), set_config('app.person', $2, true), set_config('app.today', '2026-03-31', true)`,
      [org, person],
    )
    for (const table of [
      'billing_line',
      'quota',
      'person',
      'person_day',
      'team_day',
      'batch',
      'account',
      'event',
    ]) {
      const { rows } = await app.query(`select * from app.${table}`)
      expect(rows, table).toEqual([])
    }
    await app.query('rollback')
  }
})

test('the keeper sees one whole organisation and nothing of another', async () => {
  const scope = keeperScope(norrsken.org, world.today)
  for (const table of tables) {
    const may = (
      await db.superuser.query<{ may: boolean }>(
        `select has_table_privilege('plumbline_keeper', 'app.${table}', 'select') as may`,
      )
    ).rows[0]!.may
    if (!may) continue
    const { rows } = await inScope(db.pools, scope, scoped =>
      sql<{ org_id: string }>`select org_id from ${sql.table(`app.${table}`)}`.execute(scoped),
    )
    const { rows: all } = await db.superuser.query<{ n: number }>(
      `select count(*)::int as n from app.${table} where org_id = $1`,
      [norrsken.org],
    )
    expect(rows.length, table).toBe(all[0]!.n)
    expect(
      [...new Set(rows.map(row => row.org_id))].filter(org => org !== norrsken.org),
      table,
    ).toEqual([])
  }
  await expect(
    inScope(db.pools, scope, scoped =>
      sql`insert into app.product (org_id, id, code, name) values (${other.org}, ${randomUUID()}, 'x', 'x')`.execute(
        scoped,
      ),
    ),
  ).rejects.toThrow('row-level security')
})
