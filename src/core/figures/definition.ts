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

/** The same in a sentence, for whoever reads the empty place. */
export const reasons: Readonly<Record<Reason, string>> = {
  no_billing: 'Nothing was billed.',
  no_orders: 'There was no order.',
  no_accounts: 'No billing names its account.',
  no_salespeople: 'Nobody sold or had a quota.',
  no_quota: 'There is no quota.',
  no_cost: 'No billed line states its cost.',
  no_list_price: 'No billed line states its list price.',
  ledger_too_young: 'The ledger does not reach back far enough.',
  no_pace: 'There is no earlier period to measure the pace on.',
}

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
