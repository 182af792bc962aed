import type { Day } from '#core/calendar/index.ts'
import { dealsCommand } from '#cli/deals.ts'
import { effectsCommand } from '#cli/effects.ts'
import { forecastsCommand } from '#cli/forecasts.ts'
import { findEffects } from '#jobs/knowing/effects.ts'
import { lendLearning } from '#jobs/learning.ts'
import { expect, test } from 'vitest'
import { testDatabase } from '../db.ts'
import { publishPlainly } from '../published.ts'
import { lookUp } from '../settle.ts'
import { world } from '../world.ts'
import { commandsAs } from './as.ts'
import { printed } from './printed.ts'

const db = await testDatabase('world')
const norrsken = await lookUp(db, world.name)
const { url, as } = await commandsAs(db, 'goran', { learning: lendLearning(db) })
const company = ['--of', 'company']

test('a published forecast in rows, as JSON and as CSV; exit code 1 before there is one', async () => {
  const forecasts = (...args: string[]) => printed(forecastsCommand.run([...company, ...args]))
  expect(await forecasts()).toMatchObject({ code: 1 })
  const today = world.today as Day
  await publishPlainly(db, {
    org: norrsken.org,
    today,
    origin: today,
    eachMonth: 1_000_00,
    spread: 0.1,
  })
  const { code, text } = await forecasts()
  expect(code).toBe(0)
  const json = JSON.parse((await forecasts('--json')).text) as {
    forecast: { sums: { months: number; mean: number }[] }
  }
  const [quarter] = json.forecast.sums
  const whole = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 }).format(quarter!.mean / 100)
  expect(text).toMatch(new RegExp(`^next ${quarter!.months} months +${whole} `, 'm'))
  expect((await forecasts('--csv', '--what', 'forecast')).text).toContain(String(quarter!.mean / 100))
  await expect(forecasts('--what', 'record')).rejects.toThrow('goes with --csv')
})

test('open deals: of two that were decided nothing can be learnt, and it says so', async () => {
  const deals = (...args: string[]) => printed(dealsCommand.run([...company, ...args]))
  expect(await deals()).toEqual({
    code: 1,
    text: 'Too few deals have closed to learn from: 2, and 10 are needed.',
  })
  expect(JSON.parse((await deals('--json')).text)).toMatchObject({ none: 'too_few_closed' })
  expect((await deals('--csv')).text.split('\n').length).toBeGreaterThan(3)
  expect((await deals('--csv', '--what', 'months')).text).toMatch(/^\uFEFFMonth,From,To,Open deals \(EUR\)/)
  await expect(deals('--csv', '--what', 'weeks')).rejects.toThrow('--what is deals, months or record')
})

test('what was done is listed, and of one, by its name, what changed or why that cannot be said', async () => {
  const effects = (...args: string[]) => printed(effectsCommand.run(args))
  expect(await effects()).toEqual({ code: 0, text: 'Nothing is written down yet.' })
  const answer = await fetch(`${url}/api/effects`, {
    method: 'POST',
    headers: { authorization: 'Bearer plb_token_of_goran', 'content-type': 'application/json' },
    body: JSON.stringify({
      kind: 'training',
      name: 'Åtta timmar',
      figure: 'billed_revenue',
      meant: '',
      level: null,
      people: [{ personId: norrsken.person('ake'), from: '2025-09-15' }],
    }),
  })
  expect(answer.status).toBe(200)
  expect((await effects('åtta', 'timmar')).text).toContain('It is being worked out.')
  await findEffects(db, norrsken.org)
  expect(await effects('ÅTTA TIMMAR')).toEqual({
    code: 1,
    text: 'Åtta timmar (training), meant to move billed_revenue\nIt cannot be said: too few treated.',
  })
  expect((await effects()).text).toMatch(/^Åtta timmar +training +billed_revenue +2025-09-15$/)
  expect((await effects('--csv')).text).toContain('Åtta timmar,Training,Billed revenue,2025-09-15,1')
  await expect(effects('No such thing')).rejects.toThrow('Nothing called No such thing')
  await as('beatrice')
  expect((await effects('--json')).text).not.toContain('tta timmar')
})
