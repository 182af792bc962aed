import { forecastCommand } from '#cli/forecast.ts'
import { addMonths, type Day, monthOf } from '#core/calendar/index.ts'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test, vi } from 'vitest'

const folder = mkdtempSync(path.join(tmpdir(), 'plumbline-forecast-'))
afterAll(() => rmSync(folder, { recursive: true }))

type Line = {
  series: string
  none?: string
  method?: string
  from?: string
  mean?: number[]
  [range: string]: unknown
}

/** Runs the command on a file of these lines. */
async function forecast(lines: readonly string[], ...more: string[]) {
  const file = path.join(folder, 'series.csv')
  writeFileSync(file, `${lines.join('\n')}\n`)
  const out: string[] = []
  const told: string[] = []
  const log = vi.spyOn(console, 'log').mockImplementation(line => void out.push(String(line)))
  const error = vi.spyOn(console, 'error').mockImplementation(line => void told.push(String(line)))
  const args = [
    file,
    '--series',
    'who',
    '--date',
    'when',
    '--value',
    'billed',
    '--procedure',
    'fast',
    ...more,
  ]
  const code = await forecastCommand.run(args).finally(() => {
    log.mockRestore()
    error.mockRestore()
  })
  return { code, text: out.join('\n'), told: told.join('\n') }
}

const lines = (text: string) => text.split('\n').map(line => JSON.parse(line) as Line)

/** A row a month from January 2022 on. */
const months = (who: string, values: readonly (number | string)[], write: (first: Day) => string = monthOf) =>
  values.map((value, i) => `${who},${write(addMonths('2022-01-01', i))},${value}`)
const steady = (count: number) =>
  Array.from({ length: count }, (_, i) => 100 + 10 * Math.sin((i * Math.PI) / 6) + (i % 5))

test('JSON Lines in order of first appearance, with the keys that the levels ask for', async () => {
  const rows = ['who,when,billed', ...months('Bea', steady(40)), ...months('Ann', steady(30))]
  const { code, text, told } = await forecast(rows, '--json', '--horizon', '5', '--levels', '90,50')
  expect(code).toBe(0)
  const [bea, ann] = lines(text)
  expect(Object.keys(bea!)).toEqual([
    'series',
    'method',
    'from',
    'mean',
    'lower50',
    'upper50',
    'lower90',
    'upper90',
  ])
  expect(bea).toMatchObject({ series: 'Bea', from: '2025-05' })
  expect(ann).toMatchObject({ series: 'Ann', from: '2024-07' })
  expect(bea!.mean).toHaveLength(5)
  expect(told).toContain('2 series by months, season of 12')
})

test('bad rows are named with line and reason, and a short series does not stop the others', async () => {
  const rows = ['who,when,billed', 'Cid,2022-01,7', ...months('Ann', steady(24))]
  const { code, text, told } = await forecast(
    [...rows, 'Ann,2022-02,5', 'Ann,2022-13,5', 'Ann,2024-01,many', ',2024-01,5', 'Ann,2024-01,'],
    '--json',
  )
  expect(code).toBe(0)
  expect(lines(text).map(({ series, none }) => [series, none])).toEqual([
    ['Cid', 'too_short'],
    ['Ann', undefined],
  ])
  expect(told).toContain('line 27: Ann has 2022-02 already, in line 4; that one is used')
  expect(told).toContain('line 28: “2022-13” is not a date')
  expect(told).toContain('line 29: “many” is not a number')
  expect(told).toContain('line 30: it names no series')
  expect(told).toContain('line 31: its value is empty')
  expect(told).toContain('5 rows not used')
})

test('without --json a table, a chart and why', async () => {
  const values: (number | string)[] = steady(36)
  values[20] = ''
  const { text } = await forecast(['who,when,billed', ...months('Ann', values)])
  expect(text).toContain('1 missing period filled')
  expect(text).toContain('80 % range')
  expect(text).toContain('2025-01')
  expect(text).toContain('next 12 together')
  expect(text).toMatch(/┤.*•.*○/)
})

test.each([
  ['days of a month', (first: Day) => first, '2025-01-01', 'months'],
  [
    'days written the other way',
    (first: Day) => first.split('-').toReversed().join('.'),
    '2025-01-01',
    'months',
  ],
])('%s are taken for their months', async (_, write, from, name) => {
  const { text, told } = await forecast(['who,when,billed', ...months('Ann', steady(36), write)], '--json')
  expect(lines(text)[0]!.from).toBe(from)
  expect(told).toContain(name)
})

