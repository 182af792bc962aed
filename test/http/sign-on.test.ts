import { peopleActions } from '#actions/people/index.ts'
import { expect, test } from 'vitest'
import { testDatabase } from '../db.ts'
import { addPerson, foundNordlicht, join, password, secretOf } from './nordlicht.ts'
import { serve } from './serve.ts'

const db = await testDatabase()
const served = await serve(db, { actions: peopleActions })
const { nils, id: nilsId } = await foundNordlicht(served)

const eventsOf = async (action: string) =>
  (await db.superuser.query('select person_id, subject_id from app.event where action = $1', [action])).rows

test('there is no second founding', async () => {
  const again = await served.visitor().post('/setup', {
    organisation: 'Another',
    currency: 'EUR',
    timeZone: 'UTC',
    locale: 'en',
    name: 'Somebody',
    email: 'somebody@x.example',
    password,
  })
  expect(again.status).toBe(409)
  expect(again.body['detail']).toContain('Sign in, or ask its administrator')
})

test('Nils signs in with his password, is known by it, and signs out', async () => {
  const visitor = served.visitor()
  expect((await visitor.get('/me')).status).toBe(401)
  expect(
    (await visitor.post('/auth/sign-in/email', { email: 'nils@nordlicht.example', password })).status,
  ).toBe(200)
  const me = await visitor.get('/me')
  expect(me.body).toMatchObject({
    person: { id: nilsId, name: 'Nils Holm', roles: ['administrator', 'director'], manages: false },
    organisation: { name: 'Nordlicht', currency: 'EUR', clockFixed: false, empty: true },
    seenBy: null,
    freshness: { billedTo: null },
  })
  const before = (await eventsOf('sign-on.ended')).length
  expect((await visitor.post('/auth/sign-out')).status).toBe(200)
  expect((await visitor.get('/me')).status).toBe(401)
  expect((await eventsOf('sign-on.ended')).length).toBe(before + 1)
  expect(await eventsOf('sign-on.in')).toContainEqual({ person_id: nilsId, subject_id: nilsId })
})

test('a cookie that was tampered with, or has run out, is nobody’s', async () => {
  const visitor = served.visitor()
  await visitor.post('/auth/sign-in/email', { email: 'nils@nordlicht.example', password })
  const [name, value] = [...visitor.cookies][0]!
  expect((await visitor.get('/me')).status).toBe(200)
  const [token, signature] = decodeURIComponent(value).split('.') as [string, string]
  for (const forged of [token, `${token}.`, `${token}x.${signature}`, `${token}.${'A'.repeat(43)}=`]) {
    visitor.cookies.set(name, encodeURIComponent(forged))
    expect((await visitor.get('/me')).status).toBe(401)
  }
  visitor.cookies.set(name, value)
  await db.superuser.query('update auth.sign_in set expires_at = now() where token = $1', [token])
  expect((await visitor.get('/me')).status).toBe(401)
})

test('a wrong password is refused in plain words and stands in the log', async () => {
  const visitor = served.visitor()
  const wrong = { email: 'nils@nordlicht.example', password: 'not his password' }
  const answer = await visitor.post('/auth/sign-in/email', wrong)
  expect(answer.status).toBe(401)
  expect(answer.headers.get('content-type')).toBe('application/problem+json')
  expect(answer.body['detail']).toContain('do not belong together')
  const nobody = await visitor.post('/auth/sign-in/email', { ...wrong, email: 'nobody@nordlicht.example' })
  expect(nobody.body, 'whether there is such a sign-on is not told').toEqual(answer.body)
  expect(await eventsOf('sign-on.failed')).toContainEqual({ person_id: nilsId, subject_id: nilsId })
})

