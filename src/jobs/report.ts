import type { Facts } from '#actions/ledger/keeping.ts'
import type { ImportReport } from '#contract/ledger/imports.ts'
import { decimal, fromMinor, type Minor } from '#core/money/index.ts'
import type { CurrencyTotals, Tally, Totals } from '#import/index.ts'

/** What a reader of an import wants to know: what the file said (`tally`) and what the ledger made of it (`facts`). */
export function reportOf(tally: Tally, facts: Facts, kind: string): ImportReport {
  const { refused, notes, ...rest } = facts
  const billing = kind === 'billing'
  return {
    ...rest,
    rowsRead: tally.read,
    rowsTaken: Math.max(0, tally.taken - refused),
    rowsRefused: tally.refused + refused,
    rowsLeftOut: tally.leftOut,
    documents: billing ? tally.documents : null,
    control: tally.totals.flatMap(total => controlsOf(total, billing)),
    rounding: roundingOf(tally.totals),
    notes: [...tally.notes, ...repeated(tally), ...notes],
  }
}

function controlsOf(of: CurrencyTotals, billing: boolean): ImportReport['control'] {
  const control = (name: string, total: Totals) => ({
    name,
    read: total.read,
    rounded: inMajor(total.rounded, of.currency),
    currency: of.currency,
    rows: total.documents,
  })
  if (!billing) return [control('amount', of.all)]
  return [
    control('net', of.all),
    control('net with sellers', of.sold),
    control('net without sellers', of.unsold),
  ]
}

/** What rounding to minor units added, over all; several currencies have no sum. */
function roundingOf([only, ...others]: readonly CurrencyTotals[]): string | null {
  if (!only || others.length > 0) return null
  const read = decimal.parseDecimal(only.all.read)
  const rounded = decimal.parseDecimal(inMajor(only.all.rounded, only.currency))
  return read && rounded ? decimal.format(decimal.sub(rounded, read)) : null
}

function inMajor(amount: number, currency: string): string {
  const text = fromMinor(amount as Minor, currency)
  return typeof text === 'string' ? text : String(amount)
}

const repeated = ({ repeated: n }: Tally) =>
  n > 0 ? [`Rows that name the same one again, taken once: ${n}.`] : []
