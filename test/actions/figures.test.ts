import { catalogueAction } from '#actions/figures/catalogue.ts'
import { choicesAction } from '#actions/figures/choices.ts'
import { tableFileAction, tableWorkbookAction } from '#actions/figures/files.ts'
import { seriesAction } from '#actions/figures/series.ts'
import { standingsAction } from '#actions/figures/standings.ts'
import { tableAction } from '#actions/figures/table.ts'
import { figureKeys } from '#core/figures/index.ts'
import { files } from '#export/files.ts'
import { readXlsx } from 'hucre'
import { expect, test } from 'vitest'
import { asks } from '../asks.ts'
import { testDatabase } from '../db.ts'
import { lent } from '../lent.ts'
import { lookUp } from '../settle.ts'
import { world } from '../world.ts'

const db = await testDatabase('world')
const norrsken = await lookUp(db, world.name)
const { person, account } = norrsken
const ask = asks(lent(db, { files }))
const [astrid, goran, zoe, ake, kenji, mika] = await Promise.all(
  (['astrid', 'goran', 'zoe', 'ake', 'kenji', 'mika'] as const).map(code => norrsken.as(code)),
)
if (!astrid || !goran || !zoe || !ake || !kenji || !mika) throw new Error('Somebody is missing.')

const march = { period: 'month', code: '2026-03' }
const year = { period: 'year', code: '2026' }

test('the company is the sum of its branches and the house, and what the ledger holds to today', async () => {
  const { whole, parts, period } = await ask(goran, standingsAction, { subject: 'company' })
  const { rows } = await db.superuser.query<{ net: bigint }>(
    `select sum(net) as net from app.sales_day where org_id = $1 and day between '2026-01-01' and '2026-03-31'`,
    [norrsken.org],
  )
  expect(period).toMatchObject({ code: '2026 Q1', until: '2026-03-31', incomplete: false })
  expect(whole.billed).toBe(Number(rows[0]!.net))
  expect(sum(parts.map(part => part.billed))).toBe(whole.billed)
  expect(sum(parts.map(part => part.quota ?? 0))).toBe(whole.quota)
  expect(parts.map(part => part.name)).toEqual(
    expect.arrayContaining(['Zoë Laurent', 'Kenji Nakamura', 'The house']),
  )
  expect(parts.at(-1)).toMatchObject({
    name: 'The house',
    isHouse: true,
    billed: 100_00,
    quota: null,
    state: 'none',
  })
})

test('what was sold on a day of reporting to nobody is outside the branches, and whole all the same', async () => {
  const { whole, parts } = await ask(goran, standingsAction, {
    subject: 'company',
    period: 'month',
    code: '2026-02',
  })
  const outside = parts.find(part => part.name.startsWith('Outside'))
  expect(outside).toMatchObject({ billed: 330_00, hidden: false })
  expect(sum(parts.map(part => part.billed))).toBe(whole.billed)
})

test('sales before a move in mid-month stay with the old team', async () => {
  const days = { period: 'range', from: '2026-03-11', to: '2026-03-31', by: 'person' }
  const europe = await ask(goran, standingsAction, { subject: `team:${person('zoe')}`, ...days })
  const asia = await ask(goran, standingsAction, { subject: `team:${person('kenji')}`, ...days })
  const ingrid = (parts: typeof europe.parts) => parts.find(part => part.name === 'Ingrid Aas')?.billed
  expect([ingrid(europe.parts), ingrid(asia.parts)]).toEqual([500_00, 700_00])
})

test('a manager sees people by name while they are below, and keeps their numbers afterwards', async () => {
  const { whole, parts } = await ask(zoe, standingsAction, {
    subject: `team:${person('zoe')}`,
    by: 'person',
    ...march,
  })
  expect(sum(parts.map(part => part.billed))).toBe(whole.billed)
  const hidden = parts.filter(part => part.hidden)
  expect(hidden.length).toBeGreaterThan(0)
  expect(JSON.stringify(parts)).not.toContain(person('ingrid'))
  expect(hidden.every(part => part.subject.startsWith('hidden:'))).toBe(true)
})

test('who sold nothing has the whole quota as gap', async () => {
  const day = { period: 'range', from: '2026-03-30', to: '2026-03-31' }
  const { whole } = await ask(goran, standingsAction, { subject: `person:${person('lucia')}`, ...day })
  expect(whole).toMatchObject({ billed: 0, gap: whole.quota, attainment: { value: 0 } })
  expect(whole.quota).toBeGreaterThan(0)
})

test('a person without a quota has no attainment, and is told so', async () => {
  const { whole } = await ask(goran, standingsAction, {
    subject: `person:${person('jon')}`,
    period: 'quarter',
    code: '2025 Q2',
  })
  expect(whole).toMatchObject({ billed: 410_00, quota: null, gap: null, state: 'none' })
  expect(whole.attainment).toEqual({ value: null, none: 'There is no quota.', covered: null })
})

test('what one may not see is not found', async () => {
  for (const subject of [
    `person:${person('beatrice')}`,
    `team:${person('kenji')}`,
    `account:${account('A7')}`,
  ]) {
    await expect(ask(ake, tableAction, { subject })).rejects.toMatchObject({ kind: 'not_found' })
    await expect(ask(mika, tableAction, { subject })).rejects.toMatchObject({ kind: 'not_found' })
  }
})

