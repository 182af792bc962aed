import type { DayOrder } from './days.ts'
import type { DecimalMark, NumberForm } from './numbers.ts'
import type { Delimiter } from './delimiter.ts'
import type { Encoding } from './encoding.ts'

/** What is known beforehand about a file; everything absent is guessed. */
export type FileHints = {
  readonly encoding?: Encoding
  readonly delimiter?: Delimiter
  readonly decimal?: DecimalMark
  readonly dates?: DayOrder
  /** Physical lines above the header. */
  readonly skip?: number
  /** Sheet of a workbook, by name or by place from 1. */
  readonly sheet?: string
}

/** One row: `line` is the physical line of the file (or row of the sheet) where it begins, from 1. */
export type TableRow = { readonly line: number; readonly cells: readonly string[] }

export type TableFormat =
  | { readonly type: 'text'; readonly encoding: Encoding; readonly delimiter: Delimiter }
  | { readonly type: 'xlsx'; readonly sheet: string }

export type Table = {
  readonly name: string
  readonly format: TableFormat
  readonly columns: readonly string[]
  /** First rows, for guessing and for showing. */
  readonly samples: readonly TableRow[]
  readonly numbers: NumberForm
  /** In batches; may be read once. Blank lines are left out, ragged ones are not: who maps refuses them. */
  readonly rows: AsyncIterable<readonly TableRow[]>
  /** How much of it has been read, of 1; 0 where nobody knows how long it is. */
  share(): number
  close(): void
}