test('signing up is not possible, nor any endpoint of better-auth that is not ours', async () => {
  const visitor = served.visitor()
  const wish = { email: 'x@x.example', password, name: 'X' }
  expect((await visitor.post('/auth/sign-up/email', wish)).status).toBe(404)
  expect((await nils.get('/auth/get-session')).status).toBe(404)
  expect((await nils.post('/auth/update-user', { name: 'Other' })).status).toBe(404)
  expect((await nils.post('/auth/delete-user')).status).toBe(404)
})

test('a request that another site sent with the cookie changes nothing', async () => {
  const token = { name: 'stolen' }
  const foreign = await nils.post('/me/tokens', token, { origin: 'https://evil.example' })
  expect(foreign.status).toBe(403)
  expect((await nils.post('/me/tokens', token, { origin: 'null' })).status).toBe(403)
  expect((await nils.post('/auth/sign-out', {}, { origin: 'https://evil.example' })).status).toBe(403)
  expect((await nils.get('/me/tokens')).body['tokens']).toEqual([])
  const local = await nils.post(
    '/persons',
    { person: nilsId },
    { origin: served.url.replace('127.0.0.1', 'localhost') },
  )
  expect(local.status).toBe(200)
})

test('an invite is taken up once, and not after its time', async () => {
  const anna = await addPerson(nils, {
    name: 'Anna Berg',
    email: 'anna@nordlicht.example',
    managerId: nilsId,
  })
  const { body } = await nils.post(`/people/${anna}/invite`)
  expect(body['mailed']).toBe(false)
  const secret = secretOf(body['link']!)
  const shown = await served.visitor().get(`/invite/${secret}`)
  expect(shown.body).toEqual({
    organisation: 'Nordlicht',
    name: 'Anna Berg',
    email: 'anna@nordlicht.example',
    hasSignOn: false,
    signedInAs: null,
  })
  expect((await served.visitor().post(`/invite/${secret}`, { password: 'short' })).status).toBe(400)

  const [one, other] = await Promise.all([
    served.visitor().post(`/invite/${secret}`, { password }),
    served.visitor().post(`/invite/${secret}`, { password }),
  ])
  expect([one.status, other.status].filter(status => status === 200)).toHaveLength(1)
  expect((await served.visitor().post(`/invite/${secret}`, { password })).status).toBe(404)
  expect((await served.visitor().get(`/invite/${secret}`)).status).toBe(404)
  expect(await eventsOf('people.joined')).toContainEqual({ person_id: anna, subject_id: anna })

  const bert = await addPerson(nils, { name: 'Bert Ek', email: 'bert@nordlicht.example', managerId: nilsId })
  const late = secretOf((await nils.post(`/people/${bert}/invite`)).body['link']!)
  await db.superuser.query(
    'update app.invite set expires_at = now() - interval $$1 minute$$ where person_id = $1',
    [bert],
  )
  expect((await served.visitor().post(`/invite/${late}`, { password })).status).toBe(404)
  const again = secretOf((await nils.post(`/people/${bert}/invite`)).body['link']!)
  const { rows } = await db.superuser.query('select secret_hash from app.invite')
  expect(JSON.stringify(rows), 'the secret itself is kept nowhere').not.toContain(again)
})

test('sign-ins are listed and ended', async () => {
  const carl = await addPerson(nils, {
    name: 'Carl Dahl',
    email: 'carl@nordlicht.example',
    managerId: nilsId,
  })
  const desk = await join(served, nils, carl)
  const phone = served.visitor()
  await phone.post('/auth/sign-in/email', { email: 'carl@nordlicht.example', password })
  const list = (await desk.get('/me/sign-ins')).body['signIns'] as unknown as {
    id: string
    current: boolean
    address: string
  }[]
  expect(list.filter(one => one.current)).toHaveLength(1)
  expect(list.map(one => one.address)).toEqual(['127.0.0.1', '127.0.0.1'])
  const other = list.find(one => !one.current)!
  expect((await nils.ask('DELETE', `/me/sign-ins/${other.id}`, undefined)).status, 'nobody else’s').toBe(404)
  expect((await desk.ask('DELETE', `/me/sign-ins/${other.id}`, undefined)).status).toBe(200)
  expect((await phone.get('/me')).status).toBe(401)
  expect((await desk.get('/me')).status).toBe(200)
})

