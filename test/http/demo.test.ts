import { peopleActions } from '#actions/people/index.ts'
import { request } from 'node:http'
import { expect, test } from 'vitest'
import { testDatabase } from '../db.ts'
import { addPerson, foundNordlicht } from './nordlicht.ts'
import { serve } from './serve.ts'

const db = await testDatabase()
const served = await serve(db, { actions: peopleActions, demo: true })
const { nils, id: nilsId } = await foundNordlicht(served)
const anna = await addPerson(nils, { name: 'Anna Berg', managerId: nilsId })

/** Fetch does not let one say another host; a program does. */
function statusFor(headers: Record<string, string>): Promise<number> {
  return new Promise((answer, fail) => {
    const asked = request(`${served.url}/api/demo/people`, { headers }, response => {
      response.resume()
      answer(response.statusCode ?? 0)
    })
    asked.on('error', fail)
    asked.end()
  })
}

test('where the clock is not a demo’s, nobody comes in without a password', async () => {
  expect((await served.visitor().post('/demo/sign-in', { person: anna })).status).toBe(404)
})

test('in a demo on one’s own machine one signs in as anybody', async () => {
  await db.superuser.query("update app.organisation set clock_day = '2026-03-31'")
  const visitor = served.visitor()
  expect((await visitor.get('/setup')).body).toMatchObject({ demo: true })
  const people = (await visitor.get('/demo/people')).body['people']
  expect(people).toMatchObject([
    { id: anna, name: 'Anna Berg', roles: [], manages: false },
    { id: nilsId, name: 'Nils Holm', roles: ['administrator', 'director'], manages: true },
  ])
  for (let again = 0; again < 2; again++) {
    expect((await visitor.post('/demo/sign-in', { person: anna })).status).toBe(200)
    expect((await visitor.get('/me')).body).toMatchObject({ person: { id: anna } })
  }
  await visitor.post('/demo/sign-in', { person: nilsId })
  expect((await visitor.get('/me')).body).toMatchObject({ person: { id: nilsId } })
})

test('several come in as somebody who never came in before, all at once', async () => {
  const berit = await addPerson(nils, { name: 'Berit Dahl', managerId: nilsId })
  const visitors = Array.from({ length: 4 }, () => served.visitor())
  const seen = await Promise.all(
    visitors.map(async visitor => {
      await visitor.post('/demo/sign-in', { person: berit })
      return (await visitor.get('/me')).body
    }),
  )
  for (const me of seen) expect(me).toMatchObject({ person: { id: berit } })
})

test('but not by a proxy, nor under a foreign name that leads to this machine', async () => {
  expect(await statusFor({})).toBe(200)
  expect(await statusFor({ 'x-forwarded-for': '203.0.113.9' })).toBe(404)
  expect(await statusFor({ host: 'evil.example' })).toBe(404)
})

test('nor where Plumbline was not started as a demo', async () => {
  const plain = await serve(db, { actions: peopleActions })
  expect((await plain.visitor().post('/demo/sign-in', { person: anna })).status).toBe(404)
  expect((await plain.visitor().get('/setup')).body).toMatchObject({ demo: false })
})
