import { migrate, migrationFiles } from '#db/migrate.ts'
import pg from 'pg'
import { expect, inject, onTestFinished, test } from 'vitest'
import { emptyDatabase } from '../db.ts'

const before: Readonly<Record<string, string>> = {
  '0028_listed_deals.sql': '0027_listed_deals.sql',
  '0029_wide_gaps.sql': '0027_wide_gaps.sql',
  '0031_effects_anew.sql': '0030_effects_anew.sql',
  '0032_position.sql': '0030_position.sql',
}

test('a database whose migrations ran under numbers that two shared is brought up to date like any other', async () => {
  const { owner } = await emptyDatabase()
  const secret = inject('secret')
  await migrate(owner, secret, { upTo: '0027_kept_searches.sql' })
  const client = new pg.Client(owner)
  await client.connect()
  onTestFinished(() => client.end())
  for (const { name, sql, hash } of migrationFiles().filter(file => file.name in before)) {
    await client.query(sql)
    await client.query('insert into plumbline.migration (name, hash) values ($1, $2)', [before[name], hash])
  }
  expect(await migrate(owner, secret)).toEqual(['0030_closing.sql', '0033_findings_taken_back.sql'])
  const { rows } = await client.query<{ name: string }>('select name from plumbline.migration')
  expect(rows.map(({ name }) => name).toSorted()).toEqual(migrationFiles().map(({ name }) => name))
})

test('a migration that was changed after it ran, and one that nobody knows, are refused in a sentence', async () => {
  const { owner } = await emptyDatabase()
  const secret = inject('secret')
  await migrate(owner, secret, { upTo: '0001_people.sql' })
  const client = new pg.Client(owner)
  await client.connect()
  onTestFinished(() => client.end())
  await client.query(`update plumbline.migration set hash = 'another'`)
  await expect(migrate(owner, secret)).rejects.toThrow('0001_people.sql was changed after it had run here')
  await client.query(`update plumbline.migration set name = '9999_tomorrow.sql'`)
  await expect(migrate(owner, secret)).rejects.toThrow('newer than this Plumbline (it has 9999_tomorrow.sql)')
})
