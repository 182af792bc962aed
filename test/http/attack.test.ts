import { peopleActions } from '#actions/people/index.ts'
import { ledgerActions } from '#actions/ledger/index.ts'
import { expect, test } from 'vitest'
import { testDatabase } from '../db.ts'
import { addPerson, foundNordlicht, password } from './nordlicht.ts'
import { serve } from './serve.ts'

const db = await testDatabase()
const served = await serve(db, { actions: [...peopleActions, ...ledgerActions] })
const { nils } = await foundNordlicht(served)
const nowhere = '00000000-0000-7000-8000-000000000000'

test('what is no text is refused with a sentence, wherever it stands', async () => {
  for (const odd of ['a\0b', '\ud800']) {
    const added = await nils.post('/people', { code: odd, name: 'Odd' })
    expect(added.status).toBe(400)
    expect(added.body['detail']).toContain('no text')
    expect((await nils.ask('PATCH', '/organisation', { name: odd })).status).toBe(400)
    expect((await nils.ask('PATCH', '/organisation', { [odd]: 'a key' })).status).toBe(400)
  }
  expect((await nils.get('/ledger/accounts?q=%00')).status).toBe(400)
  expect((await nils.ask('DELETE', '/ledger/mappings/a%00b', undefined)).status).toBe(400)
  expect((await nils.get('/invite/a%00b')).status).toBe(400)
  const plain = await addPerson(nils, { name: 'Back\\u0000slash 😀' })
  expect(plain, 'a backslash and whole pairs are text').toEqual(expect.any(String))
})

test('a body is as small as its address allows, whatever it calls itself', async () => {
  const big = JSON.stringify({ a: 'x'.repeat(1_100_000) })
  for (const type of ['application/octet-stream', 'text/plain', 'application/json']) {
    const answer = await fetch(`${served.url}/api/setup`, {
      method: 'POST',
      headers: { 'content-type': type },
      body: big,
    })
    expect(answer.status, type).toBe(413)
  }
})

test('another site signs nobody in, with or without a cookie', async () => {
  const elsewhere = { origin: 'https://elsewhere.example' }
  for (const path of ['/auth/sign-in/email', '/setup', `/invite/${nowhere}`, '/demo/sign-in']) {
    const answer = await served.visitor().post(path, { email: 'nils@nordlicht.example', password }, elsewhere)
    expect(answer.status, path).toBe(403)
    expect(answer.headers.getSetCookie()).toEqual([])
  }
  const command = await fetch(`${served.url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  })
  expect(command.status, 'a command has neither cookie nor origin').toBe(400)
})

const word = (value: string, id: string) => Buffer.from(JSON.stringify([value, id])).toString('base64url')

test('a page that was never shown is refused with a sentence', async () => {
  const words = [
    word('x', 'y'),
    word('\0', nowhere),
    word('x', '1'),
    word('99999999999999999999', 'x'),
    'not base64 at all',
  ]
  const lists = ['/ledger/imports', '/ledger/accounts', '/ledger/unassigned']
  for (const path of lists)
    for (const after of words) {
      const answer = await nils.get(`${path}?after=${encodeURIComponent(after)}`)
      expect([answer.status, path, after]).toEqual([400, path, after])
    }
  for (const after of [`2026-02-30T00:00:00.000000Z_${nowhere}`, `9999-99-99T99:99:99.999999Z_${nowhere}`])
    expect((await nils.get(`/events?after=${after}`)).status).toBe(400)
  expect((await nils.get(`/events?after=2026-01-01T00:00:00.000000Z_${nowhere}`)).status).toBe(200)
  expect((await nils.get(`/ledger/lines?subject=team:${'-'.repeat(36)}`)).status).toBe(404)
})
