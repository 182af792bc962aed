import { Failure } from '#core/failure.ts'
import { compile } from '../expression/compile.ts'
import type { Compiled, Context } from '../expression/values.ts'
import { couldBeColumn, type Formula } from '../mapping/formula.ts'
import type { LookupPart } from '../mapping/schema.ts'
import { didYouMean } from '../near.ts'
import type { Columns } from './columns.ts'
import { Lookup } from './lookup.ts'

/** Everything a formula can name: the file's columns, its lookups, and for lines the document they belong to. */
export class Scope {
  readonly columns: Columns
  private readonly lookups = new Map<string, Lookup>()
  private readonly document: Scope | undefined

  constructor(columns: Columns, document?: Scope) {
    this.columns = columns
    this.document = document
  }

  addLookup(name: string, part: LookupPart, columns: Columns) {
    const inside = new Scope(columns)
    this.lookups.set(
      name,
      new Lookup({
        name,
        part,
        columns,
        compileInside: formula => inside.compile(formula, name),
        compileMatch: () => this.compile(part.match, `lookups.${name}.match`),
      }),
    )
  }

  /** Compiles what each lookup needs, so that files are read with the columns that are asked of them. */
  prepareLookups() {
    for (const lookup of this.lookups.values()) lookup.prepare()
  }

  async loadLookups(): Promise<string[]> {
    const notes: string[] = []
    for (const lookup of this.lookups.values()) notes.push(...(await lookup.load()))
    return notes
  }

  /** `place` is where in the mapping the formula stands, for the sentence. */
  compile(formula: Formula, place: string): Compiled {
    const name = formula.text.replace(/\s+/g, ' ').trim()
    const isText = 'node' in formula && formula.node.is === 'text'
    if (!isText && this.columns.indexOf(name) !== undefined) return this.columns.column(name)
    if ('slip' in formula) {
      const hint = couldBeColumn(name) ? ` ${this.columns.unknown(name).message}` : ''
      throw new Failure('invalid', `${place}: “${formula.text}” cannot be read: ${formula.slip}.${hint}`)
    }
    return compile(formula.node, (column, of) => this.resolve(column, of, place), {
      mark: () => '.',
      order: () => undefined,
    })
  }

  private resolve(column: string, of: string | undefined, place: string): Compiled {
    if (of === undefined) return this.columns.column(column)
    const lookup = this.lookups.get(of)
    if (lookup) return lookup.column(column)
    if (this.document) {
      if (of === 'document') return fromDocument(this.document.columns.column(column))
      if (this.document.lookups.has(of)) return fromDocument(this.document.lookups.get(of)!.column(column))
    }
    const names = [
      ...this.lookups.keys(),
      ...(this.document ? ['document', ...this.document.lookups.keys()] : []),
    ]
    throw new Failure(
      'invalid',
      `${place}: there is no lookup “${of}”.${didYouMean(of, names)} A column's name with a point in it goes in brackets: [${of}.${column}].`,
    )
  }
}

function fromDocument(column: Compiled): Compiled {
  return { ...column, get: (context: Context) => column.get(context.document!) }
}
