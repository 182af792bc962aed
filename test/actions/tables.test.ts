import type { Action } from '#actions/action.ts'
import { keepingSheet } from '#actions/diagnosis/process/keeping-sheets.ts'
import { actions } from '#actions/index.ts'
import { run } from '#actions/run.ts'
import type { Day } from '#core/calendar/index.ts'
import type { price } from '#contract/diagnosis.ts'
import type { behind } from '#contract/diagnosis/gap.ts'
import type { Download, Output } from '#contract/operation.ts'
import { files } from '#export/files.ts'
import { lendLearning } from '#jobs/learning.ts'
import { parse } from 'csv-parse/sync'
import { readXlsx } from 'hucre/xlsx'
import { beforeAll, expect, test } from 'vitest'
import { testDatabase } from '../db.ts'
import { lent } from '../lent.ts'
import { publishPlainly } from '../published.ts'
import { lookUp } from '../settle.ts'
import { world } from '../world.ts'

const db = await testDatabase('world')
const house = lent(db, { files, learning: lendLearning(db) })
const norrsken = await lookUp(db, world.name)
const [goran, ake] = await Promise.all([norrsken.as('goran'), norrsken.as('ake')])
const whole = { subject: 'company', period: 'quarter', code: '2026 Q1' }
const training = '0198c0de-0000-7000-8000-000000000001'

beforeAll(async () => {
  const today = world.today as Day
  const plain = { org: norrsken.org, today, origin: today, eachMonth: 1_000_00, spread: 0.1 }
  await publishPlainly(db, plain)
  await db.superuser.query(
    `insert into app.intervention (org_id, id, kind, name, figure, made_by) values ($1, $2, 'training', '=1+1', 'orders', $3)`,
    [norrsken.org, training, goran.person],
  )
  await db.superuser.query(
    `insert into app.intervention_person (org_id, intervention_id, person_id, from_day) values ($1, $2, $3, '2025-09-01')`,
    [norrsken.org, training, ake.person],
  )
})

async function ask<T>(
  name: string,
  { query, params = {}, as = goran }: { query: object; params?: object; as?: typeof goran },
): Promise<T> {
  const action = actions.find(one => one.operation.name === name) as Action
  return (await run(house, action, as, {
    params: action.operation.params.parse(params),
    query: action.operation.query.parse(query),
    body: {},
  })) as T
}

async function rowsOf({ body }: Download): Promise<string[][]> {
  let text = ''
  for await (const part of typeof body === 'string' ? [body] : body) text += String(part)
  return parse(text, { bom: true })
}

const together = [
  { name: 'forecast', text: 'forecast.file', workbook: 'forecast.workbook', query: { subject: 'company' } },
  { name: 'forecast.deals', query: { subject: 'company' } },
  { name: 'diagnosis.price', query: whole },
  { name: 'diagnosis.process', query: { subject: 'company' } },
  { name: 'diagnosis.accountLives', query: { subject: 'company' } },
  { name: 'effects.estimates', query: {}, params: { id: training } },
  { name: 'recipe.show', query: {} },
  { name: 'recipe.person', query: {}, params: { id: ake.person } },
]

test.each(together)('$name: what a sheet of the workbook holds a CSV file holds, too', async of => {
  const { name, query, params = {}, text = `${name}File`, workbook = `${name}Workbook` } = of
  const operation = actions.find(one => one.operation.name === text)!.operation
  const { options } = (
    operation.query.shape['what'] as unknown as { unwrap: () => { options: string[] } }
  ).unwrap()
  const { body } = await ask<Download>(workbook, { query, params })
  const { sheets } = await readXlsx(body as Uint8Array)
  // on no page two tables look the same
  expect(sheets.length).toBe(options.length)
  const heads: string[] = []
  for (const what of options) {
    const rows = await rowsOf(await ask<Download>(text, { query: { ...query, what }, params }))
    heads.push(rows[0]!.join())
    const sheet = sheets[options.indexOf(what)]!
    expect(sheet.rows[0]!.map(String), what).toEqual(rows[0])
    expect(sheet.rows.length, what).toBe(rows.length)
  }
  expect(new Set(heads).size).toBe(options.length)
})

test('a salesperson takes along what they see and nothing of others', async () => {
  const { body } = await ask<Download>('diagnosis.peopleWorkbook', { query: { subject: 'me' }, as: ake })
  const [people, parts] = (await readXlsx(body as Uint8Array)).sheets
  expect(people!.rows.slice(1).map(([who]) => who)).toEqual(['Åke Ström'])
  expect(parts!.rows.slice(1, 4).map(([what]) => what)).toEqual([
    'Common to all',
    'Particular to people',
    'Unexplained',
  ])
  await expect(ask('diagnosis.priceFile', { query: whole, as: ake })).rejects.toMatchObject({
    kind: 'not_allowed',
  })
  await expect(
    ask('forecast.dealsFile', { query: { subject: `person:${goran.person}`, what: 'months' }, as: ake }),
  ).rejects.toMatchObject({ kind: 'not_found' })
})

test('price held stands in the file as on the page, in whole units of the currency', async () => {
  const told = await ask<Output<typeof price>>('diagnosis.price', { query: whole })
  const [head, ...rows] = await rowsOf(await ask<Download>('diagnosis.priceFile', { query: whole }))
  expect(head).toEqual(['Product line', 'Billed (EUR)', 'Held a year before', 'Held now'])
  expect(rows.map(([line, billed, , now]) => [line, Number(billed), Number(now)])).toEqual(
    told.lines.map(({ productLine, billed, now }) => [productLine, billed / 100, now]),
  )
})

test('the accounts behind a step stand in the file with the others’ sum', async () => {
  const query = { ...whole, step: 'accounts_entered' }
  const { rows, others } = await ask<Output<typeof behind>>('diagnosis.behind', { query })
  expect(rows.length).toBeGreaterThan(0)
  const written = await rowsOf(await ask<Download>('diagnosis.behindFile', { query }))
  expect(written.slice(1, 1 + rows.length).map(([name, , , now]) => [name, Number(now)])).toEqual(
    rows.map(({ name, now }) => [name, now / 100]),
  )
  expect(written.length).toBe(1 + rows.length + (others ? 1 : 0))
})

test('what was done is listed with whom the reader sees; a name that is a formula is text', async () => {
  const of = async (as: typeof goran) =>
    (await rowsOf(await ask<Download>('effects.listFile', { query: {}, as })))[1]
  expect(await of(goran)).toEqual([`'=1+1`, 'Training', 'Orders', '2025-09-01', '1'])
  expect(await of(ake)).toEqual(await of(goran))
  expect(await of(await norrsken.as('beatrice'))).toBeUndefined()
})

test('what keeps accounts buying is written size by size', () => {
  const share = { estimate: 0.5, low: 0.25, high: 0.75 }
  const wait = { median: null, low: null, high: null, of: 4, ended: 1 }
  const large = { size: 'large' as const, accounts: 4, kept: share, wait, effort: null }
  const { columns, rows } = keepingSheet({ keeping: [large] })
  expect(rows).toEqual([
    ['Largest third', 4, 0.5, 0.25, 0.75, null, null, null, 4, 1, null, null, null, null],
  ])
  expect(columns).toHaveLength(rows[0]!.length)
})
