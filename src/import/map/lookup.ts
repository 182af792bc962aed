import { Failure } from '#core/failure.ts'
import { asYes, type Compiled, type Context, textOf, Unfit } from '../expression/values.ts'
import type { Formula } from '../mapping/formula.ts'
import type { LookupPart } from '../mapping/schema.ts'
import type { Columns } from './columns.ts'
import { rowsOf } from './rows-of.ts'

/** A file kept in memory by a key, to take columns from. */
export class Lookup {
  private readonly name: string
  private readonly part: LookupPart
  private readonly columns: Columns
  private readonly rows = new Map<string, Context>()
  private readonly key: Compiled
  private readonly where: Compiled | undefined
  private readonly compileMatch: () => Compiled
  private match: Compiled | 'being compiled' | undefined

  constructor(of: {
    name: string
    part: LookupPart
    columns: Columns
    compileInside: (formula: Formula) => Compiled
    compileMatch: () => Compiled
  }) {
    this.name = of.name
    this.part = of.part
    this.columns = of.columns
    this.key = of.compileInside(of.part.key)
    this.where = of.part.where && of.compileInside(of.part.where)
    this.compileMatch = of.compileMatch
  }

  /** The match may name another lookup, and that one a third, but never in a ring. */
  prepare(): Compiled {
    if (this.match === 'being compiled')
      throw new Failure(
        'invalid',
        `The lookup ${this.name} needs itself to be found. Check the match of each lookup.`,
      )
    if (this.match) return this.match
    this.match = 'being compiled'
    return (this.match = this.compileMatch())
  }

  column(name: string): Compiled {
    const column = this.columns.column(name)
    const match = this.prepare()
    return {
      mark: column.mark,
      order: column.order,
      label: `${this.name}.${column.label}`,
      get: context => {
        const wanted = textOf(match.get(context))
        if (wanted === '') return null
        const row = this.rows.get(wanted)
        if (row) return column.get(row)
        if (this.part.required !== 'yes') return null
        throw new Unfit(match.label, wanted, `wanted a value that stands in ${this.columns.table.name}`)
      },
    }
  }

  async load(): Promise<string[]> {
    let twice = 0
    for await (const batch of rowsOf(this.columns.table, this.part.format))
      for (const row of batch) {
        const context = { cells: this.columns.keep(row) }
        if (this.where && !asYes(this.where, context)) continue
        const key = textOf(this.key.get(context))
        if (key === '') continue
        if (this.rows.has(key)) twice++
        this.rows.set(key, context)
      }
    return twice === 0
      ? []
      : [
          `Lookup ${this.name}: ${twice} rows of ${this.columns.table.name} repeat a key; the last one of each counts.`,
        ]
  }
}
