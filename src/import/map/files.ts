import { Failure } from '#core/failure.ts'
import { didYouMean } from '../near.ts'
import type { FormatPart } from '../mapping/schema.ts'
import { openTable } from '../read/open.ts'
import { sourceName, type Source } from '../read/source.ts'
import type { FileHints, Table } from '../read/table.ts'
import { Columns } from './columns.ts'

/**
 * Files that a mapping names (lookups, lines), by the name it uses. Paths, where a file is named twice: a
 * stream can be read once.
 */
export type SideFiles = Readonly<Record<string, Source>>

/** Every file of one import, so that all are closed when it comes to nothing. */
export class Files {
  private readonly side: SideFiles
  private readonly empty: readonly string[]
  private readonly opened: Table[] = []

  constructor(side: SideFiles, empty: readonly string[]) {
    this.side = side
    this.empty = empty
  }

  /** The imported file itself. */
  async main(source: Source, format: FormatPart | undefined): Promise<Columns> {
    return this.open(source, format, true)
  }

  /** A file that is kept in memory, with the columns that are asked for. */
  async kept(name: string, of: { format: FormatPart | undefined; usedBy: string }): Promise<Columns> {
    return this.open(this.find(name, of.usedBy), of.format, false)
  }

  close() {
    for (const table of this.opened) table.close()
  }

  private async open(source: Source, format: FormatPart | undefined, keepAll: boolean): Promise<Columns> {
    const hints = hintsOf(format)
    const table = await openTable(source, hints)
    this.opened.push(table)
    return new Columns({ table, hints, empty: this.empty, keepAll })
  }

  private find(name: string, usedBy: string): Source {
    // Packed or not is no matter of the mapping: X.csv and X.csv.gz are the same file.
    for (const same of [name, `${name}.gz`, name.replace(/\.gz$/, '')])
      if (Object.hasOwn(this.side, same)) return this.side[same]!
    const given = Object.entries(this.side).map(([key, file]) =>
      key === sourceName(file) ? key : `${key} (${sourceName(file)})`,
    )
    const hint =
      given.length > 0
        ? `Given were ${given.join(', ')}.${didYouMean(name, Object.keys(this.side))}`
        : 'Hand it in beside the file to import.'
    throw new Failure('not_found', `The mapping needs the file ${name} for ${usedBy}. ${hint}`)
  }
}

function hintsOf(format: FormatPart | undefined): FileHints {
  const hints = Object.entries(format ?? {}).filter(
    ([name, value]) => value !== undefined && !name.startsWith('fill_down'),
  )
  return Object.fromEntries(hints)
}
