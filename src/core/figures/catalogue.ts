import type { AddingSums, SumKey } from './sums.ts'

export type FigureKey =
  | 'billed_revenue'
  | 'gross_margin'
  | 'gross_margin_rate'
  | 'price_realisation'
  | 'discount_given'
  | 'orders'
  | 'average_order'
  | 'lines_per_order'
  | 'active_accounts'
  | 'new_accounts'
  | 'lost_accounts'
  | 'top_account_share'
  | 'billing_per_salesperson'
  | 'quota'
  | 'attainment'
  | 'gap'
  | 'should_be_today'

/** Why a figure honestly has no value. */
export type Reason =
  | 'no_billing'
  | 'no_orders'
  | 'no_accounts'
  | 'no_salespeople'
  | 'no_quota'
  | 'no_cost'
  | 'no_list_price'
  | 'ledger_too_young'
  | 'no_pace'

/** A figure as structure over the base sums; `computeFigure` reads it, the definition screen shows it. */
export type Formula =
  | { readonly sum: SumKey }
  | { readonly minus: readonly [Formula, Formula] }
  /** A ratio exists where its lower part is above zero. */
  | { readonly over: readonly [Formula, Formula]; readonly without: Reason }
  /** The target times the share of a period usually billed by this point (pace.ts). */
  | { readonly paced: Formula }

export type FigureDefinition = {
  readonly key: FigureKey
  readonly name: string
  readonly meaning: string
  readonly inWords: string
  readonly formula: Formula
  readonly unit: 'money' | 'money_per' | 'count' | 'ratio'
  /** Does a team's value add up from its people's, is it a ratio of two that do, counted anew, or derived? */
  readonly kind: 'adds' | 'ratio' | 'distinct' | 'derived'
  readonly goodWay: 'up' | 'down' | 'none'
  readonly timing: 'leading' | 'lagging'
  /** Who answers for the definition. */
  readonly owner: 'finance' | 'sales director'
  /** Without this the figure has no value, rather than a nought that says something else. */
  readonly needs?: { readonly sum: SumKey; readonly none: Reason }
  /** The ingredient that some lines may lack: those leave both sides, and the covered share stands beside. */
  readonly lacks?: { readonly ingredient: string; readonly covered: keyof AddingSums; readonly none?: Reason }
}

const sum = (key: SumKey): Formula => ({ sum: key })
const margin: Formula = { minus: [sum('netWithCost'), sum('cost')] }
const cost = { ingredient: 'a cost', covered: 'netWithCost', none: 'no_cost' } as const
const aQuota = { sum: 'quota', none: 'no_quota' } as const
const withQuota = { ingredient: 'a seller with a quota', covered: 'netWithQuota' } as const

