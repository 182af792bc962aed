import { readFileSync } from 'node:fs'
import { beforeAll, expect, test } from 'vitest'
import type { ImportKind, ImportRow } from '#core/ledger/index.ts'
import { mapRows, objections, parseMapping, type Tally } from '#import/index.ts'
import { type DemoMapping, demoImports } from '../../demo/imports.ts'

// What the mappings make of Microsoft's files, against demo/known-answers, which a script outside this project's
// code computed. That the ledger then says the same is tested where figures are read from the database.

type Read<K extends ImportKind> = { rows: ImportRow<K>[]; tally: Tally; objections: readonly string[] }
const read = {} as Record<DemoMapping, Read<ImportKind>>

beforeAll(async () => {
  for (const { name, yaml, file, sideFiles } of demoImports()) {
    const mapping = parseMapping(yaml)
    const mapped = await mapRows({ mapping, file, lookups: sideFiles, currency: 'USD' })
    const rows: ImportRow[] = []
    for await (const items of mapped.batches)
      for (const item of items) {
        if ('refusal' in item) throw new Error(`${name}, line ${item.line}: ${item.refusal.reason}`)
        rows.push(item.row)
      }
    read[name] = { rows, tally: mapped.tally(), objections: objections(mapping, mapped.tally()) }
  }
}, 60_000)

const rowsOf = <K extends ImportKind>(name: DemoMapping) => read[name].rows as ImportRow<K>[]

test('every row is read, none refused, and the control totals are met', () => {
  const summary = JSON.parse(readFileSync('demo/known-answers/summary.json', 'utf8')) as Record<
    string,
    unknown
  >
  for (const one of Object.values(read)) expect(one.objections).toEqual([])
  const [total] = read.billing.tally.totals
  expect(total).toMatchObject({
    currency: 'USD',
    all: { documents: summary['orders'], read: summary['read'], rounded: summary['billed'] },
    sold: {
      documents: summary['salespeople_orders'],
      read: summary['salespeople_read'],
      rounded: summary['salespeople_billed'],
    },
  })
  expect(read.billing.rows).toHaveLength(Number(summary['billing_lines']))
  expect(read.quotas.rows).toHaveLength(163)
})

test('all 163 attainments', () => {
  const quotas = rowsOf<'quotas'>('quotas')
  for (const cell of answers('attainment.csv')) {
    const quota = quotas.find(one => one.person === cell['person'] && one.from === cell['from'])
    expect(quota?.amount).toBe(Number(cell['quota']))
    const billed = billedBy(cell['person']!, { from: cell['from']!, to: cell['to']! })
    expect(billed).toBe(Number(cell['billed']))
    expect((billed / quota!.amount).toFixed(6)).toBe(cell['attainment'])
  }
})

test('billing by person and cycle', () => {
  for (const cell of answers('billing-by-person-and-cycle.csv'))
    expect(billedBy(cell['person']!, { from: cell['from']!, to: cell['to']! })).toBe(Number(cell['billed']))
})

test('billing by territory of the account and fiscal quarter', () => {
  const territory = new Map(
    [...rowsOf<'accounts'>('accounts-stores'), ...rowsOf<'accounts'>('accounts-online')].map(account => [
      account.code,
      account.territory,
    ]),
  )
  const sums = summed(row => territory.get(row.account!))
  for (const cell of answers('billing-by-territory.csv'))
    if (cell['period'] !== 'after')
      expect(sums.get(`${cell['period']} ${cell['territory']}`)).toBe(Number(cell['billed']))
})

test('billing by category and fiscal quarter, adjustments apart', () => {
  const category = new Map(rowsOf<'products'>('products').map(product => [product.code, product.category]))
  const sums = summed(row =>
    row.kind === 'adjustment' ? 'adjustment' : row.product ? category.get(row.product) : 'none',
  )
  for (const cell of answers('billing-by-category.csv'))
    if (cell['period'] !== 'after' && cell['as_of'] === '' && cell['category'] !== 'all')
      expect(sums.get(`${cell['period']} ${cell['category']}`) ?? 0).toBe(Number(cell['net']))
})

test('José Saraiva moves to Europe on 2012-05-30 and Jae Pak is in North America, and the rows say why', () => {
  const lines = rowsOf<'reporting'>('reporting').filter(({ person }) => person === '282' || person === '289')
  expect(lines).toEqual([
    { person: '282', manager: '274', to: '2012-05-29', why: 'territory history; as the path' },
    { person: '282', manager: '287', from: '2012-05-30', why: 'territory history; the path says 274' },
    { person: '289', manager: '274', why: 'territory history; the path says 287' },
  ])
})

test('names keep their letters', () => {
  const names = rowsOf<'people'>('people').map(person => person.name)
  expect(names).toEqual(expect.arrayContaining(['Ken Sánchez', 'José Saraiva', 'Pamela Ansman-Wolfe']))
  expect(names).toHaveLength(21)
})

function answers(file: string): Record<string, string>[] {
  const [head, ...lines] = readFileSync(`demo/known-answers/${file}`, 'utf8').trimEnd().split('\n')
  const names = head!.split(',')
  expect(lines.length).toBeGreaterThan(0)
  return lines.map(line =>
    Object.fromEntries(line.split(',').map((cell, index) => [names[index]!, cell] as const)),
  )
}

let byPersonAndDay: Map<string, number> | undefined

function billedBy(person: string, { from, to }: { from: string; to: string }): number {
  if (!byPersonAndDay) {
    byPersonAndDay = new Map()
    for (const row of rowsOf<'billing'>('billing')) {
      const key = `${row.sellers?.[0]?.code ?? 'house'} ${row.day}`
      byPersonAndDay.set(key, (byPersonAndDay.get(key) ?? 0) + row.net)
    }
  }
  let sum = 0
  for (const [key, net] of byPersonAndDay) {
    const [seller, day] = key.split(' ') as [string, string]
    if (seller === person && from <= day && day <= to) sum += net
  }
  return sum
}

/** Net by fiscal quarter (or `all`) and what `keyOf` says. */
function summed(keyOf: (row: ImportRow<'billing'>) => string | undefined): Map<string, number> {
  const quarters = rowsOf<'periods'>('periods').filter(period => period.kind === 'quarter')
  const sums = new Map<string, number>()
  for (const row of rowsOf<'billing'>('billing')) {
    const quarter = quarters.find(one => one.from <= row.day && row.day <= one.to)
    for (const period of [quarter?.code, 'all']) {
      const key = `${period} ${keyOf(row)}`
      sums.set(key, (sums.get(key) ?? 0) + row.net)
    }
  }
  return sums
}
