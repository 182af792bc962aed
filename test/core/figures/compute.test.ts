import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type AddingSums,
  type BaseSums,
  addSums,
  catalogue,
  computeFigure,
  countsAsBilling,
  countsAsOrder,
  coveredShare,
  figureKeys,
  noSums,
} from '#core/figures/index.ts'
import { lineKinds } from '#core/ledger/index.ts'
import { type Minor, minor } from '#core/money/index.ts'

const sums = (given: Partial<Record<keyof BaseSums, number | null>>) => ({ ...noSums, ...given }) as BaseSums

test('every figure stands in the catalogue under its own key, with words a reader needs', () => {
  expect(figureKeys).toHaveLength(25)
  for (const key of figureKeys) {
    const figure = catalogue[key]
    expect(figure.key).toBe(key)
    expect(figure.meaning).toMatch(/\.$/)
    expect(figure.inWords).toMatch(/\.$/)
  }
})

test('lines without a cost leave both sides of the margin, and the covered share stands beside', () => {
  const billed = sums({ net: 1000, netWithCost: 800, cost: 600 })
  expect(computeFigure('billed_revenue', billed)).toEqual({ value: 1000 })
  expect(computeFigure('gross_margin', billed)).toEqual({ value: 200, covered: 0.8 })
  expect(computeFigure('gross_margin_rate', billed)).toEqual({ value: 0.25, covered: 0.8 })
  expect(computeFigure('gross_margin', sums({ net: 1000 }))).toEqual({ none: 'no_cost' })
  expect(computeFigure('gross_margin', noSums)).toEqual({ value: 0 })
  expect(computeFigure('gross_margin_rate', noSums)).toEqual({ none: 'no_billing' })
})

test('the price held is measured on lines with a list price', () => {
  expect(computeFigure('price_realisation', sums({ net: 1000, netWithList: 900, list: 1200 }))).toEqual({
    value: 0.75,
    covered: 0.9,
  })
  expect(computeFigure('price_realisation', sums({ net: 1000 }))).toEqual({ none: 'no_list_price' })
  expect(computeFigure('discount_given', sums({ net: 100, discount: 7 }))).toEqual({ value: 7 })
})

test('the covered share stays within 0 and 1 when what lacks is a credit note', () => {
  expect(coveredShare(minor(150), minor(100))).toBe(0.75)
  expect(coveredShare(minor(0), minor(0))).toBeUndefined()
  expect(coveredShare(minor(100), minor(100))).toBe(1)
  expect(coveredShare(minor(-100), minor(0))).toBe(0.5)
})

test('averages are over orders and over salespeople, sold or not', () => {
  const team = sums({ net: 1001, orders: 2, lines: 5, netOfPeople: 900, sellers: 4 })
  expect(computeFigure('average_order', team)).toEqual({ value: 500 }) // 500.5, half to even
  expect(computeFigure('lines_per_order', team)).toEqual({ value: 2.5 })
  expect(computeFigure('billing_per_salesperson', team)).toEqual({ value: 225, covered: 900 / 1001 })
  expect(computeFigure('average_order', sums({ net: -5 }))).toEqual({ none: 'no_orders' })
})

test('who sold nothing has the whole quota as gap; who has no quota has no gap', () => {
  expect(computeFigure('gap', sums({ quota: 500 }))).toEqual({ value: 500 })
  expect(computeFigure('attainment', sums({ quota: 500 }))).toEqual({ value: 0 })
  expect(computeFigure('gap', sums({ net: 400 }))).toEqual({ none: 'no_quota' })
  expect(computeFigure('attainment', sums({ net: 400 }))).toEqual({ none: 'no_quota' })
})

test('a team’s attainment is the ratio of sums over those with a quota; the rest shows as uncovered', () => {
  const ana = sums({ net: 900, netWithQuota: 900, quota: 1000 })
  const bo = sums({ net: 100, netWithQuota: 100, quota: 200 })
  const house = sums({ net: 250 })
  const team = { ...noSums, ...addSums([ana, bo, house]) }
  expect(computeFigure('attainment', team)).toEqual({ value: 1000 / 1200, covered: 0.8 })
  expect(computeFigure('gap', team)).toEqual({ value: 200, covered: 0.8 })
})

test('new and lost accounts wait until the ledger is old enough', () => {
  expect(computeFigure('new_accounts', sums({ newAccounts: null }))).toEqual({ none: 'ledger_too_young' })
  expect(computeFigure('lost_accounts', sums({ lost: 3 }))).toEqual({ value: 3 })
})

test('the top account’s share is of what names an account, and says how much billing names one', () => {
  const billed = sums({ net: 1000, accountsNet: 500, topAccountNet: 250 })
  expect(computeFigure('top_account_share', billed)).toEqual({ value: 0.5, covered: 0.5 })
  expect(computeFigure('top_account_share', sums({ net: 1000 }))).toEqual({ none: 'no_accounts' })
})

test('a charge is no billing; a credit note, an adjustment and a gift are no order', () => {
  expect(lineKinds.filter(kind => countsAsBilling({ kind }))).toEqual(['goods', 'credit_note', 'adjustment'])
  expect(lineKinds.filter(kind => countsAsOrder({ kind, net: minor(1) }))).toEqual(['goods'])
  expect(countsAsOrder({ kind: 'goods', net: minor(0) })).toBe(false)
})

const amount = fc.integer({ min: -1e12, max: 1e12 }).map(minor)
const adding = Object.keys(addSums([])) as (keyof AddingSums)[]
const parts = fc.array(
  fc
    .tuple(...adding.map(() => amount))
    .map(
      values =>
        Object.fromEntries(adding.map((key, index) => [key, values[index]!])) as Record<
          keyof AddingSums,
          Minor
        >,
    ),
  { minLength: 1, maxLength: 8 },
)
const valueOf = (key: (typeof figureKeys)[number], of: AddingSums) => {
  const result = computeFigure(key, { ...noSums, ...of })
  return 'none' in result ? undefined : result.value
}

test('law: what adds up is in a team the sum of its people, in any grouping', () => {
  fc.assert(
    fc.property(parts, fc.nat(8), (people, cut) => {
      const team = addSums(people)
      expect(addSums([addSums(people.slice(0, cut)), addSums(people.slice(cut))])).toEqual(team)
      for (const key of figureKeys.filter(k => catalogue[k].kind === 'adds')) {
        const each = people.map(person => valueOf(key, person))
        if (each.includes(undefined) || valueOf(key, team) === undefined) continue
        expect(valueOf(key, team)).toBe(each.reduce((sum: number, value) => sum + value!, 0))
      }
    }),
  )
})

test('law: every figure is a number or says why not, and covers 0 to 1 of billing', () => {
  const counts = fc.record({
    orders: fc.nat(9),
    lines: fc.nat(9),
    sellers: fc.nat(9),
    active: fc.nat(9),
  })
  fc.assert(
    fc.property(parts, counts, ([part], counted) => {
      for (const key of figureKeys) {
        const result = computeFigure(key, { ...noSums, ...part, ...counted })
        if ('none' in result) continue
        expect(Number.isFinite(result.value)).toBe(true)
        if (!['ratio', 'number', 'days'].includes(catalogue[key].unit))
          expect(Number.isSafeInteger(result.value)).toBe(true)
        if (result.covered !== undefined) {
          expect(result.covered).toBeGreaterThanOrEqual(0)
          expect(result.covered).toBeLessThanOrEqual(1)
        }
      }
    }),
  )
})
