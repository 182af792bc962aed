import type { Actor } from '#access/scope.ts'
import { commonAction } from '#actions/diagnosis/common.ts'
import { showAction } from '#actions/diagnosis/show.ts'
import { standingsAction } from '#actions/figures/standings.ts'
import { tableAction } from '#actions/figures/table.ts'
import { actorOf } from '#db/actors.ts'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadDemo } from '../../demo/load.ts'
import { asks } from '../asks.ts'
import { testDatabase } from '../db.ts'
import { lent } from '../lent.ts'

// The demo loaded by the ordinary import, its figures asked as the director asks them, against
// demo/known-answers, which a script outside this project's code computed.

const asOf = '2014-05-02'
const db = await testDatabase()
const ask = asks(lent(db))
let director: Actor
let codes: Map<string, string>
let territories: Map<string, string>

beforeAll(async () => {
  const dataFolder = mkdtempSync(path.join(tmpdir(), 'plumbline-demo-'))
  afterAll(() => rmSync(dataFolder, { recursive: true }))
  const { org } = await loadDemo({ database: db, dataFolder, say: () => {} })
  const people = await db.superuser.query<{ id: string; code: string }>('select id, code from app.person')
  codes = new Map(people.rows.map(row => [row.id, row.code]))
  const places = await db.superuser.query<{ id: string; code: string }>('select id, code from app.territory')
  territories = new Map(places.rows.map(row => [row.id, row.code]))
  director = (await actorOf(db.pools, { org, person: idOf('273'), via: { kind: 'session' } }))!
}, 180_000)

test('all 163 attainments', async () => {
  const cells = answers('attainment.csv')
  expect(cells).toHaveLength(163)
  for (const [code, rows] of grouped(cells, 'quarter')) {
    const { parts } = await ask(director, standingsAction, { subject: 'company', by: 'person', code })
    for (const row of rows) {
      const part = parts.find(one => one.subject === `person:${idOf(row['person']!)}`)!
      expect({ code, ...row, billed: String(part.billed), quota: String(part.quota) }).toEqual({
        code,
        ...row,
      })
      expect(part.attainment.value?.toFixed(6)).toBe(row['attainment'])
      expect(part.gap).toBe(Number(row['quota']) - Number(row['billed']))
    }
    expect(parts.filter(one => one.quota !== null)).toHaveLength(rows.length)
  }
})

test('attainment of every team is the ratio of sums over those in it that day', async () => {
  for (const row of answers('attainment-by-team.csv')) {
    const { whole } = await ask(director, standingsAction, {
      subject: `team:${idOf(row['team']!)}`,
      code: row['quarter'],
      by: 'person',
    })
    expect({ ...row, quota: String(whole.quota ?? 0), billed: String(whole.billed) }).toEqual(row)
    expect(whole.attainment.value?.toFixed(6) ?? '').toBe(row['attainment'])
  }
})

test.each([
  ['month', 'billing-by-person-and-cycle.csv'],
  ['quarter', 'billing-by-person-and-quarter.csv'],
])('billing and orders by person and %s', async (period, file) => {
  for (const [code, rows] of grouped(answers(file).filter(known), 'period')) {
    const { rows: found } = await ask(director, tableAction, {
      subject: 'company',
      by: 'person',
      period,
      code,
      figures: 'billed_revenue,orders',
    })
    for (const row of rows) {
      const cells = cellsOf(found, idOf(row['person']!))
      expect([code, row['person'], cells['billed_revenue'] ?? 0, cells['orders'] ?? 0]).toEqual([
        code,
        row['person'],
        Number(row['billed_as_of']),
        Number(row['orders_as_of']),
      ])
    }
  }
})

