import { minor } from '#core/money/index.ts'
import type { ImportKind } from '#core/ledger/kinds.ts'
import { DistinctCount, hashOf } from './distinct-count.ts'
import { ExactSum } from './exact-sum.ts'
import type { Amount } from './values.ts'

/** A control total: what the file says, and what it is after rounding to minor units. */
export type Totals = {
  readonly documents: number
  /** Exact, as read, in major units: '109846381.4039'. */
  readonly read: string
  /** The same rounded document by document (line by line where lines are all there is), in minor units. */
  readonly rounded: number
}

export type CurrencyTotals = {
  readonly currency: string
  readonly all: Totals
  /** With a seller named, and without. A document whose lines differ counts in both. */
  readonly sold: Totals
  readonly unsold: Totals
}

export type Tally = {
  /** Rows of the imported file (documents, where lines stand in another). */
  readonly read: number
  readonly leftOut: number
  /** Rows that stay out, with their reason. */
  readonly refused: number
  /** Rows handed on; more than read where documents have lines, fewer where repeated ones count once. */
  readonly taken: number
  readonly repeated: number
  /** The file of lines, if there is one. `unmatched` belong to no document that was read. */
  readonly lines: { readonly read: number; readonly leftOut: number; readonly unmatched: number } | undefined
  readonly documents: number
  readonly totals: readonly CurrencyTotals[]
  /** What else the reader of the report should know, in sentences. */
  readonly notes: readonly string[]
}

/** Which field is added up, by kind. */
export const amountField: Partial<Record<ImportKind, string>> = {
  billing: 'net',
  quotas: 'amount',
  opportunities: 'amount',
}

/** Counts while rows go by. */
export class Counter {
  read = 0
  leftOut = 0
  refused = 0
  taken = 0
  repeated = 0
  lines: { read: number; leftOut: number; unmatched: number } | undefined
  readonly notes: string[] = []
  private readonly documents = new DistinctCount()
  private readonly totals = new Map<string, { all: Sum; sold: Sum; unsold: Sum }>()

  add(of: { document: string | undefined; currency: string; amount: Amount | undefined; sold: boolean }) {
    const document = of.document === undefined ? undefined : hashOf(of.document)
    if (document !== undefined) this.documents.addHash(document)
    if (!of.amount) return
    let total = this.totals.get(of.currency)
    if (!total) this.totals.set(of.currency, (total = { all: new Sum(), sold: new Sum(), unsold: new Sum() }))
    total.all.add(document, of.amount)
    total[of.sold ? 'sold' : 'unsold'].add(document, of.amount)
  }

  snapshot(): Tally {
    return {
      read: this.read,
      leftOut: this.leftOut,
      refused: this.refused,
      taken: this.taken,
      repeated: this.repeated,
      lines: this.lines && { ...this.lines },
      documents: this.documents.count,
      totals: [...this.totals].map(([currency, { all, sold, unsold }]) => ({
        currency,
        all: all.totals,
        sold: sold.totals,
        unsold: unsold.totals,
      })),
      notes: [...this.notes],
    }
  }
}

class Sum {
  private readonly documents = new DistinctCount()
  private readonly read = new ExactSum()
  private rounded = 0

  add(document: number | undefined, amount: Amount) {
    if (document !== undefined) this.documents.addHash(document)
    this.read.add(amount.read)
    this.rounded = minor(this.rounded + amount.minor)
  }

  get totals(): Totals {
    return { documents: this.documents.count, read: this.read.text, rounded: this.rounded }
  }
}
