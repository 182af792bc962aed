import { expect, test } from 'vitest'
import { testDatabase } from '../db.ts'
import { serve } from './serve.ts'

const db = await testDatabase()
const { visitor } = await serve(db)

const nils = {
  organisation: 'Nordlicht',
  currency: 'EUR',
  timeZone: 'Europe/Stockholm',
  locale: 'en-GB',
  name: 'Nils Holm',
  email: 'nils@nordlicht.example',
  password: 'a password of his',
}

test('of several first visitors at once, one founds the organisation', async () => {
  const before = await visitor().get('/setup')
  expect(before.body).toEqual({ empty: true, mails: false, demo: false })

  const visitors = [1, 2, 3, 4].map(n => ({
    at: visitor(),
    email: n === 1 ? nils.email : `guest${n}@x.example`,
  }))
  const answers = await Promise.all(visitors.map(({ at, email }) => at.post('/setup', { ...nils, email })))
  expect(answers.map(one => one.status).toSorted((a, b) => a - b)).toEqual([200, 409, 409, 409])

  const { rows } = await db.superuser.query('select count(*)::int as n from app.organisation')
  expect(rows).toEqual([{ n: 1 }])
  const logins = await db.superuser.query('select count(*)::int as n from auth.login')
  expect(logins.rows, 'those who came too late leave no login behind').toEqual([{ n: 1 }])

  const won = answers.find(one => one.status === 200)!
  expect(won.body['roles']).toEqual(['administrator', 'director'])
  expect(won.body['note']).toContain('Either can be given away')
  const winner = visitors[answers.indexOf(won)]!
  const persons = await winner.at.get('/persons')
  expect(persons.body['persons']).toEqual([
    { id: won.body['person'], name: 'Nils Holm', organisation: 'Nordlicht', current: true },
  ])
  expect((await visitor().get('/setup')).body['empty']).toBe(false)
})
