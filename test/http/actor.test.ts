import { peopleActions } from '#actions/people/index.ts'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase } from '../db.ts'
import { addPerson, foundNordlicht, join, password, secretOf } from './nordlicht.ts'
import { serve } from './serve.ts'

const db = await testDatabase()
const served = await serve(db, { actions: peopleActions })
const { nils, id: nilsId } = await foundNordlicht(served)
const anna = await addPerson(nils, { name: 'Anna Berg', email: 'anna@nordlicht.example', managerId: nilsId })
const annas = await join(served, nils, anna)

type Listed = { id: string; lastUsedAt: string | null; endedAt: string | null }

test('an API token has its person’s rights, is kept as a hash, and ends', async () => {
  const { body } = await annas.post('/me/tokens', { name: 'nightly export' })
  const token = body['token']! as string
  expect(token).toMatch(/^plb_/)
  const { rows } = await db.superuser.query('select * from app.api_token')
  expect(JSON.stringify(rows)).not.toContain(token.slice(4))

  const script = served.visitor()
  const bearer = { authorization: `Bearer ${token}`, origin: 'https://elsewhere.example' }
  expect((await script.get('/me', bearer)).body).toMatchObject({ person: { id: anna } })
  expect((await script.post('/people', { code: 'x', name: 'X' }, bearer)).status, 'her rights, no more').toBe(
    403,
  )
  expect((await script.post('/me/tokens', { name: 'another' }, bearer)).status, 'a token begets none').toBe(
    403,
  )
  const [listed] = (await annas.get('/me/tokens')).body['tokens'] as unknown as Listed[]
  expect(listed!.lastUsedAt).not.toBeNull()
  expect(JSON.stringify(listed)).not.toContain(token)

  expect((await nils.ask('DELETE', `/me/tokens/${body['id']}`, undefined)).status, 'not his').toBe(404)
  expect((await annas.ask('DELETE', `/me/tokens/${body['id']}`, undefined)).status).toBe(200)
  expect((await script.get('/me', bearer)).status).toBe(401)
  expect((await annas.get('/me', bearer)).status, 'a wrong token does not fall back on the cookie').toBe(401)
})

test('a token runs out with its days, and with its person’s last', async () => {
  const { body } = await annas.post('/me/tokens', { name: 'for a day', days: 1 })
  const bearer = { authorization: `Bearer ${body['token']}` }
  expect((await served.visitor().get('/me', bearer)).status).toBe(200)
  await db.superuser.query('update app.person set end_day = now()::date - 2 where id = $1', [anna])
  expect((await served.visitor().get('/me', bearer)).status).toBe(401)
  expect((await annas.get('/me')).status, 'nor by password').toBe(401)
  await db.superuser.query("update app.person set end_day = '9999-12-31' where id = $1", [anna])
  await db.superuser.query('update app.api_token set expires_at = now() where id = $1', [body['id']])
  expect((await served.visitor().get('/me', bearer)).status).toBe(401)
})

test('whoever tries tokens is stopped, and a right one still works', async () => {
  const { body } = await annas.post('/me/tokens', { name: 'right' })
  const tries: number[] = []
  for (let n = 0; n < 25; n++)
    tries.push((await served.visitor().get('/me', { authorization: 'Bearer plb_guess' })).status)
  expect(tries[0]).toBe(401)
  expect(tries.at(-1)).toBe(429)
  expect((await served.visitor().get('/me', { authorization: `Bearer ${body['token']}` })).status).toBe(200)
})

test('whoever administers sees as somebody, read only, and it is on record', async () => {
  const looked = async () =>
    (await db.superuser.query("select person_id, subject_id from app.event where action = 'people.seeAs'"))
      .rows
  const as = { 'x-see-as': anna }
  const seen = await nils.get('/me', as)
  expect(seen.body).toMatchObject({ person: { id: anna, roles: [] }, seenBy: 'Nils Holm' })
  expect(await looked(), 'logged, though the client did not say so first').toEqual([
    { person_id: nilsId, subject_id: anna },
  ])
  await nils.get('/people', as)
  expect(await looked()).toHaveLength(1)
  await db.superuser.query(
    "update app.event set at = at - interval '16 minutes' where action = 'people.seeAs'",
  )
  await nils.get('/people', as)
  expect(await looked(), 'again after a quarter of an hour').toHaveLength(2)

  const write = await nils.post('/me/tokens', { name: 'in her name' }, as)
  expect(write.status).toBe(403)
  expect(write.body['detail']).toContain('read only')
  expect((await nils.get('/me/sign-ins', as)).body['signIns'], 'where she signs in is hers').toEqual([])
  const people = (await nils.get('/people', as)).body['people'] as unknown as { name: string }[]
  expect(people.map(one => one.name)).toEqual(['Anna Berg', 'Nils Holm'])
  expect((await nils.post(`/people/${anna}/see-as`)).body).toEqual({ id: anna, name: 'Anna Berg' })
})

