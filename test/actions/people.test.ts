import { scopeOf, type Actor } from '#access/scope.ts'
import type { Action } from '#actions/action.ts'
import { peopleActions } from '#actions/people/index.ts'
import { run } from '#actions/run.ts'
import type { PersonRole } from '#core/ledger/kinds.ts'
import { actorOf } from '#db/actors.ts'
import { found } from '#db/people/doors.ts'
import { inScope } from '#db/scope.ts'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase } from '../db.ts'
import { lent } from '../lent.ts'

const db = await testDatabase()
const house = lent(db)

const made = await found(
  db.pools,
  {
    name: 'Nordlicht',
    currency: 'EUR',
    timeZone: 'Europe/Stockholm',
    locale: 'en-GB',
    founder: { name: 'Nils Holm', email: 'nils@nordlicht.example', login: 'login-nils' },
  },
  () => Promise.resolve(),
)
const { org, person: nils } = made!
await db.superuser.query("update app.organisation set clock_day = '2026-03-31'")

async function as(person: string): Promise<Actor> {
  const actor = await actorOf(db.pools, { org, person, via: { kind: 'session' } })
  return actor!
}

type Said = { params?: object; query?: object; body?: object }
async function ask(who: string | Actor, name: string, said: Said = {}): Promise<Record<string, never>> {
  const action = peopleActions.find(one => one.operation.name === name) as Action
  const { operation } = action
  const input = {
    params: operation.params.parse(said.params ?? {}),
    query: operation.query.parse(said.query ?? {}),
    body: operation.body.parse(said.body ?? {}),
  }
  const actor = typeof who === 'string' ? await as(who) : who
  return (await run(house, action, actor, input)) as Record<string, never>
}

let code = 10
async function add(
  name: string,
  more: { managerId?: string | null; roles?: PersonRole[]; start?: string; end?: string } = {},
): Promise<string> {
  const { id } = await ask(nils, 'people.add', { body: { code: String(code++), name, ...more } })
  return id!
}

const anna = await add('Anna Berg', { managerId: nils })
const bert = await add('Bert Ek', { managerId: nils })
const carl = await add('Carl Dahl', { managerId: anna, roles: ['salesperson'], start: '2025-01-01' })
const dora = await add('Dora Falk', { managerId: carl })

const move = (person: string, managerId: string | null, from: string, why?: string) => ({
  params: { id: person },
  body: { managerId, from, ...(why && { why }) },
})

async function linesOf(person: string) {
  const { lines } = await ask(nils, 'people.show', { params: { id: person } })
  return (lines as unknown as { managerName: string; from: string; to: string; why: string | null }[]).map(
    ({ managerName, from, to, why }) => [managerName, from, to, why],
  )
}

async function sellIn(person: string, day: string, net: number): Promise<void> {
  const zero = '00000000-0000-0000-0000-000000000000'
  await db.superuser.query(
    `insert into app.sales_day (org_id, day, person_id, account_id, product_line, category, channel, territory_id,
       invoice, credit_group, net, net_with_cost, cost, net_with_list, list, discount, lines, is_order)
     values ($1, $2, $3, $4, '', '', '', $4, $5, '', $6, 0, 0, 0, 0, 0, 1, true)`,
    [org, day, person, zero, `i ${day} ${person}`, net],
  )
  await inScope(db.pools, scopeOf(await as(nils)), dbx =>
    sql`select app.rebuild_days(${day}, ${day})`.execute(dbx),
  )
}
await sellIn(carl, '2026-01-15', 500)
await sellIn(carl, '2026-03-10', 1000)
await sellIn(dora, '2026-03-20', 70)

async function teamNet(team: string): Promise<number> {
  const { rows } = await db.superuser.query<{ net: string }>(
    'select coalesce(sum(net), 0)::text as net from app.team_day where team_id = $1',
    [team],
  )
  return Number(rows[0]!.net)
}

test('a move is shown beforehand, and showing it changes nothing', async () => {
  const shown = await ask(nils, 'people.previewMove', move(carl, bert, '2026-03-01'))
  expect(shown['lines']).toEqual([
    { managerId: anna, managerName: 'Anna Berg', from: '2025-01-01', to: '2026-02-28' },
    { managerId: bert, managerName: 'Bert Ek', from: '2026-03-01', to: '9999-12-31' },
  ])
  expect(shown['changes']).toEqual([
    'Carl Dahl reports to Bert Ek from 2026-03-01, no longer to Anna Berg.',
    'Dora Falk comes along.',
    'Figures before 2026-03-01 stay as they were.',
    'From 2026-03-01 Bert Ek will see Carl Dahl’s figures.',
    'From 2026-03-01 Anna Berg will no longer see Carl Dahl’s figures.',
  ])
  expect(
    (shown['teams'] as unknown as { name: string }[]).toSorted((a, b) => (a.name < b.name ? -1 : 1)),
  ).toEqual([
    { teamId: anna, name: 'Anna Berg', before: 1070, after: 0 },
    { teamId: bert, name: 'Bert Ek', before: 0, after: 1070 },
  ])
  expect(await linesOf(carl)).toEqual([['Anna Berg', '2025-01-01', '9999-12-31', null]])
  expect(await teamNet(bert)).toBe(0)
})

