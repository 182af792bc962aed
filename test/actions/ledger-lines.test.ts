import type { Actor } from '#access/scope.ts'
import type { House } from '#actions/action.ts'
import { ledgerActions } from '#actions/ledger/index.ts'
import { run } from '#actions/run.ts'
import type { Action } from '#actions/action.ts'
import type { Output } from '#contract/operation.ts'
import { showAccount } from '#contract/ledger/accounts.ts'
import { previewUndo, refusalsFile } from '#contract/ledger/imports.ts'
import { lines as linesOperation } from '#contract/ledger/lines.ts'
import type { Operation } from '#contract/operation.ts'
import { actorOf } from '#db/actors.ts'
import { files } from '#export/files.ts'
import { lendImports } from '#jobs/index.ts'
import { beforeAll, expect, test } from 'vitest'
import { testDatabase } from '../db.ts'
import { testLedger } from '../db/ledger.ts'

const database = await testDatabase()
const ledger = await testLedger(database, { currency: 'EUR', today: '2026-03-31' })
const house = {
  ...ledger.house,
  imports: lendImports(ledger.house),
  files,
} as unknown as House

const people = ['goran', 'zoe', 'ake', 'emi', 'kenji'] as const
type Who = (typeof people)[number] | 'founder'
const actors = {} as Record<Who, Actor>
const accounts: Record<string, string> = {}
let billed = ''

beforeAll(async () => {
  await ledger.take(
    'into: people\nfields: { code: code, name: code, roles: roles }',
    `code,roles\n${people.map(p => `${p},${p === 'goran' ? 'director' : 'salesperson'}`).join('\n')}`,
  )
  await ledger.take(
    'into: reporting\nfields: { person: p, manager: m }',
    'p,m\ngoran,\nzoe,goran\nkenji,goran\nake,zoe\nemi,kenji',
  )
  await ledger.take('into: accounts\nfields: { code: code, name: code }', 'code\nA1\nA2')
  await ledger.take('into: ownership\nfields: { account: a, person: p }', 'a,p\nA1,zoe')
  const batch = await ledger.take(
    'into: billing\nfields: { invoice: i, day: d, account: a, sellers: s, net: n, kind: k }\nlimit: 1',
    'i,d,a,s,n,k\nI1,2026-03-02,A1,ake,100.00,\nI2,2026-03-03,A1,ake|emi,50.01,\nI3,2026-03-04,A2,emi,70.00,\nI4,2026-03-05,A2,,30.00,\nI5,2026-03-05,A2,kenji,9.00,charge\nI6,2026-03-05,A2,kenji,=1+1,',
  )
  billed = batch.id
  for (const { code, id } of (await database.superuser.query(`select code, id from app.person`)).rows as {
    code: string
    id: string
  }[]) {
    const who = code as Who
    actors[who] = (await actorOf(database.pools, { org: ledger.org, person: id, via: { kind: 'session' } }))!
  }
  for (const { code, id } of (await database.superuser.query(`select code, id from app.account`)).rows as {
    code: string
    id: string
  }[])
    accounts[code] = id
})

async function ask<O extends Operation>(
  who: Who,
  operation: O,
  input: { params?: object; query?: object; body?: object },
): Promise<Output<O>> {
  const action = (ledgerActions as unknown as Action[]).find(one => one.operation.name === operation.name)!
  return run(house, action, actors[who], {
    params: operation.params.parse(input.params ?? {}),
    query: operation.query.parse(input.query ?? {}),
    body: operation.body.parse(input.body ?? {}),
  }) as Promise<Output<O>>
}

const invoices = async (who: Who, subject: string, more: object = {}) => {
  const { lines, total, hidden, count } = await ask(who, linesOperation, { query: { subject, ...more } })
  return { invoices: lines.map(line => line.invoice).toSorted(), total, hidden: hidden.length, count }
}

test('a salesperson opens own lines, credited with the own share', async () => {
  expect(await invoices('ake', 'me')).toEqual({
    invoices: ['I1', 'I2'],
    total: 12_500 + 0 + 1 * (await oddCent('ake')),
    hidden: 0,
    count: 2,
  })
  const { lines } = await ask('ake', linesOperation, { query: { invoice: 'I2' } })
  expect(lines[0]!.credits).toEqual([
    expect.objectContaining({ name: 'ake', share: 500_000 }),
    { personId: null, name: 'Somebody else', share: 500_000, by: 'hidden' },
  ])
})

/** 50.01 by halves: the cent goes by id. */
async function oddCent(code: string): Promise<number> {
  const { rows } = await database.superuser.query(
    `select c.net_rc = 2501 as odd from app.line_credit c join app.billing_line b on b.id = c.line_id join app.person p on p.id = c.person_id where b.invoice = 'I2' and p.code = $1`,
    [code],
  )
  return (rows[0] as { odd: boolean }).odd ? 1 : 0
}

test('a total is the figure’s number, at every level', async () => {
  for (const [who, subject, team] of [
    ['goran', 'company', ledger.org],
    ['zoe', `team:${actors.zoe.person}`, actors.zoe.person],
    ['goran', `team:${actors.kenji.person}`, actors.kenji.person],
  ] as const) {
    const { rows } = await database.superuser.query(
      `select sum(net)::int as net from app.team_day where team_id = $1`,
      [team],
    )
    expect((await invoices(who, subject)).total, subject).toBe((rows[0] as { net: number }).net)
  }
})

test('what one may not see is not found, and never sideways', async () => {
  await expect(invoices('ake', `person:${actors.emi.person}`)).rejects.toMatchObject({ kind: 'not_found' })
  await expect(invoices('zoe', `team:${actors.kenji.person}`)).rejects.toMatchObject({ kind: 'not_found' })
  expect((await invoices('emi', 'me')).invoices).toEqual(['I2', 'I3'])
})

test('whoever owns an account today opens all its lines, whoever sold them', async () => {
  expect(await invoices('zoe', `account:${accounts['A1']}`)).toMatchObject({
    invoices: ['I1', 'I2'],
    total: 15_001,
    hidden: 0,
  })
  await expect(ask('zoe', showAccount, { params: { id: accounts['A2'] } })).rejects.toMatchObject({
    kind: 'not_found',
  })
})

test('pages follow one another without gap or repetition', async () => {
  const seen: string[] = []
  for (let after: string | undefined; ;) {
    const page = await ask('goran', linesOperation, {
      query: { subject: 'company', sort: 'net', limit: 1, ...(after && { after }) },
    })
    seen.push(...page.lines.map(line => line.invoice))
    if (page.next === null) break
    after = page.next
  }
  expect(seen).toEqual(['I5', 'I4', 'I2', 'I3', 'I1'])
})

test('a refused cell that looks like a formula is no formula in the file', async () => {
  const file = await ask('founder', refusalsFile, { params: { id: billed } })
  let text = ''
  for await (const part of file.body as AsyncIterable<string>) text += part
  expect(text).toContain(`'=1+1`)
})

test('undo says beforehand what it would do, and does nothing', async () => {
  const plan = await ask('founder', previewUndo, { params: { id: billed } })
  expect(plan).toEqual({ restores: 0, removes: 5, stays: [] })
  expect((await invoices('goran', 'company')).count).toBe(5)
})