test('others do not see as anybody, nor as who is not there', async () => {
  expect((await annas.get('/me', { 'x-see-as': nilsId })).status).toBe(403)
  expect((await annas.post(`/people/${nilsId}/see-as`)).status).toBe(403)
  expect((await nils.get('/me', { 'x-see-as': '0198c0de-0000-7000-8000-000000000000' })).status).toBe(404)
  expect((await nils.get('/me', { 'x-see-as': 'anna' })).status).toBe(400)
})

test('one sign-on may be a person in two organisations', async () => {
  const other = '0198c0de-0000-7000-8000-0000000000aa'
  const twin = '0198c0de-0000-7000-8000-0000000000ab'
  await db.superuser.query(
    "insert into app.organisation (org_id, name, currency, time_zone) values ($1, 'Südwind', 'EUR', 'Europe/Berlin')",
    [other],
  )
  await db.superuser.query(
    "insert into app.person (org_id, id, code, name) values ($1, $2, '1', 'Anna B.')",
    [other, twin],
  )
  await db.superuser.query(
    `insert into app.invite (org_id, id, person_id, secret_hash, made_by, expires_at)
     values ($1, gen_random_uuid(), $2, encode(sha256('open sesame'), 'hex'), $2, now() + interval '1 day')`,
    [other, twin],
  )
  const invite = `/invite/${encodeURIComponent('open sesame')}`
  const visitor = served.visitor()
  await visitor.post('/auth/request-password-reset', { email: 'anna@nordlicht.example' })
  const messages = async () =>
    (await nils.get('/hand-overs')).body['messages'] as unknown as { link: string }[]
  const [message] = await messages()
  expect((await annas.get(invite)).body).toMatchObject({ signedInAs: 'anna@nordlicht.example' })
  expect((await annas.post(invite)).body).toEqual({ person: twin })
  // with the link that he was to hand over, an administrator here would come in there
  expect(await messages()).toEqual([])
  const token = new URL(message!.link).searchParams.get('token')
  const taken = await visitor.post('/auth/reset-password', { token, newPassword: 'chosen by Nils for her' })
  expect(taken.status).toBe(400)

  const persons = (await annas.get('/persons')).body['persons'] as unknown as {
    id: string
    current: boolean
  }[]
  expect(persons.map(one => [one.id, one.current])).toEqual([
    [anna, false],
    [twin, true],
  ])
  expect((await annas.get('/me')).body).toMatchObject({ organisation: { name: 'Südwind' } })
  expect((await annas.get('/me', { 'x-person': anna })).body).toMatchObject({
    organisation: { name: 'Nordlicht' },
  })
  expect((await annas.get('/me', { 'x-person': nilsId })).status).toBe(403)
  expect((await annas.post('/persons', { person: nilsId })).status).toBe(404)
  await annas.post('/persons', { person: anna })
  expect((await annas.get('/me')).body).toMatchObject({ organisation: { name: 'Nordlicht' } })
})

test('an invite to an e-mail that has a sign-on asks for its password', async () => {
  const second = await addPerson(nils, { name: 'Anna again', email: 'anna@nordlicht.example' })
  const secret = secretOf((await nils.post(`/people/${second}/invite`)).body['link']!)
  const wrong = await served.visitor().post(`/invite/${secret}`, { password: 'not the one she has' })
  expect(wrong.status).toBe(400)
  expect(wrong.body['detail']).toContain('has a sign-on already')
  const taken = await served.visitor().post(`/invite/${secret}`, { password })
  expect(taken.status, 'one person for each organisation').toBe(409)
})

test('sign-on’s tables are out of reach for those who serve', async () => {
  const { app, keeper } = db.pools
  for (const pool of [app, keeper]) {
    await expect(asks(pool, 'select * from auth.login')).rejects.toThrow('permission denied for schema auth')
    await expect(asks(pool, `select auth.record_sign_on('x', 'sign-on.in')`)).rejects.toThrow(
      'permission denied',
    )
  }
})

function asks(pool: typeof db.pools.app, text: string): Promise<unknown> {
  return sql.raw(text).execute(pool)
}
