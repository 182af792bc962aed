import { openSignOn } from '#db/signon.ts'
import { createAuth } from '#http/sign-on/better-auth.ts'
import { sql } from 'kysely'
import { getMigrations } from 'better-auth/db/migration'
import { afterAll, expect, test } from 'vitest'
import { testDatabase } from '../db.ts'

const db = await testDatabase()
const store = openSignOn(db.signon)
afterAll(() => store.close())

test('our tables hold all that this version of better-auth asks for', async () => {
  const auth = createAuth({
    database: store.database,
    secret: db.secret,
    publicUrl: 'http://127.0.0.1:4000',
    origins: [],
    mails: false,
    log: () => {},
    record: store.record,
    sendReset: () => Promise.resolve(),
    passwordWasReset: store.handedOver,
  })
  const { toBeCreated, toBeAdded } = await getMigrations(auth.options)
  expect({ toBeCreated, toBeAdded }).toEqual({ toBeCreated: [], toBeAdded: [] })
})

test('of many tries at once, exactly as many pass as may', async () => {
  const tries = await Promise.all(
    Array.from({ length: 20 }, () => store.tryOnce('door', { max: 7, seconds: 60 })),
  )
  expect(tries.filter(Boolean)).toHaveLength(7)
  await db.superuser.query(
    "update auth.rate_limit set last_request = last_request - 61000 where key = 'door'",
  )
  expect(await store.tryOnce('door', { max: 7, seconds: 60 }), 'a minute later one may again').toBe(true)
})

test('sign-on reaches nothing of the organisation but its few hatches', async () => {
  const { db: pool } = store.database
  await expect(sql`select * from app.person`.execute(pool)).rejects.toThrow(
    'permission denied for schema app',
  )
  await store.record('nobody', 'sign-on.in')
  const { rows } = await db.superuser.query('select from app.event')
  expect(rows).toEqual([])
})