test('a move carries the team along from its day, leaves history, and says why', async () => {
  await ask(nils, 'people.move', move(carl, bert, '2026-03-01', 'Region split'))
  expect(await linesOf(carl)).toEqual([
    ['Anna Berg', '2025-01-01', '2026-02-28', null],
    ['Bert Ek', '2026-03-01', '9999-12-31', 'Region split'],
  ])
  expect(await teamNet(anna), 'what was sold under Anna stays Anna’s').toBe(500)
  expect(await teamNet(bert)).toBe(1070)
  expect(await teamNet(nils)).toBe(1570)
  const { events } = await ask(nils, 'people.events', { query: { subject: 'person', limit: 1 } })
  expect(events).toMatchObject([
    {
      who: 'Nils Holm',
      action: 'people.move',
      subjectId: carl,
      why: 'Region split',
      before: [{ managerId: anna, from: '2025-01-01', to: null }],
      after: [
        { managerId: anna, from: '2025-01-01', to: '2026-02-28' },
        { managerId: bert, from: '2026-03-01', to: null },
      ],
    },
  ])
  const names = async (who: string) =>
    ((await ask(who, 'people.list'))['people'] as unknown as { name: string }[]).map(one => one.name)
  expect(await names(bert)).toEqual(['Bert Ek', 'Carl Dahl', 'Dora Falk', 'Nils Holm'])
  expect(await names(anna)).toEqual(['Anna Berg', 'Nils Holm'])
})

test('a move that makes a ring, or to or of nobody, or before the first day, is refused', async () => {
  await expect(ask(nils, 'people.move', move(bert, dora, '2026-03-01'))).rejects.toThrow(
    'Bert Ek cannot report to Dora Falk from 2026-03-01',
  )
  await expect(ask(nils, 'people.move', move(carl, anna, '2024-12-31'))).rejects.toThrow(
    'Carl Dahl starts on 2025-01-01, so not on 2024-12-31',
  )
  await expect(ask(nils, 'people.move', move(carl, org, '2026-03-01'))).rejects.toMatchObject({
    kind: 'invalid',
  })
  await expect(ask(nils, 'people.move', move(org, anna, '2026-03-01'))).rejects.toMatchObject({
    kind: 'not_found',
  })
  await expect(ask(bert, 'people.move', move(dora, bert, '2026-03-01'))).rejects.toMatchObject({
    kind: 'not_allowed',
  })
})

test('of two moves at once that would make a ring together, one is refused', async () => {
  const [eva, frida] = [
    await add('Eva Gran', { managerId: nils }),
    await add('Frida Hed', { managerId: nils }),
  ]
  const answers = await Promise.allSettled([
    ask(nils, 'people.move', move(eva, frida, '2026-03-15')),
    ask(nils, 'people.move', move(frida, eva, '2026-03-15')),
  ])
  expect(answers.map(one => one.status).toSorted()).toEqual(['fulfilled', 'rejected'])
})

test('what is not in order among people is told, to those who can put it in order', async () => {
  const gustav = await add('Gustav Ives')
  const hanna = await add('Hanna Jarl', { end: '2026-01-31', managerId: nils })
  const ivar = await add('Ivar Kron', { managerId: hanna })
  const { gaps } = await ask(nils, 'people.list')
  expect(gaps).toEqual([
    { personId: gustav, sentence: 'Gustav Ives reports to nobody on record always.' },
    {
      personId: ivar,
      sentence: 'Ivar Kron reports to Hanna Jarl, who is not here on 2026-03-31. Move them to somebody else.',
    },
  ])
  expect((await ask(carl, 'people.list'))['gaps']).toEqual([])
})

