import { peopleActions } from '#actions/people/index.ts'
import { expect, test } from 'vitest'
import { testDatabase } from '../db.ts'
import { password } from './nordlicht.ts'
import { serve } from './serve.ts'

const db = await testDatabase()
const sent: { to: string; text: string }[] = []
const publicUrl = 'https://plumbline.nordlicht.example'
const served = await serve(db, {
  actions: peopleActions,
  publicUrl,
  demo: true,
  mail: message => {
    sent.push(message)
    return Promise.resolve('sent')
  },
})
const from = { origin: publicUrl, 'x-forwarded-for': '203.0.113.7' }

test('behind a proxy with TLS, cookies are for TLS only and links begin with the public address', async () => {
  const nils = served.visitor()
  const founded = await nils.post(
    '/setup',
    {
      organisation: 'Nordlicht',
      currency: 'EUR',
      timeZone: 'Europe/Stockholm',
      locale: 'en-GB',
      name: 'Nils Holm',
      email: 'nils@nordlicht.example',
      password,
    },
    from,
  )
  expect(founded.status).toBe(200)
  const cookies = founded.headers.getSetCookie()
  expect(cookies).toHaveLength(1)
  expect(cookies[0]).toMatch(/^__Secure-plumbline\.session_token=.*HttpOnly; Secure; SameSite=Lax/)

  expect((await nils.post('/me/tokens', { name: 'x' })).status, 'the socket’s own address is not ours').toBe(
    403,
  )
  const added = await nils.post(
    '/people',
    { code: '7', name: 'Anna Berg', email: 'anna@nordlicht.example' },
    from,
  )
  const invited = await nils.post(`/people/${added.body['id']}/invite`, {}, from)
  expect(invited.body).toMatchObject({ mailed: true })
  expect(invited.body['link']).toMatch(/^https:\/\/plumbline\.nordlicht\.example\/invite\//)
  expect(sent).toMatchObject([{ to: 'anna@nordlicht.example' }])
  expect(sent[0]!.text).toContain(invited.body['link'])

  const signIns = (await nils.get('/me/sign-ins')).body['signIns'] as unknown as { address: string }[]
  expect(
    signIns.map(one => one.address),
    'the proxy says who is there',
  ).toEqual(['203.0.113.7'])
  expect((await nils.get('/setup', from)).body, 'no open door by a proxy').toMatchObject({
    mails: true,
    demo: false,
  })

  await nils.post('/auth/request-password-reset', { email: 'nils@nordlicht.example' }, from)
  await expect.poll(() => sent.length).toBe(2)
  expect(sent[1]!.text).toContain(`${publicUrl}/reset-password?token=`)
  expect((await nils.get('/hand-overs')).body['messages']).toEqual([])
})
