import { backup, restore, verifyBackup } from '#db/backup.ts'
import { appendFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { emptyDatabase, testDatabase } from '../db.ts'

const folder = await mkdtemp(path.join(tmpdir(), 'plumbline-backup-'))
afterAll(() => rm(folder, { recursive: true, force: true }))
// the imagined company, so that every table that refers to another has rows that do
const { owner, superuser, secret } = await testDatabase('world')
await superuser.query(`insert into app.organisation (org_id, name, currency, time_zone)
  values ('00000000-0000-7000-8000-000000000001', 'Ärlig & Söner', 'SEK', 'Europe/Stockholm')`)
await superuser.query(`insert into app.territory (org_id, id, code, name, parent_id)
  select '00000000-0000-7000-8000-000000000001', ('00000000-0000-7000-8000-0000000001' || lpad(n::text, 2, '0'))::uuid, n::text,
    E'a tab\\t and a line\\n', case when n < 5 then '00000000-0000-7000-8000-000000000105'::uuid end
  from generate_series(1, 9) n`)

test('a backup goes into an empty database and is the same there', async () => {
  const at = path.join(folder, 'one')
  const manifest = await backup(owner, at)
  const empty = await emptyDatabase()
  await restore(empty.owner, at, secret)
  const again = path.join(folder, 'again')
  const copy = await backup(empty.owner, again)
  expect(copy.tables).toEqual(manifest.tables)
  expect(manifest.tables.find(t => t.table === 'territory')?.rows).toBeGreaterThanOrEqual(9)
  expect(manifest.tables.find(t => t.table === 'line_credit')?.rows).toBeGreaterThan(100)
})

test('a changed byte is noticed, in a table and in the manifest, before anything is written', async () => {
  const at = path.join(folder, 'changed')
  await backup(owner, at)
  const file = path.join(at, 'app.territory.copy.gz')
  const bytes = await readFile(file)
  bytes[bytes.length >> 1]! ^= 1
  await writeFile(file, bytes)
  await expect(verifyBackup(at)).rejects.toThrow('app.territory.copy.gz is not as it was written')
  const empty = await emptyDatabase()
  await expect(restore(empty.owner, at, secret)).rejects.toThrow('not as it was written')
  bytes[bytes.length >> 1]! ^= 1
  await writeFile(file, bytes)
  await verifyBackup(at)
  await appendFile(path.join(at, 'manifest.json'), ' ')
  await expect(verifyBackup(at)).rejects.toThrow('manifest.json is not as it was written')
})

test('a missing file is named', async () => {
  const at = path.join(folder, 'missing')
  await backup(owner, at)
  await rm(path.join(at, 'app.person.copy.gz'))
  await expect(verifyBackup(at)).rejects.toThrow('app.person.copy.gz is missing')
})

test('neither a full database nor a full folder is written over', async () => {
  const at = path.join(folder, 'full')
  await backup(owner, at)
  await expect(restore(owner, at, secret)).rejects.toThrow('The database is not empty')
  await expect(backup(owner, at)).rejects.toThrow('is not empty')
  expect((await readdir(folder)).filter(name => name.includes('making'))).toEqual([])
})
