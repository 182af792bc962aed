import { Failure } from '#core/failure.ts'
import type { Compiled } from '../expression/values.ts'
import { didYouMean } from '../near.ts'
import { type DayForm, type DayOrder, guessDays } from '../read/days.ts'
import { columnsOf, type DecimalMark } from '../read/numbers.ts'
import type { FileHints, Table, TableRow } from '../read/table.ts'

/**
 * The columns of one file as an expression sees them. Files kept in memory keep only the columns somebody
 * asked for, so what is asked must be asked before the first row is read.
 */
export class Columns {
  readonly table: Table
  private readonly hints: FileHints
  private readonly empty: ReadonlySet<string>
  private readonly longestEmpty: number
  private readonly slots: number[] = []
  private readonly keepAll: boolean

  constructor(of: { table: Table; hints: FileHints; empty: readonly string[]; keepAll: boolean }) {
    this.table = of.table
    this.hints = of.hints
    this.empty = new Set(of.empty.map(text => text.toLowerCase()))
    this.longestEmpty = Math.max(0, ...of.empty.map(text => text.length))
    this.keepAll = of.keepAll
  }

  /** Exact name, else the same in other letters' case. */
  indexOf(name: string): number | undefined {
    const exact = this.table.columns.indexOf(name)
    if (exact !== -1) return exact
    const wanted = name.trim().toLowerCase()
    const loose = this.table.columns.findIndex(column => column.toLowerCase() === wanted)
    return loose === -1 ? undefined : loose
  }

  column(name: string): Compiled {
    const index = this.indexOf(name)
    if (index === undefined) throw this.unknown(name)
    const slot = this.slotOf(index)
    const label = this.table.columns[index]!
    let order: { is: DayOrder | undefined } | undefined
    return {
      label,
      get: context => this.cell(context.cells[slot]),
      mark: () => this.markOf(index),
      order: () => (order ??= { is: this.orderOf(index) }).is,
    }
  }

  unknown(name: string): Failure {
    const { columns, name: file } = this.table
    return new Failure(
      'invalid',
      `${file} has no column “${name}”.${didYouMean(name, columns)} Its columns are ${columns.slice(0, 40).join(', ')}.`,
    )
  }

  /** Only the cells that are needed. */
  keep(row: TableRow): readonly string[] {
    return this.keepAll ? row.cells : this.slots.map(index => row.cells[index] ?? '')
  }

  private slotOf(index: number): number {
    if (this.keepAll) return index
    const known = this.slots.indexOf(index)
    return known === -1 ? this.slots.push(index) - 1 : known
  }

  private cell(raw: string | undefined): string | null {
    if (raw === undefined) return null
    const text = raw.trim()
    if (text === '') return null
    return text.length <= this.longestEmpty && this.empty.has(text.toLowerCase()) ? null : text
  }

  private markOf(index: number): DecimalMark {
    const form = this.table.numbers
    if (form !== 'ambiguous') return form
    const unclear = this.samplesOf(index).find(cell => /[.,]/.test(cell))
    if (unclear === undefined) return '.'
    throw new Failure(
      'invalid',
      `${this.table.name}, ${this.table.columns[index]}: “${unclear}” can be read with a decimal point or a decimal comma. ` +
        'Say `decimal: point` or `decimal: comma` under `format` in the mapping.',
    )
  }

  private orderOf(index: number): DayOrder | undefined {
    if (this.hints.dates) return this.hints.dates
    const cells = this.samplesOf(index)
    const form: DayForm | undefined = guessDays(cells)
    if (form !== 'ambiguous') return form === 'iso' ? undefined : form
    throw new Failure(
      'invalid',
      `${this.table.name}, ${this.table.columns[index]}: “${cells[0]}” can be read day first or month first. ` +
        'Say `dates: dmy` or `dates: mdy` under `format` in the mapping.',
    )
  }

  private samplesOf(index: number): readonly string[] {
    return columnsOf(this.table.samples, this.table.columns.length)[index] ?? []
  }
}