test('a month after the other on the same day tells which number is the day; else one is asked', async () => {
  const american = (first: Day) => `${first.slice(5, 7)}/01/${first.slice(0, 4)}`
  const { text, told } = await forecast(['who,when,billed', ...months('Ann', steady(30), american)], '--json')
  expect(lines(text)[0]!.from).toBe('2024-07-01')
  expect(told).toContain('1 series by months')
  expect(told).not.toContain('not used')
  const days = ['03/01/2026', '03/02/2026', '03/03/2026', '03/04/2026'].map((at, i) => `Ann,${at},${i + 5}`)
  await expect(forecast(['who,when,billed', ...days])).rejects.toThrow('Say --dates dmy or --dates mdy')
  const said = await forecast(['who,when,billed', ...days], '--json', '--dates', 'mdy')
  expect(lines(said.text)[0]!.from).toBe('2026-03-05')
  await expect(forecast(['who,when,billed', ...days], '--dates', 'ymd')).rejects.toThrow('--dates is dmy')
})

test('quarters, years and weeks are known by how they are written', async () => {
  const of = async (dates: readonly string[]) =>
    lines(
      (await forecast(['who,when,billed', ...dates.map((at, i) => `Ann,${at},${50 + (i % 3)}`)], '--json'))
        .text,
    )[0]!.from
  expect(await of(['2023-Q1', '2023-Q2', '2023-Q3', '2023-Q4', '2024-Q1'])).toBe('2024-Q2')
  expect(await of(['2019', '2020', '2021', '2022'])).toBe('2023')
  expect(await of(['2024-W51', '2024-W52', '2025-W01', '2025-W02'])).toBe('2025-W03')
})

test('numbers in powers of ten are read as R writes them; what is too large is named', async () => {
  const rows = months(
    'Ann',
    Array.from({ length: 24 }, (_, i) => (i % 2 === 0 ? 100_000 : 200_000)),
  )
  const powers = rows.map(row => row.replace(/100000$/, '1e+05').replace(/200000$/, '2E5'))
  const of = async (list: readonly string[]) =>
    lines((await forecast(['who,when,billed', ...list], '--json')).text)
  expect((await of(powers))[0]!.mean).toEqual((await of(rows))[0]!.mean)
  const { told } = await forecast(['who,when,billed', ...rows, 'Ann,2030-01,1e300'], '--json')
  expect(told).toContain('“1e300” is too large to reckon with')
})

test('a file of a spreadsheet: byte order mark, semicolons, decimal commas, out of order', async () => {
  const { text, told } = await forecast(
    ['\uFEFFwho;when;billed', 'Ann;2025-03;1.300,50', 'Ann;2025-01;1.100,50', 'Ann;2025-02;1.200,50'],
    '--json',
  )
  expect(lines(text)[0]).toMatchObject({ from: '2025-04', mean: expect.arrayContaining([1200.5]) })
  expect(told).toContain('1 series by months')
})

test('what cannot be done is said in a sentence', async () => {
  const rows = ['who,when,billed', ...months('Ann', steady(12))]
  await expect(forecast(rows, '--value', 'sold')).rejects.toThrow(
    'no column “sold”. Its columns are: who, when, billed',
  )
  await expect(forecast(rows, '--levels', '80,x')).rejects.toThrow('--levels takes per cents')
  await expect(forecast(rows, '--horizon', '0')).rejects.toThrow('--horizon takes a whole number')
  await expect(forecastCommand.run(['nowhere.csv', '--date', 'a', '--value', 'b'])).rejects.toThrow(
    'no file nowhere.csv',
  )
})

test('many series are fitted in threads, with the same result as one by one', async () => {
  const few = ['who,when,billed', ...months('0', steady(30))]
  const many = Array.from({ length: 60 }, (_, i) => months(`${i}`, steady(30))).flat()
  const [alone] = lines((await forecast(few, '--json')).text)
  const together = lines((await forecast(['who,when,billed', ...many], '--json')).text)
  expect(together).toHaveLength(60)
  expect(together[0]!.mean).toEqual(alone!.mean)
  expect(together[59]!.series).toBe('59')
})
