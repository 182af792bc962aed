import { behindActions } from '#actions/figures/behind.ts'
import { tableAction } from '#actions/figures/table.ts'
import type { Action } from '#actions/action.ts'
import type { behind } from '#contract/figures/behind.ts'
import { expect, test } from 'vitest'
import { asks } from '../asks.ts'
import { testDatabase } from '../db.ts'
import { lent } from '../lent.ts'
import { lookUp } from '../settle.ts'
import { world } from '../world.ts'

const db = await testDatabase('world')
const norrsken = await lookUp(db, world.name)
const ask = asks(lent(db))
const behindAction = behindActions[0] as unknown as Action<typeof behind>
const goran = await norrsken.as('goran')
const quarter = { period: 'quarter', code: '2026 Q1' }
const counts = [
  'opportunities_created',
  'opportunities_won',
  'opportunities_lost',
  'activities',
  'activity:Call',
]

test('what lies behind a figure is as much as the figure says, whole, by account, territory and line', async () => {
  const territory = (
    await db.superuser.query<{ id: string }>(
      `select id from app.territory where org_id = $1 and code = 'SE'`,
      [norrsken.org],
    )
  ).rows[0]!.id
  for (const narrowed of [
    {},
    { account: norrsken.account('A7') },
    { territory },
    { productLine: 'Spectrometers' },
  ])
    for (const subject of [
      'company',
      `team:${norrsken.person('zoe')}`,
      `person:${norrsken.person('kenji')}`,
    ]) {
      const query = { subject, ...quarter, ...narrowed }
      const table = await ask(goran, tableAction, { ...query, figures: counts.join(',') })
      for (const figure of table.figures) {
        const { count, rows } = await ask(goran, behindAction, { ...query, figure })
        const { value } = table.total.cells[figure]!
        expect([figure, subject, count]).toEqual([figure, subject, { all: value, open: value }])
        expect(rows).toHaveLength(value!)
      }
    }
})

test('a deal says what happened to it and whose it is; an activity what it was done for', async () => {
  const won = await ask(goran, behindAction, { subject: 'company', ...quarter, figure: 'win_rate' })
  expect(won.rows.map(({ name, events, people }) => [name, events, people])).toEqual([
    ['D7', ['lost'], ['Lucia Ferri']],
    ['D6', ['won'], ['Jón Þórsson']],
  ])
  const { rows } = await ask(goran, behindAction, { subject: 'company', ...quarter, figure: 'activities' })
  expect(rows.find(({ name }) => name === 'Second pit')).toMatchObject({
    what: 'activity',
    events: ['Proposal'],
    people: ['Åke Ström'],
  })
})

test('page after page, each once', async () => {
  const seen: string[] = []
  for (let after: string | undefined; ;) {
    const page = await ask(goran, behindAction, {
      subject: 'company',
      ...quarter,
      figure: 'opportunities_created',
      limit: '2',
      ...(after && { after }),
    })
    seen.push(...page.rows.map(({ id }) => id))
    if (page.next === null) break
    after = page.next
  }
  expect(new Set(seen).size).toBe(seen.length)
  expect(seen).toHaveLength(6)
})

test('behind what is counted in billing alone lie no deals and no activities', async () => {
  for (const figure of ['orders', 'billed_revenue', 'quota']) {
    const { rows, count, next } = await ask(goran, behindAction, { subject: 'company', ...quarter, figure })
    expect({ rows, count, next }, figure).toEqual({ rows: [], count: { all: 0, open: 0 }, next: null })
  }
})

test('a team above is not opened, and a break-down that a figure has not is refused by name', async () => {
  const ake = await norrsken.as('ake')
  const asked = { subject: 'company', ...quarter, figure: 'activities' }
  await expect(ask(ake, behindAction, asked)).rejects.toThrow('the total alone')
  await expect(ask(goran, behindAction, { ...asked, channel: 'Direct' })).rejects.toThrow(
    'not known by channel',
  )
})
