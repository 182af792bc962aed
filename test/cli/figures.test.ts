import { figuresCommand } from '#cli/figures.ts'
import { processCommand } from '#cli/process.ts'
import { statusCommand } from '#cli/status.ts'
import { expect, test, vi } from 'vitest'
import { testDatabase } from '../db.ts'
import { commandsAs } from './as.ts'
import { printed } from './printed.ts'

const db = await testDatabase('world')
const { url, as } = await commandsAs(db, 'goran')
const figures = (...args: string[]) => printed(figuresCommand.run(args))

test('without a figure it lists which there are', async () => {
  const { text } = await figures()
  expect(text).toMatch(/^billed_revenue +Billed revenue +money/m)
})

test('a figure by person for a quarter is the number of the screens, in words, JSON and CSV', async () => {
  const asked = ['billed_revenue', '--of', 'company', '--by', 'person', '--code', '2026 Q1']
  const json = JSON.parse((await figures(...asked, '--json')).text) as {
    total: { cells: { billed_revenue: { value: number } } }
    rows: { label: string; cells: { billed_revenue: { value: number } } }[]
  }
  const whole = json.total.cells.billed_revenue.value
  expect(json.rows.reduce((sum, row) => sum + row.cells.billed_revenue.value, 0)).toBe(whole)
  const shown = new Intl.NumberFormat('en-GB', { minimumFractionDigits: 2 }).format(whole / 100)
  const { text } = await figures(...asked)
  expect(text).toMatch(/2026 Q1 \(2026-01-01 to 2026-03-31/)
  expect(text).toMatch(new RegExp(`^All +${shown}`, 'm'))
  expect(text).toMatch(/^Åke Ström /m)
  const csv = (await figures(...asked, '--csv')).text
  expect(csv).toMatch(/^\uFEFFPart,Period,As of,Billed revenue \(EUR\)/)
  expect(csv).toContain(`All,2026 Q1,2026-03-31,${whole / 100}`)
})

test('as of an earlier day it is what was billed by then; a name stands for a person', async () => {
  const then = ['billed_revenue', '--of', 'göran lindqvist', '--code', '2026 Q1']
  expect((await figures(...then, '--as-of', '2026-01-15')).text).toContain('up to 2026-01-15: under way')
  await expect(figures('quota', '--of', 'Nobody Here')).rejects.toThrow('nobody called Nobody Here')
  await expect(figures('quota', '--from', '2026-01-01')).rejects.toThrow('go together')
})

test('status tells anybody that it answers, and whoever administers or directs the rest', async () => {
  vi.stubEnv('PLUMBLINE_TOKEN', '')
  expect((await printed(statusCommand.run([]))).text).toContain(`answers at ${url}`)
  await as('goran')
  const { text } = await printed(statusCommand.run([]))
  expect(text).toMatch(/Database +PostgreSQL \d+/)
  expect(text).toContain('up to 2026-03-20')
  expect(text).toContain('0 waiting, 0 running, 0 failed')
  await as('ake')
  await expect(printed(statusCommand.run([]))).rejects.toThrow('Only an administrator')
})

test('the process map in rows, as JSON and as CSV; exit code 1 where there are no deals', async () => {
  await as('goran')
  const map = (...args: string[]) => printed(processCommand.run(['--of', 'company', ...args]))
  const { text } = await map()
  expect(text).toContain('from exports of 2026-03-01 to 2026-03-29')
  expect(text).toMatch(/^Lead +5 +1 +0 +0 +0 +0 +4 /m)
  const json = JSON.parse((await map('--json')).text) as { stages: { name: string; entered: number }[] }
  expect(json.stages[0]).toMatchObject({ name: 'Lead', entered: 5 })
  expect((await map('--csv')).text).toMatch(/^Lead,Went on,Proposal,1,1,/m)
  expect(await map('--since', '2026-03-30')).toMatchObject({ code: 1 })
})

test('where nobody answers it says so', async () => {
  vi.stubEnv('PLUMBLINE_URL', 'http://127.0.0.1:9')
  await expect(printed(statusCommand.run([]))).rejects.toThrow('does not answer at http://127.0.0.1:9')
})
