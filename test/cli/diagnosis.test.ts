import { diagnosisCommand } from '#cli/diagnosis.ts'
import { expect, test } from 'vitest'
import { testDatabase } from '../db.ts'
import { publishPlainly } from '../published.ts'
import { lookUp } from '../settle.ts'
import { world } from '../world.ts'
import { commandsAs } from './as.ts'
import { printed } from './printed.ts'

const db = await testDatabase('world')
await commandsAs(db, 'goran')

const diagnosis = (...args: string[]) => printed(diagnosisCommand.run(args))
const asked = ['--of', 'company', '--code', '2026 Q1']

test('the gap leads from quota to billed in words, and in JSON to the last cent', async () => {
  const json = JSON.parse((await diagnosis(...asked, '--json')).text) as {
    gap: { target: { amount: number }; billed: number; steps: { amount: number }[] }
    people: { design: { people: number } }
    findings: { found: { kind: string }[] }
  }
  expect(json.gap.steps.reduce((sum, step) => sum + step.amount, json.gap.target.amount)).toBe(
    json.gap.billed,
  )
  const { text } = await diagnosis(...asked)
  expect(text).toMatch(/^Norrsken Instruments, 2026 Q1/)
  expect(text).toMatch(/^Quota +[\d,]+$/m)
  expect(text).toMatch(/^Billed +[\d,]+$/m)
  expect(text).toContain('no forecast was published before the period began')
  expect(text).toMatch(/^\d+ of 10 people with a quota missed it in 2026 Q1\.$/m)
  expect(text).toMatch(/^execution: Zoë Laurent attained [\d.]+ %/m)
})

test('against the plan it is told by branches; the file is the one the screens give', async () => {
  const { text } = await diagnosis(...asked, '--against', 'plan')
  expect(text).toMatch(/^Kenji Nakamura +/m)
  const csv = (await diagnosis(...asked, '--against', 'plan', '--csv')).text
  expect(csv).toContain('Kenji Nakamura')
})

test('against the forecast the company’s gap is told by product line, in the file too', async () => {
  const { org } = await lookUp(db, world.name)
  await publishPlainly(db, {
    org,
    today: world.today,
    origin: '2025-12-31',
    eachMonth: 1_200_00,
    spread: 0.1,
  })
  const split = [...asked, '--against', 'forecast', '--by', 'product_line']
  const { text } = await diagnosis(...split)
  expect(text).toMatch(/^Probes +/m)
  expect(text).toMatch(/^Less the house +-?100$/m)
  expect((await diagnosis(...split, '--csv')).text).toMatch(/^Less those without a quota,,440$/m)
})

test('what cannot be asked is said with the usage', async () => {
  await expect(diagnosis('--against', 'stars')).rejects.toThrow('one of year-before, plan, forecast')
  await expect(diagnosis('--by', 'stars')).rejects.toThrow('one of branch, product_line, territory')
  await expect(diagnosis('--json', '--csv')).rejects.toThrow('two answers')
})
