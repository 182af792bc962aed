import type { LineKind } from '#core/ledger/kinds.ts'
import { type Minor, minor, zero } from '#core/money/index.ts'
import type { WorkSums } from './work.ts'

/**
 * What adds up: over people, accounts, product lines, days. Minor units of the reporting currency, of lines
 * that count as billing. Each `…With…` is the billing of those lines alone that have the ingredient.
 */
export type AddingSums = {
  readonly net: Minor
  readonly netWithCost: Minor
  readonly cost: Minor
  readonly netWithList: Minor
  readonly list: Minor
  readonly discount: Minor
  /** Billing that names its account. */
  readonly accountsNet: Minor
  /** Billing credited to people, not to the house. */
  readonly netOfPeople: Minor
  /** Billing of those people who have a quota in the period; quota and this stand side by side. */
  readonly netWithQuota: Minor
  readonly quota: Minor
}

/** What is counted once however often it occurs, so that a team's is not the sum of its people's. */
export type DistinctSums = {
  /** Distinct invoices with a line that `countsAsOrder`. */
  readonly orders: number
  /** Distinct lines that `countsAsOrder`. */
  readonly lines: number
  /** Distinct accounts whose net billing is above zero. */
  readonly active: number
  /** Null in the ledger's first 12 months (`tellsNewAccounts`), when every account would look new. */
  readonly newAccounts: number | null
  /** Null until the ledger holds the 24 months that the question is about (`lostWindows`). */
  readonly lost: number | null
  /** Billing of the largest account. */
  readonly topAccountNet: Minor
  /** People credited with a line in the period, and those with a quota in it whether or not they sold. */
  readonly sellers: number
}

export type BaseSums = AddingSums & DistinctSums & { readonly work: WorkSums }
export type SumKey = keyof (AddingSums & DistinctSums)

const nothingAdded: AddingSums = {
  net: zero,
  netWithCost: zero,
  cost: zero,
  netWithList: zero,
  list: zero,
  discount: zero,
  accountsNet: zero,
  netOfPeople: zero,
  netWithQuota: zero,
  quota: zero,
}

const nothingCounted: DistinctSums = {
  orders: 0,
  lines: 0,
  active: 0,
  newAccounts: 0,
  lost: 0,
  topAccountNet: zero,
  sellers: 0,
}

export const noSums: BaseSums = { ...nothingAdded, ...nothingCounted, work: {} }
export const addingKeys = Object.keys(nothingAdded) as readonly (keyof AddingSums)[]

/** A team's adding sums are those of its parts. The distinct ones must be counted anew for the team. */
export function addSums(parts: Iterable<AddingSums>): AddingSums {
  const total: Record<keyof AddingSums, Minor> = { ...nothingAdded }
  for (const part of parts) for (const key of addingKeys) total[key] = minor(total[key] + part[key])
  return total
}

/**
 * Billed revenue is without tax and freight: a charge (postage, a bank fee) stays in the ledger and its
 * control total but is no billing. Credit notes take off; adjustments go either way.
 */
export function countsAsBilling(line: { kind: LineKind }): boolean {
  return line.kind !== 'charge'
}

/**
 * An order is an invoice with at least one goods line above zero, with a product or without: online orders
 * come as a single sum. A credit note or an adjustment alone is no order, nor are goods given away.
 */
export function countsAsOrder(line: { kind: LineKind; net: Minor }): boolean {
  return line.kind === 'goods' && line.net > 0
}
