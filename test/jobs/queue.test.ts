import { workOnBatch } from '#actions/ledger/keeping.ts'
import { openQueue } from '#db/queue.ts'
import { lendImports, lendLearning, startJobs, sweep } from '#jobs/index.ts'
import { keeperOf } from '#jobs/house.ts'
import { expect, test } from 'vitest'
import { testDatabase } from '../db.ts'
import { testLedger } from '../db/ledger.ts'

const database = await testDatabase()
const ledger = await testLedger(database, { currency: 'EUR', today: '2026-03-31' })
const yaml = 'into: products\nfields: { code: code, name: name }'

test('a batch that waits is worked on by the queue; one whose worker died is given up', async () => {
  const errors: unknown[] = []
  const onError = (error: unknown) => void errors.push(error)
  const waits = await ledger.ask(yaml, 'code,name\nP1,Probe')
  const died = await ledger.ask(yaml, 'code,name\nP2,Probe')
  await database.superuser.query(`update app.batch set state = 'reading' where id = $1`, [died])
  const queue = await openQueue(database.queue, onError)
  const jobs = await startJobs(ledger.house, { queue, learning: lendLearning(database), onError })
  await expect.poll(async () => (await ledger.batchOf(waits)).state, { timeout: 10_000 }).toBe('done')
  expect(await ledger.batchOf(died)).toMatchObject({
    state: 'failed',
    sentence: expect.stringContaining('interrupted'),
  })
  await jobs.stop()
  await queue.close()
  expect(errors).toEqual([])
})

test('what deals teach is learnt when their import is in, before anybody asks', async () => {
  const errors: unknown[] = []
  const onError = (error: unknown) => void errors.push(error)
  const queue = await openQueue(database.queue, onError)
  const jobs = await startJobs(ledger.house, { queue, learning: lendLearning(database), onError })
  const batch = await ledger.ask(
    'into: opportunities\nfields: { code: code, stage: stage }',
    'code,stage\nD1,Lead',
  )
  await queue.send('ledger.import', { org: ledger.org, batchId: batch })
  const kept = async () =>
    (await database.superuser.query('select learnt from app.deal_learning where org_id = $1', [ledger.org]))
      .rows
  await expect.poll(kept, { timeout: 10_000 }).toEqual([{ learnt: { none: 'too_few_closed' } }])
  await jobs.stop()
  await queue.close()
  expect(errors).toEqual([])
})

test('a sweep sends what waits, and leaves what somebody works on', async () => {
  const waits = await ledger.ask(yaml, 'code,name\nP3,Probe')
  const worked = await ledger.ask(yaml, 'code,name\nP4,Probe')
  await database.superuser.query(`update app.batch set state = 'loading' where id = $1`, [worked])
  const holder = await database.superuser.connect()
  await holder.query('begin')
  await holder.query(`select pg_advisory_xact_lock(hashtext('plumbline batch'), hashtext($1))`, [worked])
  const sent: object[] = []
  await sweep(ledger.house, { send: async (_, data) => void sent.push(data) })
  expect(sent).toEqual([{ org: ledger.org, batchId: waits }])
  expect((await ledger.batchOf(worked)).state).toBe('loading')
  await holder.query('rollback')
  holder.release()
})

test('a sweep in the moment after a batch was taken up, and before its file is open, leaves it too', async () => {
  const batch = await ledger.ask(yaml, 'code,name\nP5,Probe')
  const scope = await keeperOf(ledger.house.pools, ledger.org)
  const state = await workOnBatch(ledger.house.pools, scope, {
    id: batch,
    async work() {
      await sweep(ledger.house, { send: async () => {} })
      return (await ledger.batchOf(batch)).state
    },
  })
  expect(state).toBe('reading')
  const swept = () => sweep(ledger.house, { send: async () => {} }).then(() => ledger.batchOf(batch))
  await expect.poll(async () => (await swept()).state).toBe('failed')
})

test('a saved mapping fits a file that has all columns it takes, and cancelling stops what runs', async () => {
  const { fits, mapping } = lendImports(ledger.house)
  const own = 'into: products\nfields: { code: "[Item No] & \'-\' & Size", name: Name }'
  expect(mapping(own).kind).toBe('products')
  expect(fits(own, new Set(['Item No', 'Size', 'Name', 'more']))).toBe(true)
  expect(fits(own, new Set(['Item No', 'Name']))).toBe(false)

  // somebody holds the ledger, so that the import waits in the middle of its work until it is cancelled
  const batch = await ledger.ask(yaml, 'code,name\nP9,Probe')
  const holder = await database.superuser.connect()
  await holder.query('begin')
  await holder.query(`select pg_advisory_xact_lock(hashtext('plumbline ledger'), hashtext($1))`, [ledger.org])
  const running = ledger.run(batch)
  await expect.poll(async () => (await ledger.batchOf(batch)).state).not.toBe('waiting')
  await database.superuser.query(`update app.batch set state = 'cancelled' where id = $1`, [batch])
  expect(await running).toMatchObject({ state: 'cancelled' })
  await holder.query('rollback')
  holder.release()
  const { rows } = await database.superuser.query(`select from app.product where code = 'P9'`)
  expect(rows).toEqual([])
})