test('a person is changed field by field: absent stays, null clears', async () => {
  const jan = await add('Jan Lind')
  const change = (body: object) => ask(nils, 'people.change', { params: { id: jan }, body })
  await change({ email: 'jan@nordlicht.example', place: 'Lund' })
  await change({ place: null, name: 'Jan Lindh' })
  const { person } = await ask(nils, 'people.show', { params: { id: jan } })
  expect(person).toMatchObject({ name: 'Jan Lindh', email: 'jan@nordlicht.example', place: null })
  await expect(change({ code: '10' })).rejects.toThrow('Anna Berg has the number 10 already')
  await expect(change({ timeZone: 'Europe/Atlantis' })).rejects.toThrow('no time zone Europe/Atlantis')
  await expect(change({ start: '2026-02-01', end: '2026-01-01' })).rejects.toThrow(
    'last day is before the first',
  )
  await expect(ask(carl, 'people.show', { params: { id: jan } })).rejects.toMatchObject({ kind: 'not_found' })
})

test('the last who administers and signs in cannot be removed; either of the founder’s roles can be given away', async () => {
  const roles = (who: string, person: string, list: PersonRole[]) =>
    ask(who, 'people.setRoles', { params: { id: person }, body: { roles: list } })
  await expect(roles(nils, nils, ['director'])).rejects.toThrow('Somebody must be able to administer')
  const days = [{ end: '2026-03-30' }, { end: '2030-01-01' }, { start: '9999-12-31' }]
  for (const body of days)
    await expect(
      ask(nils, 'people.change', { params: { id: nils }, body }),
      'then nobody could',
    ).rejects.toThrow('Somebody must be able to administer')

  await roles(nils, anna, ['administrator'])
  await expect(roles(nils, nils, ['director']), 'Anna cannot sign in yet').rejects.toThrow('administer')
  await db.superuser.query("update app.person set login_id = 'login-anna' where id = $1", [anna])

  const both = await Promise.allSettled([roles(nils, anna, []), roles(anna, nils, ['director'])])
  expect(both.map(one => one.status).toSorted(), 'who take it from each other at once').toEqual([
    'fulfilled',
    'rejected',
  ])
  await db.superuser.query(
    `insert into app.person_role (org_id, person_id, role)
     select $1, p, 'administrator' from unnest($2::uuid[]) p on conflict do nothing`,
    [org, [nils, anna]],
  )
  await roles(anna, bert, ['director'])
  await roles(anna, nils, ['administrator'])
  expect([...(await as(nils)).roles]).toEqual(['administrator'])
  await roles(anna, nils, ['administrator', 'director'])
})

test('a director moves people and gives no roles', async () => {
  await ask(nils, 'people.setRoles', { params: { id: bert }, body: { roles: ['director'] } })
  await expect(
    ask(bert, 'people.setRoles', { params: { id: bert }, body: { roles: ['administrator'] } }),
  ).rejects.toMatchObject({ kind: 'not_allowed' })
  const body = { code: 'new', name: 'New', roles: ['administrator'] }
  await expect(ask(bert, 'people.add', { body })).rejects.toMatchObject({ kind: 'not_allowed' })
  await ask(bert, 'people.move', move(dora, bert, '2026-04-01'))
  expect((await linesOf(dora)).at(-1)).toEqual(['Bert Ek', '2026-04-01', '9999-12-31', null])
})

test('only who administers changes the organisation, and the database sees to it too', async () => {
  const body = { name: 'Nordlicht AB', executivesSeeNames: true, fiscalStartMonth: 5 }
  await expect(ask(bert, 'people.changeOrganisation', { body })).rejects.toMatchObject({
    kind: 'not_allowed',
  })
  const { rows } = await inScope(db.pools, scopeOf(await as(bert)), dbx =>
    sql`update app.organisation set name = 'Mine' returning 1`.execute(dbx),
  )
  expect(rows).toEqual([])
  await ask(nils, 'people.changeOrganisation', { body })
  expect((await ask(nils, 'people.me'))['organisation']).toMatchObject({
    name: 'Nordlicht AB',
    executivesSeeNames: true,
    clockFixed: true,
    today: '2026-03-31',
  })
})

test('the log is paged without losing or doubling an event', async () => {
  const ids: string[] = []
  let after: string | undefined
  do {
    const page = await ask(nils, 'people.events', { query: { limit: 3, ...(after && { after }) } })
    ids.push(...(page['events'] as unknown as { id: string }[]).map(one => one.id))
    after = page['next'] ?? undefined
  } while (after !== undefined)
  const { rows } = await db.superuser.query('select count(*)::int as n from app.event')
  expect(ids).toHaveLength(rows[0].n)
  expect(new Set(ids).size).toBe(ids.length)
  await expect(ask(nils, 'people.events', { query: { after: 'somewhere' } })).rejects.toMatchObject({
    kind: 'invalid',
  })
})