test('billing and orders by territory', async () => {
  for (const [code, rows] of grouped(answers('billing-by-territory.csv').filter(known), 'period')) {
    const { rows: found } = await ask(director, tableAction, {
      subject: 'company',
      by: 'territory',
      code,
      figures: 'billed_revenue,orders',
    })
    for (const row of rows) {
      const id = [...territories].find(([, territory]) => territory === row['territory'])![0]
      const cells = cellsOf(found, id)
      expect([code, row['name'], cells['billed_revenue'] ?? 0, cells['orders'] ?? 0]).toEqual([
        code,
        row['name'],
        Number(row['billed_as_of']),
        Number(row['orders_as_of']),
      ])
    }
  }
})

test('billing, margin, price and their covered share by category', async () => {
  const rows = answers('billing-by-category.csv').filter(row => known(row) && row['as_of'] === asOf)
  for (const [code, wanted] of grouped(rows, 'period')) {
    const table = await ask(director, tableAction, { subject: 'company', by: 'category', code })
    const without = wanted.filter(row => row['category'] === 'adjustment' || row['category'] === 'none')
    const rest = table.rows.find(row => row.key === '')?.cells['billed_revenue']?.value ?? 0
    expect([code, rest]).toEqual([code, without.reduce((sum, row) => sum + Number(row['net']), 0)])
    for (const row of wanted) {
      // the ledger has no category for adjustments: they and orders without product stand in one row, below
      if (row['category'] === 'adjustment' || row['category'] === 'none') continue
      const found = table.rows.find(one => one.key === row['category'])
      const cells = row['category'] === 'all' ? table.total.cells : found?.cells
      if (!cells) {
        expect([code, row['category'], row['net']]).toEqual([code, row['category'], '0'])
        continue
      }
      const at = [code, row['category']]
      expect([...at, cells['billed_revenue']!.value]).toEqual([...at, Number(row['net'])])
      expect([...at, cells['discount_given']!.value]).toEqual([...at, Number(row['discount'])])
      same(at, cells['gross_margin']!, {
        value: row['net_with_cost'] === '0' ? '' : row['margin']!,
        covered: row['cost_covered']!,
        digits: 0,
      })
      same(at, cells['gross_margin_rate']!, {
        value: row['margin_rate']!,
        covered: row['cost_covered']!,
        digits: 6,
      })
      same(at, cells['price_realisation']!, {
        value: row['price_realisation']!,
        covered: row['list_covered']!,
        digits: 6,
      })
    }
  }
})

test('active, new and lost accounts, and the share of the largest', async () => {
  for (const [code, rows] of grouped(answers('accounts.csv'), 'quarter')) {
    const figures = 'active_accounts,new_accounts,lost_accounts,top_account_share'
    const { rows: found, total } = await ask(director, tableAction, {
      subject: 'company',
      by: 'person',
      code,
      figures,
    })
    for (const row of rows) {
      const company = row['person'] === 'company'
      const cells = company ? total.cells : found.find(one => one.key === idOf(row['person']!))?.cells
      if (!cells) {
        expect([code, row['person'], row['active'], row['new'] || '0', row['lost'] || '0']).toEqual([
          code,
          row['person'],
          '0',
          '0',
          '0',
        ])
        continue
      }
      const text = (value: number | null) => (value === null ? '' : String(value))
      expect([
        code,
        row['person'],
        text(cells['active_accounts']!.value),
        text(cells['new_accounts']!.value),
        text(cells['lost_accounts']!.value),
      ]).toEqual([code, row['person'], row['active'], row['new'], row['lost']])
      expect(cells['top_account_share']!.value?.toFixed(6) ?? '').toBe(row['top_account_share'])
    }
  }
})

test('screens as of 2014-05-02 show 28,402 orders', async () => {
  const range = { period: 'range', from: '2011-01-01', to: '2014-12-31' }
  const { total, period } = await ask(director, tableAction, {
    subject: 'company',
    ...range,
    figures: 'orders,billed_revenue',
  })
  expect(total.cells['orders']!.value).toBe(28_402)
  expect(total.cells['billed_revenue']!.value).toBe(Number(summary['billed_as_of']))
  expect(period).toMatchObject({ until: asOf, incomplete: true })
})

