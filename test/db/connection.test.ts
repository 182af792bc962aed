import { openPool } from '#db/connection.ts'
import { expect, test } from 'vitest'
import { testDatabase } from '../db.ts'

const database = await testDatabase()

test('a connection that breaks between two statements of a transaction fails the next one, and ends no process', async () => {
  const pool = openPool(database.keeper, 2)
  const client = await pool.connect()
  await client.query('begin')
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
  const broken = new Promise(told => client.once('end', told))
  await database.superuser.query('select pg_terminate_backend($1)', [rows[0]!.pid])
  await broken // without a listener of ours the error before this would be nobody's, and vitest would report it
  await expect(client.query('select 1')).rejects.toThrow()
  client.release(true)
  expect((await pool.query<{ one: number }>('select 1 as one')).rows).toEqual([{ one: 1 }])
  await pool.end()
})