test('a changed password ends the other sign-ins', async () => {
  const dora = await addPerson(nils, {
    name: 'Dora Falk',
    email: 'dora@nordlicht.example',
    managerId: nilsId,
  })
  const desk = await join(served, nils, dora)
  const phone = served.visitor()
  await phone.post('/auth/sign-in/email', { email: 'dora@nordlicht.example', password })
  const to = 'quite another password'
  expect(
    (await desk.post('/auth/change-password', { currentPassword: 'wrong', newPassword: to })).status,
  ).toBe(400)
  expect(
    (await desk.post('/auth/change-password', { currentPassword: password, newPassword: to })).status,
  ).toBe(200)
  expect((await phone.get('/me')).status).toBe(401)
  expect((await desk.get('/me')).status).toBe(200)
  expect(await eventsOf('sign-on.passwordSet')).toContainEqual({ person_id: dora, subject_id: dora })
})

test('without mail, a reset is a link that the administrator hands over; it works once', async () => {
  const emil = await addPerson(nils, {
    name: 'Emil Gran',
    email: 'emil@nordlicht.example',
    managerId: nilsId,
  })
  const desk = await join(served, nils, emil)
  const visitor = served.visitor()
  const known = await visitor.post('/auth/request-password-reset', { email: 'emil@nordlicht.example' })
  const unknown = await visitor.post('/auth/request-password-reset', { email: 'nobody@nordlicht.example' })
  expect(known.body, 'whether there is such a sign-on is not told').toEqual(unknown.body)

  const [message] = (await nils.get('/hand-overs')).body['messages'] as unknown as {
    name: string
    link: string
  }[]
  expect(message).toMatchObject({ name: 'Emil Gran' })
  expect((await desk.get('/hand-overs')).status, 'only those who administer see such links').toBe(403)
  const token = new URL(message!.link).searchParams.get('token')
  const newPassword = 'a fresh password of Emil'
  expect((await visitor.post('/auth/reset-password', { token, newPassword: 'short' })).status).toBe(400)
  expect((await visitor.post('/auth/reset-password', { token, newPassword })).status).toBe(200)
  expect((await visitor.post('/auth/reset-password', { token, newPassword })).status).toBe(400)
  expect((await nils.get('/hand-overs')).body['messages']).toEqual([])
  expect((await desk.get('/me')).status, 'every sign-in has ended').toBe(401)
  const email = 'emil@nordlicht.example'
  expect((await visitor.post('/auth/sign-in/email', { email, password })).status).toBe(401)
  expect((await visitor.post('/auth/sign-in/email', { email, password: newPassword })).status).toBe(200)
})

test('the API says what it offers, sign-on included', async () => {
  const { body } = await served.visitor().get('/openapi.json')
  const paths = Object.keys(body['paths']!)
  expect(paths).toContain('/api/auth/sign-in/email')
  expect(paths).toContain('/api/invite/{secret}')
  expect(paths).toContain('/api/people/{id}/move')
  expect((await served.visitor().get('/persons')).status).toBe(401)
})

test('whoever tries passwords is stopped, counted in the database', async () => {
  const statuses: number[] = []
  const wrong = { email: 'nils@nordlicht.example', password: 'guess after guess' }
  for (let n = 0; n < 14; n++)
    statuses.push((await served.visitor().post('/auth/sign-in/email', wrong)).status)
  expect(statuses.at(-1)).toBe(429)
  const { rows } = await db.superuser.query(
    "select count from auth.rate_limit where key like '%sign-in/email'",
  )
  expect(rows.length).toBe(1)
  await db.superuser.query('delete from auth.rate_limit')
})
