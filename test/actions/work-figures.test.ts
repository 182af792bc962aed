import { catalogueAction } from '#actions/figures/catalogue.ts'
import { seriesAction } from '#actions/figures/series.ts'
import { tableAction } from '#actions/figures/table.ts'
import { expect, test } from 'vitest'
import { asks } from '../asks.ts'
import { testDatabase } from '../db.ts'
import { elsewhere } from '../elsewhere.ts'
import { lent } from '../lent.ts'
import { bringIn, lookUp } from '../settle.ts'
import { world } from '../world.ts'

const db = await testDatabase('world')
const norrsken = await lookUp(db, world.name)
const other = await lookUp(db, elsewhere.name)
const ask = asks(lent(db))
const [goran, zoe, ake, kenji] = await Promise.all(
  (['goran', 'zoe', 'ake', 'kenji'] as const).map(code => norrsken.as(code)),
)
if (!goran || !zoe || !ake || !kenji) throw new Error('Somebody is missing.')

const quarter = { period: 'quarter', code: '2026 Q1' }
const counted = 'opportunities_created,opportunities_won,opportunities_lost,win_rate,activities'
type Cells = Awaited<ReturnType<typeof ask<(typeof tableAction)['operation']>>>['total']['cells']
const values = (cells: Cells) =>
  Object.fromEntries(Object.entries(cells).map(([key, cell]) => [key, cell.value]))

test('the company counts each deal once, whoever shares it', async () => {
  const table = await ask(goran, tableAction, {
    subject: 'company',
    by: 'person',
    ...quarter,
    figures: counted,
  })
  // D1 to D4, D6 and the house's D8; D5 says no day and D7 was created the year before
  expect(values(table.total.cells)).toEqual({
    opportunities_created: 6,
    opportunities_won: 1,
    opportunities_lost: 1,
    win_rate: 0.5,
    activities: 6,
  })
  const of = (name: string) => values(table.rows.find(row => row.label === name)!.cells)
  // D3 is both Zoë's and Kenji's, whole
  expect(of('Zoë Laurent')).toMatchObject({ opportunities_created: 1 })
  expect(of('Kenji Nakamura')).toMatchObject({ opportunities_created: 1, activities: 1 })
  expect(of('The house')).toMatchObject({ opportunities_created: 1 })
  expect(of('Jón Þórsson')).toMatchObject({ opportunities_won: 1, win_rate: 1 })
  expect(of('Lucia Ferri')).toMatchObject({ opportunities_lost: 1, win_rate: 0 })
})

test('a team has the deals of those who were in it on the day', async () => {
  const { id } = (await db.superuser.query<{ id: string }>(`select id from app.person where code = 'zoe'`))
    .rows[0]!
  const team = { subject: `team:${id}`, figures: counted }
  const quarterly = await ask(goran, tableAction, { ...team, by: 'none', ...quarter })
  // Lucia lost D7 on a day on which she reported to nobody
  expect(values(quarterly.total.cells)).toMatchObject({ opportunities_lost: 0, opportunities_created: 3 })
  const february = await ask(goran, tableAction, {
    subject: 'company',
    by: 'branch',
    period: 'month',
    code: '2026-02',
    figures: counted,
  })
  const outside = february.rows.find(row => row.label.startsWith('Outside'))!
  expect(values(outside.cells)).toMatchObject({ opportunities_lost: 1 })
})

test('deals open by account, territory and product line; a channel they have not, and say so by their absence', async () => {
  const table = (by: string) =>
    ask(goran, tableAction, {
      subject: 'company',
      by,
      ...quarter,
      figures: `${counted},won_amount,billed_revenue`,
    })
  const byAccount = await table('account')
  expect(values(byAccount.rows.find(row => row.label === 'Ægir Sjórannsóknir')!.cells)).toMatchObject({
    opportunities_won: 1,
    won_amount: 2_345_67,
  })
  const byLine = await table('product_line')
  // an amount of several lines is no line's own, and an activity has none
  expect(byLine.figures).toEqual([
    'billed_revenue',
    'opportunities_created',
    'opportunities_won',
    'opportunities_lost',
    'win_rate',
  ])
  expect(values(byLine.rows.find(row => row.label === 'Spectrometers')!.cells)['opportunities_created']).toBe(
    1,
  )
  expect((await table('channel')).figures).toEqual(['billed_revenue'])
  const byTerritory = await table('territory')
  expect(values(byTerritory.rows.find(row => row.label === 'Japan')!.cells)).toMatchObject({
    opportunities_created: 1,
    activities: 1,
  })
})

test('a salesperson sees own work, and of a team above only what four people stand behind', async () => {
  const own = await ask(ake, tableAction, { subject: 'me', by: 'none', ...quarter, figures: counted })
  expect(values(own.total.cells)).toMatchObject({ opportunities_created: 1, activities: 2 })
  const above = await ask(ake, tableAction, {
    subject: 'company',
    by: 'person',
    ...quarter,
    figures: counted,
  })
  expect(values(above.total.cells)).toMatchObject({ opportunities_created: 6, opportunities_won: null })
  expect(above.total.cells['win_rate']!.none).toMatch(/Fewer than four people/)
  for (const row of above.rows.filter(({ hidden }) => hidden))
    expect(values(row.cells)).toMatchObject({ opportunities_created: null, activities: null })
})

test('by kind and month, and nothing from before it was known', async () => {
  const { points } = await ask(goran, seriesAction, {
    subject: 'company',
    figures: 'activity:First meeting,opportunities_created',
    period: 'month',
    count: '6',
  })
  const told = points.map(({ period, values: of }) => [
    period.code,
    of['activity:First meeting']!.value,
    of['opportunities_created']!.value,
  ])
  expect(told).toEqual([
    ['2025-10', null, null],
    ['2025-11', null, 1],
    ['2025-12', null, 0],
    ['2026-01', 1, 2],
    ['2026-02', 1, 2],
    ['2026-03', 0, 2],
  ])
})

test('before anything is imported the figure is marked, left out unasked, and says why when asked', async () => {
  const vera = await other.as('vera')
  await db.superuser.query('delete from app.activity where org_id = $1', [other.org])
  const { figures } = await ask(vera, catalogueAction, {})
  expect(figures.find(({ key }) => key === 'activities')!.empty).toBe('No activities are imported yet.')
  const unasked = await ask(vera, tableAction, { subject: 'company', by: 'none', ...quarter })
  expect(unasked.figures).not.toContain('activities')
  const asked = await ask(vera, tableAction, {
    subject: 'company',
    by: 'none',
    ...quarter,
    figures: 'activities',
  })
  expect(asked.total.cells['activities']).toMatchObject({
    value: null,
    none: 'No activities are imported yet.',
  })
})

test('another import and its days change the count at once', async () => {
  const before = await ask(goran, tableAction, {
    subject: 'company',
    by: 'none',
    ...quarter,
    figures: counted,
  })
  await bringIn(db, norrsken.org, {
    activities: [{ code: 'T9', kind: 'Call', person: 'ake', day: '2026-03-30' }],
  })
  const after = await ask(goran, tableAction, {
    subject: 'company',
    by: 'none',
    ...quarter,
    figures: counted,
  })
  expect(after.total.cells['activities']!.value).toBe(before.total.cells['activities']!.value! + 1)
})