test('of a team above one there is the total, by person without names, and nothing finer', async () => {
  const subject = `team:${person('goran')}`
  const { whole, parts, withheld } = await ask(ake, standingsAction, { subject })
  const same = await ask(goran, standingsAction, { subject })
  expect([whole.billed, parts, withheld]).toEqual([
    same.whole.billed,
    [],
    expect.stringContaining('the total alone'),
  ])
  const byPerson = await ask(ake, tableAction, { subject, by: 'person', figures: 'billed_revenue' })
  expect(byPerson.rows.filter(row => !row.hidden).map(row => row.label)).toEqual(['Åke Ström'])
  expect(sum(byPerson.rows.map(row => row.cells['billed_revenue']!.value!))).toBe(same.whole.billed)
  const byAccount = await ask(ake, tableAction, { subject, by: 'account' })
  expect([byAccount.rows, byAccount.withheld]).toEqual([[], expect.stringContaining('the total alone')])
})

test('three people who bill are too few for a total', async () => {
  const few = { subject: `team:${person('goran')}`, period: 'range', from: '2026-03-13', to: '2026-03-13' }
  await expect(ask(ake, standingsAction, few)).rejects.toThrow('Fewer than four people billed')
  await expect(ask(ake, tableAction, few)).rejects.toThrow('Fewer than four people billed')
})

test('a table broken down by anything adds up to its total', async () => {
  for (const by of ['person', 'branch', 'account', 'product_line', 'category', 'channel', 'territory']) {
    const { total, rows } = await ask(goran, tableAction, {
      subject: 'company',
      by,
      ...year,
      figures: 'billed_revenue',
    })
    expect([by, sum(rows.map(row => row.cells['billed_revenue']!.value!))]).toEqual([
      by,
      total.cells['billed_revenue']!.value,
    ])
  }
})

test('orders and lines that several share are one for their team', async () => {
  const day = { period: 'day', code: '2026-03-18', figures: 'orders,lines_per_order' }
  const { total, rows } = await ask(goran, tableAction, { subject: 'company', by: 'person', ...day })
  expect(total.cells).toMatchObject({ orders: { value: 1 }, lines_per_order: { value: 2 } })
  expect(rows.map(row => row.cells['orders']!.value)).toEqual([1, 1])
})

test('lines without a cost leave both sides, and the covered share says so', async () => {
  const { total } = await ask(goran, tableAction, {
    subject: 'company',
    ...march,
    figures: 'gross_margin_rate',
  })
  const rate = total.cells['gross_margin_rate']!
  expect(rate.covered).toBeLessThan(1)
  expect(rate.none).toMatch(/of billing has a cost; the rest is left out/)
})

test('a series says the same as the table, month by month', async () => {
  const figures = 'billed_revenue,orders,attainment,active_accounts'
  const { points } = await ask(goran, seriesAction, { subject: 'company', figures, count: '4' })
  expect(points.map(point => point.period.code)).toEqual(['2025-12', '2026-01', '2026-02', '2026-03'])
  for (const { period, values } of points) {
    const { total } = await ask(goran, tableAction, {
      subject: 'company',
      period: 'month',
      code: period.code,
      figures,
    })
    for (const [key, value] of Object.entries(values))
      expect([period.code, key, total.cells[key]]).toMatchObject([period.code, key, value])
  }
})

test('a comparison stops at the same point and is left out before the ledger begins', async () => {
  const { comparedTo } = await ask(goran, tableAction, { subject: 'company', to: '2026-02-14' })
  expect(comparedTo.before).toMatchObject({ code: '2025 Q4', from: '2025-10-01', until: '2025-11-14' })
  expect(comparedTo.yearBefore).toMatchObject({ code: '2025 Q1', until: '2025-02-14' })
  const early = await ask(goran, tableAction, { subject: 'company', period: 'quarter', code: '2025 Q1' })
  expect(early.comparedTo).toEqual({ before: null, yearBefore: null })
})

test('an executive sees the company whole, managers by name and salespeople without', async () => {
  const { parts } = await ask(astrid, standingsAction, { subject: 'company' })
  expect(parts.map(part => part.name)).toEqual(expect.arrayContaining(['Zoë Laurent', 'Kenji Nakamura']))
  const byPerson = await ask(astrid, tableAction, { subject: 'company', by: 'person' })
  expect(JSON.stringify(byPerson)).not.toContain('Åke')
})

test('the same numbers in the workbook, as numbers, with their definitions', async () => {
  const query = { subject: 'company', by: 'person', ...march, figures: 'billed_revenue,attainment' }
  const table = await ask(goran, tableAction, query)
  const { body, name } = await ask(goran, tableWorkbookAction, query)
  const book = await readXlsx(body as Uint8Array)
  const [sheet, about] = book.sheets
  expect(name).toMatch(/^Norrsken Instruments 2026-03 2026-03-31\.xlsx$/)
  expect(sheet!.rows.slice(1).map(row => row[3])).toEqual(
    [table.total, ...table.rows].map(row => row.cells['billed_revenue']!.value! / 100),
  )
  expect(JSON.stringify(about!.rows)).toContain('Billed revenue of those who have a quota')
  const file = await ask(goran, tableFileAction, query)
  expect((file.body as string).split('\r\n')).toHaveLength(table.rows.length + 3)
})

test('the catalogue defines every figure, and choices list only what one sees', async () => {
  const { figures } = await ask(ake, catalogueAction, {})
  // beside the catalogue's one for each kind of activity
  const kinds = ['activity:Call', 'activity:First meeting', 'activity:Proposal']
  expect(figures.map(figure => figure.key)).toEqual([...figureKeys, ...kinds])
  const { me, people, teams, periods } = await ask(ake, choicesAction, {})
  expect([me.name, people.map(one => one.name)]).toEqual(['Åke Ström', ['Åke Ström']])
  expect(teams.every(team => team.depth === 'sum')).toBe(true)
  expect(periods.some(period => period.code === '2026 Q1')).toBe(true)
})

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
