import type { ImportKind } from '#core/ledger/kinds.ts'
import { asYes, type Compiled, type Context, Unfit } from '../expression/values.ts'
import type { Mapping } from '../mapping/parse.ts'
import type { TableRow } from '../read/table.ts'
import { asRow, Fields, type Draft } from './fields.ts'
import type { Item, Refused } from './item.ts'
import { Keys } from './key.ts'
import type { Scope } from './scope.ts'
import { amountField, type Counter } from './tally.ts'

/** Reads one row of the main file: a row of the kind, nothing (left out), or a refusal. */
export class RowReader {
  private readonly kind: ImportKind
  private readonly fields: Fields
  private readonly where: Compiled | undefined
  private readonly keys: Keys
  private readonly width: number
  private readonly start: { row: Record<string, unknown>; currency: string }
  private readonly counter: Counter

  constructor(of: { mapping: Mapping; scope: Scope; currency: string; counter: Counter }) {
    this.kind = of.mapping.into
    this.fields = new Fields(of.mapping.into, of.mapping, of.scope)
    this.where = of.mapping.where && of.scope.compile(of.mapping.where, 'where')
    this.keys = new Keys(of.mapping.into, of.mapping.key, of.scope)
    this.width = of.scope.columns.table.columns.length
    this.start = { row: {}, currency: of.currency }
    this.counter = of.counter
  }

  /** `make` turns the draft into what is handed on; what it throws as `Unfit` is a refusal as well. */
  read<T>(row: TableRow, make: (draft: Draft, context: Context) => T): T | Refused | undefined {
    this.counter.read++
    try {
      checkWidth(row, this.width)
      const context = { cells: row.cells }
      if (this.where && !asYes(this.where, context)) {
        this.counter.leftOut++
        return undefined
      }
      return make(this.fields.read(context, this.start), context)
    } catch (error) {
      if (!(error instanceof Unfit)) throw error
      this.counter.refused++
      return { line: row.line, refusal: { column: error.column, value: error.value, reason: error.reason } }
    }
  }

  /** A row that is complete in itself. */
  readRow(row: TableRow): Item | undefined {
    return this.read(row, (draft, context) => {
      const key = this.keys.of(draft.row, context)
      this.count(draft)
      this.counter.taken++
      return { line: row.line, key, kind: this.kind, row: asRow(draft) }
    })
  }

  count(draft: Draft) {
    const { invoice, sellers } = draft.row
    const field = amountField[this.kind]
    this.counter.add({
      document: typeof invoice === 'string' ? invoice : undefined,
      currency: draft.currency,
      amount: field === undefined ? undefined : draft.amounts[field],
      sold: sellers !== undefined || this.kind !== 'billing',
    })
  }
}

export function checkWidth(row: TableRow, width: number) {
  const has = row.cells.length
  if (has === width) return
  const reason = `the line has ${has} cells where the header has ${width}; is a delimiter or quotation mark inside a text?`
  throw new Unfit('', row.cells.join(' ¦ ').slice(0, 80), reason)
}
