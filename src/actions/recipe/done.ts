import type { KeeperScope } from '#access/scope.ts'
import { addDays, daysBetween, type Range } from '#core/calendar/index.ts'
import type { Counted, Done } from '#core/recipe/index.ts'
import type { SumRow } from '#db/figures/sums.ts'
import type { WorkRow } from '#db/figures/work.ts'
import { orderAmounts, quotasAndBilling, wonDeals } from '#db/recipe/work.ts'
import type { Db } from '#db/scope.ts'

/** Months that a person's rates stand on, and those that "lately" means. */
const year = 12
const lately = 3

/** With fewer wins a year, deals say less of the way to billing than its orders do. */
const enoughWon = 10

type Counts = (person: string, what: string, months: number) => number

/**
 * What each person did in the last twelve months. Where enough deals are won the way to billing is activities, opportunities,
 * wins; else customers who buy and their orders.
 */
export async function doneOf(
  db: Db,
  scope: KeeperScope,
  of: {
    sellers: readonly { id: string }[]
    months: readonly Range[]
    sums: readonly SumRow[]
    work: readonly WorkRow[]
  },
): Promise<Done[]> {
  const { months } = of
  if (months.length === 0) return []
  const past = (count: number): Range => ({
    from: months.at(-count)?.from ?? months[0]!.from,
    to: months.at(-1)!.to,
  })
  const range = past(year)
  const weeks = (count: number) => daysBetween(past(count).from, addDays(past(count).to, 1)) / 7
  const counts = countsOf(of)
  const quotas = await quotasAndBilling(db, scope, range)
  const won = await wonDeals(db, scope, range)
  const byDeals = [...won.values()].reduce((sum, { amounts }) => sum + amounts.length, 0) >= enoughWon
  const orders = byDeals ? new Map<string, number[]>() : await orderAmounts(db, scope, range)
  const names = byDeals ? stepsOfDeals(of, counts) : ['active_accounts', 'orders']
  const anyBilled = of.sellers.some(({ id }) => counts(id, 'billed', year) > 0)
  const worth = (id: string) =>
    anyBilled
      ? counts(id, 'billed', year)
      : (won.get(id)?.amounts ?? []).reduce((sum, amount) => sum + amount, 0)
  return of.sellers.map(({ id }): Done => {
    const quota = quotas.get(id)
    return {
      id,
      billed: worth(id),
      reached: quota && quota.quota > 0 ? quota.billed >= quota.quota : null,
      amounts: (byDeals ? won.get(id)?.amounts : orders.get(id)) ?? [],
      days: byDeals ? (won.get(id)?.days ?? []) : [],
      steps: Object.fromEntries(names.map((name, n) => [name, step(id, names, n, counts)])),
      perWeek: Object.fromEntries(
        names.map(name => [
          name,
          { year: counts(id, name, year) / weeks(year), lately: counts(id, name, lately) / weeks(lately) },
        ]),
      ),
    }
  })
}

/** Steps are called by the figures that count them, so that each opens to what it counts. */
const figureOf = (measure: string) => (measure === 'created' ? 'opportunities_created' : measure)

function countsOf(of: {
  months: readonly Range[]
  sums: readonly SumRow[]
  work: readonly WorkRow[]
}): Counts {
  const counts = new Map<string, number[]>()
  const add = (key: string, range: number, count: number) => {
    const own = counts.get(key) ?? of.months.map(() => 0)
    own[range]! += count
    counts.set(key, own)
  }
  for (const { key, range, orders, active, net } of of.sums) {
    add(`${key} orders`, range, orders)
    add(`${key} active_accounts`, range, active)
    add(`${key} billed`, range, net)
  }
  for (const { key, measure, range, things } of of.work) add(`${key} ${figureOf(measure)}`, range, things)
  return (person, what, months) =>
    (counts.get(`${person} ${what}`) ?? []).slice(-months).reduce((sum, count) => sum + count, 0)
}

/** Kinds of activity of which there are more than opportunities come before these, the most frequent first. */
function stepsOfDeals(
  of: { sellers: readonly { id: string }[]; work: readonly WorkRow[] },
  counts: Counts,
): string[] {
  const total = (what: string) => of.sellers.reduce((sum, { id }) => sum + counts(id, what, year), 0)
  const opportunities = total('opportunities_created')
  const kinds = [...new Set(of.work.map(({ measure }) => measure))].filter(
    what => what.startsWith('activity:') && total(what) >= opportunities,
  )
  return [...kinds.toSorted((a, b) => total(b) - total(a)).slice(0, 3), 'opportunities_created']
}

function step(id: string, names: readonly string[], n: number, counts: Counts): Counted {
  const name = names[n]!
  const count = (what: string) => counts(id, what, year)
  if (name === 'orders') return { as: 'whole', tried: count('orders'), went: count('orders') }
  if (name === 'active_accounts')
    return { as: 'brings', tried: count('orders'), went: Math.min(count(name), count('orders')) }
  if (name === 'opportunities_created')
    return { as: 'share', tried: count('won') + count('lost'), went: count('won') }
  const next = count(names[n + 1]!)
  return { as: 'share', tried: count(name), went: Math.min(next, count(name)) }
}
