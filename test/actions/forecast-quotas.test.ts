import { showAction } from '#actions/diagnosis/show.ts'
import { forecastActions } from '#actions/forecast/index.ts'
import type { Action } from '#actions/action.ts'
import { showForecast } from '#contract/forecast.ts'
import { expect, test } from 'vitest'
import { asks } from '../asks.ts'
import { testDatabase } from '../db.ts'
import { lent } from '../lent.ts'
import { publishPlainly } from '../published.ts'
import { lookUp } from '../settle.ts'
import { world } from '../world.ts'

const db = await testDatabase('world')
const ask = asks(lent(db))
const norrsken = await lookUp(db, world.name)
const [astrid, goran, ake] = await Promise.all(
  (['astrid', 'goran', 'ake'] as const).map(code => norrsken.as(code)),
)
if (!astrid || !goran || !ake) throw new Error('Somebody is missing.')

const show = forecastActions.find(
  ({ operation }) => operation.name === showForecast.name,
) as unknown as Action<typeof showForecast>
const eachMonth = 1_200_00
const quotasOf = async (who: typeof goran, subject: string) =>
  (await ask(who, show, { subject })).forecast!.quotas
const publish = (origin: string, spread = 0.1) =>
  publishPlainly(db, { org: norrsken.org, today: world.today, origin: origin as never, eachMonth, spread })

test('a quota stands beside what those who carry it are expected to bill, and nobody else', async () => {
  await publish('2025-12-31')
  const [quarter, ...later] = await quotasOf(goran, 'company')
  const { target } = await ask(goran, showAction, { subject: 'company', period: 'quarter', code: '2026 Q1' })
  // seven who carry one all quarter had billed before, and Jón, whose quota begins on the twelfth of January
  const mean = 7 * 3 * eachMonth + (3 * eachMonth * 79) / 90
  expect(quarter).toMatchObject({
    period: { kind: 'quarter', code: '2026 Q1' },
    quota: target.amount,
    billed: 0,
    expected: { mean, low80: Math.round(0.9 * mean), high95: Math.round(1.2 * mean) },
    gap: mean - target.amount,
    odds: 'out_of_reach',
    added: true,
    unknown: 2,
  })
  // the second quarter has no quotas; those of the year are the first quarter's
  expect(later.map(({ period, quota }) => [period.code, quota])).toEqual([['2026', target.amount]])
  expect(await quotasOf(astrid, 'company')).toEqual([quarter, ...later])
  const [own] = await quotasOf(ake, 'me')
  expect(own).toMatchObject({ expected: { mean: 3 * eachMonth }, added: false })
  // of the company, which is above him, he sees the bare total
  expect(await quotasOf(ake, 'company')).toEqual([])
})

test('within a quarter, what was billed in the months over counts, and the forecast for the others', async () => {
  await publish('2026-02-28')
  const [own] = await quotasOf(ake, 'me')
  const months = await Promise.all(
    ['2026-01', '2026-02'].map(code => ask(ake, showAction, { subject: 'me', period: 'month', code })),
  )
  expect(own!.billed).toBeGreaterThan(0)
  expect(own!.expected.mean).toBe(own!.billed + eachMonth)
  expect(own!.billed).toBe(months.reduce((sum, { billed }) => sum + billed, 0))
})
