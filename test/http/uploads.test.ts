import { administers, signedIn } from '#access/permissions.ts'
import { action } from '#actions/action.ts'
import { hashOf } from '#actions/people/identify.ts'
import { addFile } from '#contract/ledger/files.ts'
import { linesFile } from '#contract/ledger/lines.ts'
import { Failure } from '#core/failure.ts'
import { storeIn } from '#http/store.ts'
import { mkdtempSync, readdirSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { testDatabase } from '../db.ts'
import { serve } from './serve.ts'

const db = await testDatabase('world')
const folder = mkdtempSync(path.join(tmpdir(), 'plumbline-uploads-'))
afterAll(() => rm(folder, { recursive: true }))
const refuses = action(addFile, {
  may: administers,
  run: () => Promise.reject(new Failure('invalid', 'This is no table.')),
})
const breaksOff = action(linesFile, {
  may: signedIn,
  run: () =>
    Promise.resolve({
      name: 'half.csv',
      mediaType: 'text/csv',
      body: (async function* () {
        yield 'a,b\r\n'.repeat(20_000)
        throw new Failure('conflict', 'This was taken too slowly.')
      })(),
    }),
})
const opened = (limits: Parameters<typeof storeIn>[1] = {}) =>
  serve(db, { actions: [refuses, breaksOff], store: storeIn(folder, limits), silence: 300 })
const served = await opened()
await db.superuser.query(
  `insert into app.api_token (org_id, id, person_id, name, secret_hash)
   select p.org_id, gen_random_uuid(), p.id, 'files', $1
   from app.person p join app.person_role r on r.org_id = p.org_id and r.person_id = p.id
   where r.role = 'administrator' limit 1`,
  [hashOf('plb_files')],
)
const headers = { authorization: 'Bearer plb_files' }
const handIn = (url: string, body: string) =>
  fetch(`${url}/api/ledger/files?name=x.csv`, { method: 'POST', headers, body })
const kept = () => readdirSync(path.join(folder, 'files'))

test('a file that is refused is not kept', async () => {
  const answer = await handIn(served.url, 'a,b\n')
  expect(await answer.json()).toMatchObject({ detail: 'This is no table.' })
  expect(kept()).toEqual([])
})

test('no file takes the room that the database needs', async () => {
  const full = await opened({ reserve: Number.MAX_SAFE_INTEGER })
  const answer = await handIn(full.url, 'a,b\n')
  expect([answer.status, (await answer.json()) as object]).toMatchObject([423, { type: 'locked' }])
  const small = await opened({ size: 2 })
  expect((await handIn(small.url, 'a,b\n')).status).toBe(400)
  expect(kept()).toEqual([])
})

test('half a file does not pass for a whole one', async () => {
  const answer = await fetch(`${served.url}/api/ledger/lines.csv`, { headers })
  expect(answer.status).toBe(200)
  await expect(answer.text()).rejects.toThrow(/terminated/)
})

test('who sends nothing for long is cut off, and what came is not kept', async () => {
  const socket = connect(Number(new URL(served.url).port), '127.0.0.1')
  const gone = new Promise(closed => socket.once('close', closed))
  socket.write(
    'POST /api/ledger/files?name=x.csv HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: Bearer plb_files\r\ncontent-length: 1000000\r\n\r\na,b\n',
  )
  await gone
  await expect.poll(kept).toEqual([])
})