export const catalogue: Readonly<Record<FigureKey, FigureDefinition>> = {
  billed_revenue: {
    key: 'billed_revenue',
    name: 'Billed revenue',
    meaning:
      'What was really invoiced, on the day of the invoice: net of discount, without tax, freight and other charges, credit notes taken off.',
    inWords: 'Sum of the net amounts of goods, credit notes and adjustments.',
    formula: sum('net'),
    unit: 'money',
    kind: 'adds',
    goodWay: 'up',
    timing: 'lagging',
    owner: 'finance',
  },
  gross_margin: {
    key: 'gross_margin',
    name: 'Gross margin',
    meaning: 'What is left of billed revenue after the cost of what was sold.',
    inWords: 'Billed revenue less cost, over the lines whose cost is known.',
    formula: margin,
    unit: 'money',
    kind: 'adds',
    goodWay: 'up',
    timing: 'lagging',
    owner: 'finance',
    lacks: cost,
  },
  gross_margin_rate: {
    key: 'gross_margin_rate',
    name: 'Gross margin rate',
    meaning: 'How much of each billed unit of money is left after the cost of what was sold.',
    inWords: 'Gross margin over billed revenue, both over the lines whose cost is known.',
    formula: { over: [margin, sum('netWithCost')], without: 'no_billing' },
    unit: 'ratio',
    kind: 'ratio',
    goodWay: 'up',
    timing: 'lagging',
    owner: 'finance',
    lacks: cost,
  },
  price_realisation: {
    key: 'price_realisation',
    name: 'Price realisation',
    meaning: 'How much of the list price is really paid.',
    inWords: 'Billed revenue over list value, both over the lines whose list price is known.',
    formula: { over: [sum('netWithList'), sum('list')], without: 'no_billing' },
    unit: 'ratio',
    kind: 'ratio',
    goodWay: 'up',
    timing: 'lagging',
    owner: 'finance',
    lacks: { ingredient: 'a list price', covered: 'netWithList', none: 'no_list_price' },
  },
  discount_given: {
    key: 'discount_given',
    name: 'Discount given',
    meaning: 'What was let go in discounts on billed lines.',
    inWords: 'Sum of the discounts that billed lines state; a line that states none adds nothing.',
    formula: sum('discount'),
    unit: 'money',
    kind: 'adds',
    goodWay: 'down',
    timing: 'lagging',
    owner: 'finance',
  },
  orders: {
    key: 'orders',
    name: 'Orders',
    meaning:
      'How many orders were billed. An order that two people share counts once for each, once in their team.',
    inWords:
      'Distinct invoices with at least one goods line above zero; credit notes and charges alone are none.',
    formula: sum('orders'),
    unit: 'count',
    kind: 'distinct',
    goodWay: 'up',
    timing: 'lagging',
    owner: 'finance',
  },
  average_order: {
    key: 'average_order',
    name: 'Average order',
    meaning: 'What an order brings on average.',
    inWords: 'Billed revenue over orders.',
    formula: { over: [sum('net'), sum('orders')], without: 'no_orders' },
    unit: 'money_per',
    kind: 'ratio',
    goodWay: 'up',
    timing: 'lagging',
    owner: 'finance',
  },
  lines_per_order: {
    key: 'lines_per_order',
    name: 'Lines per order',
    meaning: 'How many different things are bought at once.',
    inWords: 'Goods lines above zero over orders. An order that the source gives as one sum has one line.',
    formula: { over: [sum('lines'), sum('orders')], without: 'no_orders' },
    unit: 'ratio',
    kind: 'ratio',
    goodWay: 'up',
    timing: 'lagging',
    owner: 'sales director',
  },
  active_accounts: {
    key: 'active_accounts',
    name: 'Active accounts',
    meaning: 'How many customers really bought in the period.',
    inWords: 'Distinct accounts whose net billing in the period is above zero.',
    formula: sum('active'),
    unit: 'count',
    kind: 'distinct',
    goodWay: 'up',
    timing: 'lagging',
    owner: 'sales director',
  },
  new_accounts: {
    key: 'new_accounts',
    name: 'New accounts',
    meaning: 'How many customers were billed for the first time ever.',
    inWords:
      'Distinct accounts whose first billing line falls in the period. Not reported in the ledger’s first 12 months, when every account would look new.',
    formula: sum('newAccounts'),
    unit: 'count',
    kind: 'distinct',
    goodWay: 'up',
    timing: 'leading',
    owner: 'sales director',
  },
  lost_accounts: {
    key: 'lost_accounts',
    name: 'Lost accounts',
    meaning: 'How many customers bought in the year before last year’s day, and not since.',
    inWords:
      'Distinct accounts active in the 12 months before the last 12, and not active in the last 12. Not reported until the ledger holds both.',
    formula: sum('lost'),
    unit: 'count',
    kind: 'distinct',
    goodWay: 'down',
    timing: 'lagging',
    owner: 'sales director',
  },
  top_account_share: {
    key: 'top_account_share',
    name: 'Share of the top account',
    meaning: 'How much hangs on the largest customer.',
    inWords: 'Billed revenue of the largest account over that of all lines that name their account.',
    formula: { over: [sum('topAccountNet'), sum('accountsNet')], without: 'no_accounts' },
    unit: 'ratio',
    kind: 'distinct',
    goodWay: 'down',
    timing: 'leading',
    owner: 'sales director',
    lacks: { ingredient: 'an account', covered: 'accountsNet', none: 'no_accounts' },
  },
  billing_per_salesperson: {
    key: 'billing_per_salesperson',
    name: 'Billing per salesperson',
    meaning: 'What a salesperson bills on average, those who billed nothing included.',
    inWords:
      'Billed revenue credited to people, over the people credited or with a quota in the period; the house’s is left out.',
    formula: { over: [sum('netOfPeople'), sum('sellers')], without: 'no_salespeople' },
    unit: 'money_per',
    kind: 'ratio',
    goodWay: 'up',
    timing: 'lagging',
    owner: 'sales director',
    lacks: { ingredient: 'a seller', covered: 'netOfPeople' },
  },
  quota: {
    key: 'quota',
    name: 'Quota',
    meaning: 'What people are to bill themselves in the period.',
    inWords: 'Sum of the quotas of the people in it.',
    formula: sum('quota'),
    needs: aQuota,
    unit: 'money',
    kind: 'adds',
    goodWay: 'none',
    timing: 'lagging',
    owner: 'sales director',
  },
  attainment: {
    key: 'attainment',
    name: 'Attainment',
    meaning: 'How much of the quota is billed. A team’s is the ratio of sums, not the mean of its people’s.',
    inWords: 'Billed revenue of those who have a quota in the period, over the sum of their quotas.',
    formula: { over: [sum('netWithQuota'), sum('quota')], without: 'no_quota' },
    unit: 'ratio',
    kind: 'ratio',
    goodWay: 'up',
    timing: 'lagging',
    owner: 'sales director',
    lacks: withQuota,
  },
  gap: {
    key: 'gap',
    name: 'Gap',
    meaning:
      'What is missing to the quota; below zero once it is passed. Who sold nothing has the whole quota as gap.',
    inWords: 'Quota less billed revenue of those who have a quota in the period.',
    formula: { minus: [sum('quota'), sum('netWithQuota')] },
    needs: aQuota,
    unit: 'money',
    kind: 'adds',
    goodWay: 'down',
    timing: 'lagging',
    owner: 'sales director',
    lacks: withQuota,
  },
  should_be_today: {
    key: 'should_be_today',
    name: 'Where we should be today',
    meaning:
      'What is usually billed of such a quota by this point of the period, measured on earlier periods.',
    inWords:
      'Quota times the share of a period usually billed by this point: of up to eight earlier periods together; a straight line by days only without history, and it says so.',
    formula: { paced: sum('quota') },
    needs: aQuota,
    unit: 'money',
    kind: 'derived',
    goodWay: 'none',
    timing: 'leading',
    owner: 'sales director',
  },
}

export const figureKeys = Object.keys(catalogue) as readonly FigureKey[]

export function isFigureKey(text: string): text is FigureKey {
  return Object.hasOwn(catalogue, text)
}
