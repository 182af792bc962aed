import { toMinor } from '#core/money/index.ts'
import { type Compiled, type Context, textOf, Unfit } from '../expression/values.ts'
import type { Mapping } from '../mapping/parse.ts'
import type { LinesPart } from '../mapping/schema.ts'
import type { TableRow } from '../read/table.ts'
import { type Child, Children } from './children.ts'
import type { Columns } from './columns.ts'
import { asRow, type Draft, Fields } from './fields.ts'
import type { Files } from './files.ts'
import type { Item } from './item.ts'
import { Keys, type Role } from './key.ts'
import { addLookups } from './lookups.ts'
import type { RowReader } from './rows.ts'
import { Scope } from './scope.ts'
import { settle } from './settle.ts'
import type { Counter } from './tally.ts'

/** What a line has from its document where the mapping gives it nothing of its own. Amounts are never passed on. */
const passedOn = ['invoice', 'day', 'account', 'sellers', 'channel', 'currency', 'kind', 'credits']

type Parts = { mapping: Mapping; lines: LinesPart; scope: Scope; counter: Counter; reader: RowReader }

export async function openDocuments(of: Parts & { files: Files }): Promise<Documents> {
  const { lines, files } = of
  const columns = await files.kept(lines.file, { format: lines.format, usedBy: 'the lines of its documents' })
  const scope = new Scope(columns, of.scope)
  await addLookups(scope, lines.lookups, files)
  return new Documents(of, columns, scope)
}

/** Documents (invoice headers) in the main file, their lines in another: one billing row for each line. */
export class Documents {
  private readonly of: Parts
  private readonly lineScope: Scope
  private readonly children: Children
  private readonly match: Compiled
  private readonly fields: Fields
  private readonly keys: Keys
  private readonly file: string
  private readonly seen = new Map<string, number>()

  constructor(of: Parts, columns: Columns, lineScope: Scope) {
    this.of = of
    this.lineScope = lineScope
    this.file = columns.table.name
    this.children = new Children(columns, of.lines, of.counter)
    this.match = of.scope.compile(of.lines.match, 'lines.match')
    this.fields = new Fields('billing', of.lines, lineScope, 'lines.')
    this.keys = new Keys('billing', of.mapping.key, lineScope)
    lineScope.prepareLookups()
  }

  async load() {
    this.of.counter.notes.push(...(await this.lineScope.loadLookups()))
    await this.children.load()
  }

  async *read(rows: AsyncIterable<readonly TableRow[]>): AsyncGenerator<readonly Item[]> {
    const { reader, counter } = this.of
    for await (const batch of rows) {
      const items: Item[] = []
      for (const row of batch) {
        const made = reader.read(row, (draft, context) => this.document({ row, draft, context, items }))
        if (made === undefined) continue
        if ('refusal' in made) items.push(made)
        else {
          reader.count(made.draft)
          counter.taken += made.items.length
          items.push(...made.items)
        }
      }
      if (items.length > 0) yield items
    }
    const { lines } = counter
    if (lines && lines.unmatched > 0)
      counter.notes.push(`${lines.unmatched} lines of ${this.file} belong to no document that was taken.`)
  }

  /** `items` receives the refusals of lines; a document is taken whole or not at all. */
  private document(of: { row: TableRow; draft: Draft; context: Context; items: Item[] }): {
    draft: Draft
    items: Item[]
  } {
    const { draft, row } = of
    const name = textOf(this.match.get(of.context))
    const before = this.seen.get(name)
    if (before !== undefined)
      throw new Unfit(
        this.match.label,
        name,
        `stands on line ${before} already; a document and its lines count once`,
      )
    const children = name === '' ? [] : this.children.take(name)
    if (children.length === 0) return { draft, items: [this.item(row.line, draft.row, 'document')] }
    this.seen.set(name, row.line)
    const lines = children.map(child => this.line(child, of))
    if (lines.includes(undefined))
      throw new Unfit(
        '',
        name,
        `a line of it in ${this.file} cannot be taken, so that the whole document stays out`,
      )
    return {
      draft,
      items: this.settled(
        row.line,
        draft,
        lines.filter(line => line !== undefined),
      ),
    }
  }

  private line(
    child: Child,
    of: { draft: Draft; context: Context; items: Item[] },
  ): { line: number; draft: Draft } | undefined {
    try {
      if (child.torn) throw child.torn
      const inherited = { row: passOn(of.draft.row), currency: of.draft.currency }
      const draft = this.fields.read({ cells: child.cells, document: of.context }, inherited)
      if (draft.currency !== of.draft.currency)
        throw new Unfit('', draft.currency, `wanted the currency of its document, ${of.draft.currency}`)
      return { line: child.line, draft }
    } catch (error) {
      if (!(error instanceof Unfit)) throw error
      const { column, value, reason } = error
      of.items.push({ line: child.line, refusal: { column, value, reason, file: this.file } })
      return undefined
    }
  }

  private settled(line: number, document: Draft, lines: readonly { line: number; draft: Draft }[]): Item[] {
    const { off, difference } = settle({
      total: netOf(document),
      lines: lines.map(one => netOf(one.draft)),
      discountBelow: this.discountBelow(document.currency),
    })
    const items = lines.map((one, index) =>
      this.item(one.line, off ? discounted(one.draft.row, off[index]!) : one.draft.row, 'line'),
    )
    if (difference !== 0) {
      const row = { ...passOn(document.row), net: difference, kind: 'adjustment' }
      items.push(this.item(line, row, 'adjustment'))
    }
    return items
  }

  private discountBelow(currency: string): number | undefined {
    const threshold = this.of.lines.difference?.discount_below
    const value = threshold === undefined ? undefined : toMinor(threshold, currency)
    return typeof value === 'number' ? value : undefined
  }

  private item(line: number, row: Record<string, unknown>, role: Role): Item {
    return {
      line,
      key: this.keys.of(row, nothing, role),
      kind: 'billing',
      row: asRow({ row, amounts: {}, currency: '' }),
    }
  }
}

const nothing: Context = { cells: [] } // with lines, only fields can be the key
const netOf = (draft: Draft) => draft.amounts['net']!.minor

function passOn(row: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(passedOn.filter(name => row[name] !== undefined).map(name => [name, row[name]]))
}

function discounted(row: Record<string, unknown>, off: number): Record<string, unknown> {
  if (off === 0) return row
  return { ...row, net: Number(row['net']) - off, discount: Number(row['discount'] ?? 0) + off }
}
