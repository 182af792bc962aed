import type { TableRow } from './table.ts'

/**
 * Systems that write an invoice's customer and day on its first line only: an empty cell takes the value
 * above it. `within` names the column (the invoice number) at whose change nothing is carried over.
 */
export async function* fillDown(
  batches: AsyncIterable<readonly TableRow[]>,
  { columns, within }: { columns: readonly number[]; within: number | undefined },
): AsyncGenerator<TableRow[]> {
  const above = new Map<number, string>()
  let group: string | undefined
  for await (const batch of batches)
    yield batch.map(row => {
      const cells = [...row.cells]
      const now = within === undefined ? undefined : cells[within]?.trim()
      if (now && now !== group) {
        above.clear()
        group = now
      }
      for (const column of columns) {
        if (column >= cells.length) continue
        if (cells[column]!.trim() === '') cells[column] = above.get(column) ?? ''
        else above.set(column, cells[column]!)
      }
      return { line: row.line, cells }
    })
}
