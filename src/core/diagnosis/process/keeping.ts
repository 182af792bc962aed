import { type Day, daysBetween } from '#core/calendar/index.ts'
import {
  type Interval,
  type Lasting,
  type Median,
  medianLasting,
  quantile,
  wilson,
} from '#core/stats/index.ts'
import { type AccountBilling, netIn, type Slices, within } from './account-states.ts'

/** An account's first order of the span looked at, and its next. */
export type OrderWait = {
  readonly account: string
  readonly first: Day
  readonly next: Day | null
  /** That first order is its first ever. */
  readonly isNew: boolean
}
export type Activities = {
  readonly account: string
  readonly kind: string
  readonly slice: number
  readonly count: number
}

export type Keeping = {
  readonly size: 'all' | 'large' | 'middle' | 'small'
  /** Active in the twelve months before the last twelve, and of them active since. */
  readonly accounts: number
  readonly kept: Interval
  /** Days from an order to the next. */
  readonly wait: Median
  /** Activities a year on one account: in the year it bought, and in the year since. Null: none were recorded at all. */
  readonly effort: { readonly kept: Effort; readonly lost: Effort } | null
}
export type Effort = {
  readonly accounts: number
  readonly before: number
  readonly since: number
  /** Share of the accounts with any activity in either year. */
  readonly touched: Interval | null
  readonly kinds: readonly { readonly kind: string; readonly before: number; readonly since: number }[]
}

/** Fewer accounts than this in a third say nothing by size. */
const fewestForSizes = 30

/**
 * What it takes to keep an account buying: of those active in the year before last, how many still are, how long they
 * wait from order to order, and what was done for those kept and those lost; whole, and by thirds of size in the year
 * before last, so that having been lost makes no account small.
 * @see Wilson 1927 (share kept); Kaplan & Meier 1958, Brookmeyer & Crowley 1982 (waiting). Each account gives one
 *      wait, its first of the span: waits of one account are alike, and many of a busy one would speak for all
 */
export function keeping(of: {
  accounts: readonly AccountBilling[]
  before: Slices
  last: Slices
  waits: readonly OrderWait[]
  activities: readonly Activities[]
  /** The last day that billing is known of. */
  until: Day
}): Keeping[] {
  const bought = of.accounts
    .map(({ id, nets }) => ({ id, size: netIn(nets, of.before), kept: netIn(nets, of.last) > 0 }))
    .filter(({ size }) => size > 0)
  if (bought.length === 0) return []
  const sizes = bought.map(({ size }) => size)
  const [lower, upper] = [quantile(sizes, 1 / 3)!, quantile(sizes, 2 / 3)!]
  const waits = new Map(of.waits.map(wait => [wait.account, wait]))
  const years = { before: of.before, since: of.last }
  const counted = of.activities.filter(({ slice }) => within(slice, of.before) || within(slice, of.last))
  const done = Map.groupBy(counted, ({ account }) => account)
  const told = (size: Keeping['size'], own: typeof bought): Keeping => ({
    size,
    accounts: own.length,
    kept: wilson(own.filter(({ kept }) => kept).length, own.length) as Interval,
    wait: medianLasting(own.flatMap(({ id }) => lasting(waits.get(id), of.until))),
    effort:
      of.activities.length === 0
        ? null
        : {
            kept: effortOn(
              own.filter(({ kept }) => kept),
              { done, years },
            ),
            lost: effortOn(
              own.filter(({ kept }) => !kept),
              { done, years },
            ),
          },
  })
  const whole = told('all', bought)
  if (bought.length < fewestForSizes || lower === upper) return [whole]
  return [
    whole,
    told(
      'large',
      bought.filter(({ size }) => size > upper),
    ),
    told(
      'middle',
      bought.filter(({ size }) => size > lower && size <= upper),
    ),
    told(
      'small',
      bought.filter(({ size }) => size <= lower),
    ),
  ]
}

/** From the very first order to the second, of accounts that were new in the span. */
export function secondOrder(waits: readonly OrderWait[], until: Day): Median {
  return medianLasting(waits.filter(({ isNew }) => isNew).flatMap(wait => lasting(wait, until)))
}

function lasting(wait: OrderWait | undefined, until: Day): Lasting[] {
  if (!wait) return []
  return [{ days: daysBetween(wait.first, wait.next ?? until), ended: wait.next !== null }]
}

function effortOn(
  accounts: readonly { id: string }[],
  of: {
    done: ReadonlyMap<string, readonly Activities[]>
    years: Readonly<Record<'before' | 'since', Slices>>
  },
): Effort {
  const own = accounts.flatMap(({ id }) => of.done.get(id) ?? [])
  const each = (some: readonly Activities[], year: 'before' | 'since') => {
    const then = some.filter(({ slice }) => within(slice, of.years[year]))
    return accounts.length === 0 ? 0 : then.reduce((sum, { count }) => sum + count, 0) / accounts.length
  }
  const touched = wilson(accounts.filter(({ id }) => of.done.has(id)).length, accounts.length)
  return {
    accounts: accounts.length,
    before: each(own, 'before'),
    since: each(own, 'since'),
    touched: 'none' in touched ? null : touched,
    kinds: [...Map.groupBy(own, ({ kind }) => kind)]
      .map(([kind, some]) => ({ kind, before: each(some, 'before'), since: each(some, 'since') }))
      .toSorted((a, b) => b.before + b.since - a.before - a.since || (a.kind < b.kind ? -1 : 1)),
  }
}

/** Activities on each account that was active in a period, period by period. */
export function effortByPeriod(of: {
  accounts: readonly AccountBilling[]
  activities: readonly Activities[]
  periods: readonly Slices[]
}): { active: number; activities: number }[] {
  const nets = new Map(of.accounts.map(account => [account.id, account.nets]))
  const isActive = (account: string, period: Slices) => netIn(nets.get(account) ?? new Map(), period) > 0
  return of.periods.map(period => ({
    active: of.accounts.filter(account => netIn(account.nets, period) > 0).length,
    activities: of.activities
      .filter(({ account, slice }) => within(slice, period) && isActive(account, period))
      .reduce((sum, { count }) => sum + count, 0),
  }))
}
