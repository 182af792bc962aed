import { type Minor, minor } from '#core/money/index.ts'
import { lmdi } from './lmdi.ts'
import { wholeParts } from './whole-parts.ts'

/** What one product line is made of on one side, by orders that are not unusual and accounts known before and after. */
export type Cell = {
  readonly productLine: string
  /** At the reference's exchange rates. */
  readonly net: Minor
  /** Quantity at list price; null where lines lack one, and list and discount then stay one factor. */
  readonly list: Minor | null
  readonly quantity: number
  readonly lines: number
  readonly orders: number
  /** Accounts that bought of the line. */
  readonly accounts: number
}

/** One side of the comparison: a period that was, or last year's. All its billing, each minor unit in one place. */
export type Side = {
  /** Orders too large to be the rule: `largeOrder`. */
  readonly largeOrders: Minor
  /** Accounts that bought nothing ever before (on the actual side), or nothing since (on the reference side). */
  readonly fleeting: Minor
  readonly withoutProduct: Minor
  /** What moved by exchange rates alone; 0 on the reference side. */
  readonly currency: Minor
  /** Accounts behind the cells. */
  readonly accounts: number
  readonly cells: readonly Cell[]
}

export const stepKeys = [
  'design',
  'expected_change',
  'large_orders',
  'currency',
  'accounts_entered',
  'accounts_left',
  'lines_taken_up',
  'lines_dropped',
  'without_product',
  'incomplete',
  'accounts',
  'mix',
  'orders_per_account',
  'lines_per_order',
  'quantity_per_line',
  'list_per_unit',
  'net_per_list',
  'net_per_unit',
] as const
export type StepKey = (typeof stepKeys)[number]

/** One stair of the waterfall from target down (or up) to actual; below zero it took billing away. */
export type Step = {
  readonly key: StepKey
  readonly amount: Minor
  /** What each product line adds to it, where it is taken by product line. */
  readonly byLine: ReadonlyMap<string, Minor>
}

/**
 * The way from target to actual, in steps that sum to actual − target to the last minor unit: what the target asked
 * beyond what could be expected, what was expected beyond the reference, terms that are taken out first, and then
 * per product line accounts × reach × orders per account × lines per order × quantity per line × list per unit ×
 * net per list, by additive LMDI-I (Ang 2005). Steps of nothing are left out.
 * @param of.expectation  what could be expected for the period (the forecast at its start, or the reference itself)
 */
export function gapSteps(of: { target: Minor; expectation: Minor; reference: Side; actual: Side }): Step[] {
  const { reference, actual } = of
  const steps = new Map<StepKey, Map<string, number>>()
  const add = (key: StepKey, amount: number, line = '') => {
    const lines = steps.get(key) ?? new Map<string, number>()
    lines.set(line, (lines.get(line) ?? 0) + amount)
    steps.set(key, lines)
  }
  add('design', of.expectation - of.target)
  add('expected_change', billed(reference) - of.expectation)
  add('large_orders', actual.largeOrders - reference.largeOrders)
  add('currency', actual.currency - reference.currency)
  add('accounts_entered', actual.fleeting)
  add('accounts_left', -reference.fleeting)
  add('without_product', actual.withoutProduct - reference.withoutProduct)
  const before = new Map(reference.cells.map(cell => [cell.productLine, cell]))
  const after = new Map(actual.cells.map(cell => [cell.productLine, cell]))
  for (const line of new Set([...before.keys(), ...after.keys()])) {
    const [was, is] = [before.get(line), after.get(line)]
    if (!was || !is) add(was ? 'lines_dropped' : 'lines_taken_up', (is?.net ?? 0) - (was?.net ?? 0), line)
    else for (const [key, amount] of cellSteps(of, was, is)) add(key, amount, line)
  }
  return stepKeys.flatMap(key => {
    const lines = steps.get(key) ?? new Map<string, number>()
    const amount = [...lines.values()].reduce((sum, part) => sum + part, 0)
    if ([...lines.values()].every(part => part === 0)) return []
    const byLine = [...lines]
      .filter(([line]) => line !== '')
      .map(([line, part]) => [line, minor(part)] as const)
    return [{ key, amount: minor(amount), byLine: new Map(byLine) }]
  })
}

/** All billing of a side. */
export function billed(side: Side): Minor {
  const apart = side.largeOrders + side.fleeting + side.withoutProduct + side.currency
  return minor(side.cells.reduce((sum, cell) => sum + cell.net, apart))
}

/** Effects of one product line in whole minor units, which sum to its change. */
function cellSteps(
  { reference, actual }: { reference: Side; actual: Side },
  was: Cell,
  is: Cell,
): [StepKey, number][] {
  const withList = was.list !== null && is.list !== null
  const [before, after] = [factors(was, reference.accounts, withList), factors(is, actual.accounts, withList)]
  const usable = [...before, ...after].every(([, factor]) => factor > 0 && Number.isFinite(factor))
  if (!usable) return [['incomplete', is.net - was.net]]
  const effects = lmdi([{ before: before.map(([, f]) => f), after: after.map(([, f]) => f) }])
  const whole = wholeParts(is.net - was.net, effects)
  return before.map(([key], i) => [key, whole[i]!])
}

function factors(cell: Cell, accounts: number, withList: boolean): [StepKey, number][] {
  const list = cell.list ?? 0
  return [
    ['accounts', accounts],
    ['mix', cell.accounts / accounts],
    ['orders_per_account', cell.orders / cell.accounts],
    ['lines_per_order', cell.lines / cell.orders],
    ['quantity_per_line', cell.quantity / cell.lines],
    ...(withList
      ? ([
          ['list_per_unit', list / cell.quantity],
          ['net_per_list', cell.net / list],
        ] as [StepKey, number][])
      : ([['net_per_unit', cell.net / cell.quantity]] as [StepKey, number][])),
  ]
}
