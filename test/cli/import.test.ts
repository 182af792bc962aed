import type { Action } from '#actions/action.ts'
import { ledgerActions } from '#actions/ledger/index.ts'
import { importCommand } from '#cli/import.ts'
import { importsCommand, undoCommand } from '#cli/imports.ts'
import { actorOf } from '#db/actors.ts'
import { createApp } from '#http/app.ts'
import { storeIn } from '#http/store.ts'
import { lendImports, runImport } from '#jobs/index.ts'
import { serve } from '@hono/node-server'
import { mkdtempSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { testDatabase } from '../db.ts'
import { testLedger } from '../db/ledger.ts'
import { lent } from '../lent.ts'
import { printed } from './printed.ts'

const database = await testDatabase()
const ledger = await testLedger(database, { currency: 'EUR', today: '2026-03-31' })
const folder = mkdtempSync(path.join(tmpdir(), 'plumbline-cli-'))
const at = (name: string, text: string) => {
  writeFileSync(path.join(folder, name), text)
  return path.join(folder, name)
}
const products = at('products.csv', 'Item,Line\nP1,a\nP2,b\n')
const mapping = at(
  'products.yaml',
  'into: products\nlookups: { named: { file: names.csv, key: code, match: Item } }\nfields: { code: Item, name: named.name, line: Line }',
)
at('names.csv', 'code,name\nP1,Probe\nP2,Spectrometer\n')

beforeAll(async () => {
  const house = lent(database, {
    dataFolder: ledger.house.dataFolder,
    imports: lendImports(ledger.house),
    enqueue: async data => {
      await runImport(ledger.house, data as { org: string; batchId: string })
    },
  })
  const founder = await actorOf(database.pools, {
    org: ledger.org,
    person: ledger.founder,
    via: { kind: 'session' },
  })
  const app = createApp({
    actions: ledgerActions as unknown as Action[],
    house,
    actorOf: () => Promise.resolve(founder),
    origins: [],
    store: storeIn(ledger.house.dataFolder),
    more: () => {},
    log: pino({ level: 'silent' }),
  })
  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' })
  await new Promise(ready => server.once('listening', ready))
  vi.stubEnv('PLUMBLINE_URL', `http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  vi.stubEnv('PLUMBLINE_TOKEN', 'plb_test')
  afterAll(() => {
    server.close()
  })
})

const names = async () => (await database.superuser.query('select name from app.product order by 1')).rows

test('a file goes in by a mapping with the files it names, dry and then in earnest; and comes out again', async () => {
  const dry = await printed(importCommand.run([products, '--mapping', mapping, '--dry-run']))
  expect(dry).toMatchObject({ code: 0, text: expect.stringContaining('nothing was changed') })
  expect(await names()).toEqual([])
  const real = await printed(importCommand.run([products, '--mapping', mapping, '--json']))
  expect(await names()).toEqual([{ name: 'Probe' }, { name: 'Spectrometer' }])
  const { id } = JSON.parse(real.text) as { id: string }
  expect((await printed(importsCommand.run([]))).text).toContain(id)
  expect(await printed(undoCommand.run([id]))).toMatchObject({
    code: 0,
    text: expect.stringContaining('taken out: 2'),
  })
  expect(await names()).toHaveLength(2)
  await printed(undoCommand.run([id, '--yes']))
  expect(await names()).toEqual([])
})

test('without a mapping it says which columns there are and how to begin', async () => {
  const { code, text } = await printed(importCommand.run([products]))
  expect(code).toBe(2)
  expect(text).toContain('Item')
  expect(text).toContain('into: ')
})
