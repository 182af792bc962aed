import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase } from '../db.ts'

const { pools, superuser } = await testDatabase()

test('every table of app has row-level security', async () => {
  const { rows } = await superuser.query(
    `select relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'app' and relkind in ('r', 'p') and not relrowsecurity`,
  )
  expect(rows).toEqual([])
})

test('without a scope nothing is to be seen', async () => {
  const { rows } = await sql`select * from app.organisation`.execute(pools.app)
  expect(rows).toEqual([])
})
