import { openCsv } from './csv.ts'
import { peek, type Source } from './source.ts'
import type { FileHints, Table } from './table.ts'

/** Opens any file an import can read; what it is, is told by its bytes. */
export async function openTable(source: Source, hints: FileHints = {}): Promise<Table> {
  const file = await peek(source)
  return openCsv(file, hints)
}
