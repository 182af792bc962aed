import { ledgerActions } from '#actions/ledger/index.ts'
import { peopleActions } from '#actions/people/index.ts'
import { lendImports } from '#jobs/index.ts'
import { expect, test } from 'vitest'
import { testDatabase } from '../db.ts'
import { addPerson, foundNordlicht, join } from './nordlicht.ts'
import { serve } from './serve.ts'

const db = await testDatabase()
const served = await serve(db, {
  actions: [...peopleActions, ...ledgerActions],
  lends: { imports: lendImports({ pools: db.pools, dataFolder: '' }) },
})
const { nils, id: nilsId } = await foundNordlicht(served)
const dora = await addPerson(nils, { name: 'Dora Ek', managerId: nilsId, email: 'dora@nordlicht.example' })
await nils.ask('PUT', `/people/${dora}/roles`, { roles: ['director'] })
const doras = await join(served, nils, dora)

const people = (fields: string) => ({
  fileId: '00000000-0000-7000-8000-000000000000',
  yaml: `into: people\n${fields}`,
})

test('a director does not become administrator by a file', async () => {
  for (const fields of [
    'fields:\n  code: code\n  name: name\n  roles: roles\n',
    "fields:\n  code: code\n  name: name\nconstants:\n  roles: 'administrator'\n",
  ]) {
    const refused = await doras.post('/ledger/imports', people(fields))
    expect(refused.status).toBe(403)
    expect(refused.body['detail']).toContain('Only an administrator may give roles')
    expect(
      (await nils.post('/ledger/imports', people(fields))).status,
      'an administrator gets as far as the file',
    ).toBe(404)
  }
  const plain = people('fields:\n  code: code\n  name: name\n')
  expect((await doras.post('/ledger/imports', plain)).status).toBe(404)
})

test('nor by taking up an administrator’s invitation', async () => {
  const anna = await addPerson(nils, { name: 'Anna Berg', roles: ['administrator'] })
  expect((await doras.post(`/people/${anna}/invite`)).status).toBe(403)
  expect((await nils.post(`/people/${anna}/invite`)).status).toBe(200)
})
