import { commonAction } from '#actions/diagnosis/common.ts'
import { waterfallFileAction } from '#actions/diagnosis/files.ts'
import { showAction } from '#actions/diagnosis/show.ts'
import { standingsAction } from '#actions/figures/standings.ts'
import { files } from '#export/files.ts'
import { expect, test } from 'vitest'
import { asks } from '../asks.ts'
import { testDatabase } from '../db.ts'
import { lent } from '../lent.ts'
import { lookUp } from '../settle.ts'
import { world } from '../world.ts'

const db = await testDatabase('world')
const ask = asks(lent(db, { files }))
const norrsken = await lookUp(db, world.name)
const [astrid, goran, ake] = await Promise.all(
  (['astrid', 'goran', 'ake'] as const).map(code => norrsken.as(code)),
)
if (!astrid || !goran || !ake) throw new Error('Somebody is missing.')

const whole = { subject: 'company', period: 'quarter', code: '2026 Q1' }

test('of a shared, credited, many-currency quarter every cent has its step, and the house has none', async () => {
  const { target, billed, steps } = await ask(goran, showAction, whole)
  const { whole: standing } = await ask(goran, standingsAction, { ...whole, by: 'person' })
  expect(billed).toBe(standing.quota! - standing.gap!)
  expect(standing.billed).toBeGreaterThan(billed)
  expect(steps.reduce((sum, step) => sum + step.amount, target.amount)).toBe(billed)
  // A9 is new in January; kronor and yen moved against the euro
  expect(steps.map(step => step.key)).toEqual(
    expect.arrayContaining(['design', 'currency', 'accounts_entered']),
  )
})

test('executives see the same steps without seeing salespeople, and people without names', async () => {
  const [hers, his] = [await ask(astrid, showAction, whole), await ask(goran, showAction, whole)]
  expect(hers).toEqual(his)
  const { funnel } = await ask(astrid, commonAction, whole)
  const { funnel: named } = await ask(goran, commonAction, whole)
  expect(funnel!.points.some(point => point.subject === null)).toBe(true)
  expect(named!.points.every(point => point.subject !== null)).toBe(true)
  expect(funnel!.points.map(point => point.quota).toSorted()).toEqual(
    named!.points.map(point => point.quota).toSorted(),
  )
})

test('a team above is not taken apart, and one person is compared with nobody', async () => {
  await expect(ask(ake, showAction, whole)).rejects.toMatchObject({ kind: 'not_allowed' })
  const own = await ask(ake, commonAction, { subject: 'me', code: '2026 Q1' })
  expect(own).toMatchObject({ parts: null, funnel: null, withheld: expect.stringContaining('One person') })
})

test('the first year of a ledger is told so, not split against nothing', async () => {
  const { steps, withheld, reference } = await ask(goran, showAction, { ...whole, code: '2025 Q1' })
  expect({ steps, reference }).toEqual({ steps: [], reference: null })
  expect(withheld).toContain('year before')
})

test('the file leads from the first row to the last', async () => {
  const { body } = await ask(goran, waterfallFileAction, whole)
  const rows = String(body)
    .trim()
    .split(/\r?\n/)
    .map(row => row.split(','))
    .filter(row => row[1] === '')
  const cents = rows.map(row => Math.round(Number(row[2]) * 100))
  expect(cents.slice(0, -1).reduce((sum, amount) => sum + amount, 0)).toBe(cents.at(-1))
})
