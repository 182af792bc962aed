import type { ImportKind } from '#core/ledger/kinds.ts'
import { Failure } from '#core/failure.ts'
import { exponentOf } from '#core/money/index.ts'
import type { Mapping } from '../mapping/parse.ts'
import type { Source } from '../read/source.ts'
import type { TableRow } from '../read/table.ts'
import { distinct } from './distinct.ts'
import { openDocuments } from './documents.ts'
import { Files, type SideFiles } from './files.ts'
import type { Item } from './item.ts'
import { addLookups } from './lookups.ts'
import { RowReader } from './rows.ts'
import { rowsOf } from './rows-of.ts'
import { Scope } from './scope.ts'
import { Counter, type Tally } from './tally.ts'

export type MappedRows<K extends ImportKind = ImportKind> = {
  readonly kind: K
  /** May be read once, in constant memory. */
  readonly batches: AsyncIterable<readonly Item<K>[]>
  /** As it stands now; complete when the batches have ended. */
  tally(): Tally
  /** How much of the file has been read, of 1; 0 where nobody knows how long it is. */
  share(): number
  /** For whoever decides not to read, or stops halfway. */
  close(): void
}

/**
 * Reads a file by a mapping. What is wrong with the mapping or the file as a whole is a `Failure` before the
 * first row (or, for a file damaged further down, while reading); what is wrong with a line is a refusal.
 * @param lookups  the other files the mapping names, by those names
 * @param currency the reporting currency, for rows that name none
 */
export async function mapRows(of: {
  mapping: Mapping
  file: Source
  lookups?: SideFiles
  currency: string
}): Promise<MappedRows> {
  const { mapping, currency } = of
  if (exponentOf(currency) === undefined)
    throw new Failure('invalid', `There is no currency ${currency}. Use an ISO 4217 code, such as EUR.`)
  const counter = new Counter()
  const files = new Files(of.lookups ?? {}, mapping.empty)
  try {
    const columns = await files.main(of.file, mapping.format)
    const scope = new Scope(columns)
    await addLookups(scope, mapping.lookups, files)
    const reader = new RowReader({ mapping, scope, currency, counter })
    const documents =
      mapping.lines && (await openDocuments({ mapping, lines: mapping.lines, scope, files, counter, reader }))
    scope.prepareLookups()
    counter.notes.push(...(await scope.loadLookups()))
    await documents?.load()
    const rows = rowsOf(columns.table, mapping.format)
    const items = documents ? documents.read(rows) : read(rows, reader)
    const batches = mapping.distinct === 'no' ? items : distinct(items, mapping.distinct, counter)
    return {
      kind: mapping.into,
      batches,
      tally: () => counter.snapshot(),
      share: () => columns.table.share(),
      close: () => files.close(),
    }
  } catch (error) {
    files.close()
    throw error
  }
}

async function* read(
  rows: AsyncIterable<readonly TableRow[]>,
  reader: RowReader,
): AsyncGenerator<readonly Item[]> {
  for await (const batch of rows) {
    const items: Item[] = []
    for (const row of batch) {
      const item = reader.readRow(row)
      if (item) items.push(item)
    }
    if (items.length > 0) yield items
  }
}
