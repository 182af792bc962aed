import { expect, test } from 'vitest'
import { seriesAction } from '#actions/figures/series.ts'
import { standingsAction } from '#actions/figures/standings.ts'
import { tableAction } from '#actions/figures/table.ts'
import { type Day, addDays } from '#core/calendar/index.ts'
import { asks } from '../asks.ts'
import { testDatabase } from '../db.ts'
import { lent } from '../lent.ts'
import { lookUp } from '../settle.ts'
import { world } from '../world.ts'

const db = await testDatabase('world')
const norrsken = await lookUp(db, world.name)
const ask = asks(lent(db))
const goran = await norrsken.as('goran')
const ofPerson = (code: Parameters<typeof norrsken.person>[0]) => `person:${norrsken.person(code)}`
const subjects = ['company', `team:${norrsken.person('zoe')}`, ofPerson('ake')]

/** Quotas are set by quarter; today, 2026-03-31, is the last day of one. */
async function standing(subject: string, from: string, to: string) {
  return (await ask(goran, standingsAction, { subject, period: 'range', from, to })).whole
}
const amount = async (subject: string, from: string, to: string) =>
  (await standing(subject, from, to)).shouldBe!.amount

test.each(subjects)(
  '%s: a range that is one whole quota period, and over, should have come to its quota',
  async subject => {
    const { quota, shouldBe } = await standing(subject, '2025-07-01', '2025-09-30')
    expect(quota).toBeGreaterThan(0)
    expect(shouldBe).toMatchObject({ amount: quota, basis: { kind: 'complete', share: 1 } })
    expect(shouldBe!.basis.sentence).toBe(
      'The quotas from 2025-07-01 to 2025-09-30 count in full, for their quarters are over.',
    )
  },
)

test.each(subjects)('%s: ranges one after the other come to their whole', async subject => {
  const cuts: Day[] = ['2025-02-11', '2025-08-20', '2025-09-30', '2025-11-05', '2026-03-01']
  let from: Day = '2025-02-01'
  let sum = 0
  for (const to of cuts) {
    sum += await amount(subject, from, to)
    from = addDays(to, 1)
  }
  expect(sum).toBe(await amount(subject, '2025-02-01', cuts.at(-1)!))
})

test('the fiscal year, its year to date and a range of the same days should be at the same', async () => {
  const at = async (query: object) =>
    (await ask(goran, standingsAction, { subject: 'company', ...query })).whole
  const asOf = '2025-11-14'
  const year = await at({ period: 'year', code: '2025', to: asOf })
  const toDate = await at({ period: 'year_to_date', to: asOf })
  expect(toDate.shouldBe!.amount).toBe(year.shouldBe!.amount)
  expect(toDate.shouldBe!.amount).toBe(await amount('company', '2025-01-01', asOf))
  expect(toDate.billed).toBe(year.billed)
  expect(toDate.shouldBe!.basis.sentence).toMatch(
    /^The quotas from 2025-01-01 to 2025-09-30 count in full, for their quarters are over. Of 2025 Q4 .+ is billed by this point/,
  )
  const quarter = await at({ period: 'quarter', code: '2025 Q4', to: asOf })
  const before = await amount('company', '2025-01-01', '2025-09-30')
  expect(before + quarter.shouldBe!.amount).toBe(toDate.shouldBe!.amount)
})

test('twelve months back hold four quotas in full on a quarter’s last day', async () => {
  const { whole } = await ask(goran, standingsAction, { subject: 'company', period: 'rolling_12' })
  expect(whole.shouldBe).toMatchObject({ amount: whole.quota, basis: { kind: 'complete' } })
  const { whole: earlier } = await ask(goran, standingsAction, {
    subject: 'company',
    period: 'rolling_12',
    to: '2026-02-14',
  })
  expect(earlier.shouldBe!.basis.sentence).toMatch(
    /Of 2025 Q1 .+ before 2025-02-15, which is left out .+ Of 2026 Q1/,
  )
})

test('a year whose later quotas are not set yet is behind none of them', async () => {
  const { whole } = await ask(goran, standingsAction, { subject: ofPerson('jon'), period: 'year' })
  expect(whole.shouldBe).toMatchObject({ amount: whole.quota, basis: { kind: 'complete' } })
})

test('without earlier quarters a part of one goes by days, and says so', async () => {
  const { shouldBe } = await standing(ofPerson('ake'), '2025-01-01', '2025-02-14')
  expect(shouldBe).toMatchObject({
    amount: Math.round((3_500_00 * 45) / 90),
    basis: { kind: 'straight_line' },
  })
  expect(shouldBe!.basis.sentence).toContain('straight line by days')
})

test('tables and series tell the same as standings: by part, and a period that is over its quota', async () => {
  const range = { period: 'range' as const, from: '2025-02-01', to: '2025-11-05' }
  const of = { subject: 'company', by: 'branch' as const, ...range }
  const { whole, parts } = await ask(goran, standingsAction, of)
  const table = await ask(goran, tableAction, { ...of, figures: 'should_be_today' })
  const cell = (cells: Record<string, { value: number | null }>) => cells['should_be_today']!.value
  expect(cell(table.total.cells)).toBe(whole.shouldBe!.amount)
  for (const part of parts.filter(one => one.shouldBe && one.subject)) {
    const row = table.rows.find(one => one.label === part.name)!
    expect([part.name, cell(row.cells)]).toEqual([part.name, part.shouldBe!.amount])
  }
  const { points } = await ask(goran, seriesAction, {
    subject: 'company',
    figures: 'should_be_today,quota',
    period: 'quarter',
    count: '4',
  })
  expect(points.map(({ values }) => values['should_be_today']!.value)).toEqual(
    points.map(({ values }) => values['quota']!.value),
  )
})

test('the sums of parts stay near the whole’s, each by its own rhythm', async () => {
  const { whole, parts } = await ask(goran, standingsAction, {
    subject: 'company',
    period: 'range',
    from: '2025-07-01',
    to: '2025-12-31',
  })
  const sum = parts.reduce((all, part) => all + (part.shouldBe?.amount ?? 0), 0)
  expect(sum).toBe(whole.shouldBe!.amount)
})
