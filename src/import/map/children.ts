import { asYes, type Compiled, type Context, textOf, Unfit } from '../expression/values.ts'
import type { LinesPart } from '../mapping/schema.ts'
import type { Columns } from './columns.ts'
import { rowsOf } from './rows-of.ts'
import { checkWidth } from './rows.ts'
import { Scope } from './scope.ts'
import type { Counter } from './tally.ts'

export type Child = {
  readonly line: number
  readonly cells: readonly string[]
  readonly torn: Unfit | undefined
}

/**
 * The lines of all documents, by document. They are kept in memory, only with the columns that are used:
 * the two files need not be in the same order.
 */
export class Children {
  private readonly byDocument = new Map<string, Child[]>()
  private readonly columns: Columns
  private readonly part: LinesPart
  private readonly key: Compiled
  private readonly where: Compiled | undefined
  private readonly counted = { read: 0, leftOut: 0, unmatched: 0 }

  constructor(columns: Columns, part: LinesPart, counter: Counter) {
    this.columns = columns
    this.part = part
    const own = new Scope(columns)
    this.key = own.compile(part.key, 'lines.key')
    this.where = part.where && own.compile(part.where, 'lines.where')
    counter.lines = this.counted
  }

  async load() {
    const width = this.columns.table.columns.length
    for await (const batch of rowsOf(this.columns.table, this.part.format))
      for (const row of batch) {
        this.counted.read++
        const context: Context = { cells: this.columns.keep(row) }
        if (this.where && !asYes(this.where, context)) {
          this.counted.leftOut++
          continue
        }
        this.counted.unmatched++
        this.keep(textOf(this.key.get(context)), {
          line: row.line,
          cells: context.cells,
          torn: torn(() => checkWidth(row, width)),
        })
      }
  }

  /** The lines of a document; each is given out once. */
  take(document: string): readonly Child[] {
    const lines = this.byDocument.get(document) ?? []
    this.byDocument.delete(document)
    this.counted.unmatched -= lines.length
    return lines
  }

  private keep(document: string, child: Child) {
    const lines = this.byDocument.get(document)
    if (lines) lines.push(child)
    else this.byDocument.set(document, [child])
  }
}

function torn(check: () => void): Unfit | undefined {
  try {
    check()
    return undefined
  } catch (error) {
    if (error instanceof Unfit) return error
    throw error
  }
}
