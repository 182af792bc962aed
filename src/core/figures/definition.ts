import type { Day } from '#core/calendar/index.ts'
import type { AddingSums, SumKey } from './sums.ts'
import type { Measure, WorkSum } from './work.ts'

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
  | 'opportunities_created'
  | 'opportunities_won'
  | 'opportunities_lost'
  | 'won_amount'
  | 'win_rate'
  | 'average_deal'
  | 'days_to_win'
  | 'activities'

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
  | 'no_opportunities'
  | 'no_activities'
  | 'before_opportunities'
  | 'before_activities'
  | 'none_decided'
  | 'none_won'
  | 'too_few_people'
  | 'nothing_below'
  | 'not_defined'

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
  no_opportunities: 'No opportunities are imported yet.',
  no_activities: 'No activities are imported yet.',
  before_opportunities: 'No opportunities are known from so early.',
  before_activities: 'No activities are known from so early.',
  none_decided: 'No opportunity was won or lost.',
  none_won: 'No opportunity was won that says this.',
  too_few_people: 'Fewer than four people stand behind it, so that it would tell who did what.',
  nothing_below: 'There was nothing to divide by.',
  not_defined: 'This figure was not defined then.',
}

/** A figure as structure over the base sums; `computeFigure` reads it, the definition screen shows it. */
export type Formula =
  | { readonly sum: SumKey }
  | { readonly minus: readonly [Formula, Formula] }
  | { readonly plus: readonly [Formula, Formula] }
  /** A ratio exists where its lower part is above zero. */
  | { readonly over: readonly [Formula, Formula]; readonly without: Reason }
  /** The target times the share of a period usually billed by this point (pace.ts). */
  | { readonly paced: Formula }
  /** Deals or activities, by the id of one of the figure's measures. */
  | { readonly work: string; readonly take: keyof WorkSum }

/** What a figure may be broken down or narrowed by, beside people and teams. */
export type Way = 'account' | 'product_line' | 'category' | 'channel' | 'territory'

export type FigureDefinition = {
  /** Of the catalogue (FigureKey), activity:KIND or own:ID. */
  readonly key: string
  readonly name: string
  readonly meaning: string
  readonly inWords: string
  readonly formula: Formula
  /** A `ratio` is a share of something; a `number` and `days` are not. */
  readonly unit: 'money' | 'money_per' | 'count' | 'ratio' | 'number' | 'days'
  /** Does a team's value add up from its people's, is it a ratio of two that do, counted anew, or derived? */
  readonly kind: 'adds' | 'ratio' | 'distinct' | 'derived'
  readonly goodWay: 'up' | 'down' | 'none'
  readonly timing: 'leading' | 'lagging'
  /** Who answers for the definition. */
  readonly owner: string
  /** Which break-downs beside people it has; absent: all. An account has no quota and a deal no channel. */
  readonly ways?: readonly Way[]
  /** What its formula counts of deals and activities. */
  readonly measures?: readonly Measure[]
  /** Defined by the organisation itself: which version, from which day on. */
  readonly own?: { readonly id: string; readonly version: number; readonly from: Day }
  /** Without this the figure has no value, rather than a nought that says something else. */
  readonly needs?: { readonly sum: SumKey; readonly none: Reason }
  /** The ingredient that some lines may lack: those leave both sides, and the covered share stands beside. */
  readonly lacks?: { readonly ingredient: string; readonly covered: keyof AddingSums; readonly none?: Reason }
}