test('where one should be today does not flatter 16 of 17, as a straight line would', async () => {
  const { parts } = await ask(director, standingsAction, { subject: 'company', by: 'person' })
  const rows = answers('should-be-today.csv')
  const people = parts.filter(one => one.quota !== null)
  expect(people).toHaveLength(17)
  let flattered = 0
  for (const row of rows) {
    const one = people.find(part => part.subject === `person:${idOf(row['person']!)}`)!
    const should = one.shouldBe!.amount
    expect(should).toBe(Number(row['should_be']))
    expect(should / one.quota!).toBeGreaterThan(0.99)
    expect(should).not.toBe(Number(row['straight_line']))
    if (one.billed >= Number(row['straight_line']) && one.state !== 'ahead' && one.billed < one.quota!)
      flattered++
  }
  expect(flattered).toBe(16)
  expect(people.filter(one => one.state === 'behind').length).toBeGreaterThanOrEqual(15)
})

test.each(['FY13 Q2', 'FY14 Q1', 'FY14 Q3', 'FY14 Q4'])(
  'the steps of %s lead from the quota that figures know to what they call billed',
  async code => {
    for (const subject of ['company', `team:${idOf('274')}`, `person:${idOf('275')}`]) {
      const { target, billed, gap, steps } = await ask(director, showAction, { subject, code })
      const { whole } = await ask(director, standingsAction, { subject, code, by: 'person' })
      expect([subject, target.amount, billed]).toEqual([
        subject,
        whole.shouldBe!.amount,
        whole.quota! - whole.gap!,
      ])
      expect(steps.reduce((sum, step) => sum + step.amount, target.amount)).toBe(billed)
      expect(gap).toBe(billed - target.amount)
      for (const { amount, byLine } of steps)
        if (byLine.length > 0) expect(byLine.reduce((sum, part) => sum + part.amount, 0)).toBe(amount)
    }
  },
)

test('all seventeen miss, people and quarters differ by next to nothing, and the gap is the design’s', async () => {
  const found = await ask(director, commonAction, { subject: 'company' })
  expect(found.design).toMatchObject({ questioned: true, most: true, missed: 17, people: 17 })
  expect(found.parts!.common / found.gap).toBeGreaterThan(0.9)
  expect(found.variance!.person).toMatchObject({ low: 0 })
  expect(found.funnel!.points.filter(point => point.named)).toEqual([])
})

const summary = JSON.parse(readFileSync('demo/known-answers/summary.json', 'utf8')) as Record<string, unknown>

function same(
  at: unknown[],
  cell: { value: number | null; covered: number | null },
  want: { value: string; covered: string; digits: number },
) {
  expect([...at, cell.value?.toFixed(want.digits) ?? '']).toEqual([...at, want.value])
  if (cell.value !== null) expect([...at, (cell.covered ?? 1).toFixed(6)]).toEqual([...at, want.covered])
}

function cellsOf(
  rows: { key: string; cells: Record<string, { value: number | null }> }[],
  key: string,
): Record<string, number | null> {
  const row = rows.find(one => one.key === key)
  return Object.fromEntries(Object.entries(row?.cells ?? {}).map(([figure, cell]) => [figure, cell.value]))
}

function idOf(code: string): string {
  const found = [...codes].find(([, one]) => one === code)
  if (!found) throw new Error(`Nobody has the code ${code}.`)
  return found[0]
}

/** Rows of periods that have begun by the clock's day and lie in the fiscal table. */
function known(row: Record<string, string>): boolean {
  return row['period'] !== 'after' && row['period'] !== 'all'
}

function grouped(rows: Record<string, string>[], by: string): Map<string, Record<string, string>[]> {
  return Map.groupBy(rows, row => row[by]!)
}

function answers(file: string): Record<string, string>[] {
  const [header, ...lines] = readFileSync(`demo/known-answers/${file}`, 'utf8').trim().split('\n')
  const names = header!.split(',')
  return lines.map(line => Object.fromEntries(line.split(',').map((cell, n) => [names[n]!, cell])))
}
