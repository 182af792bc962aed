import type { Cells, LongSheet, Sheet } from '#contract/operation.ts'
import { type CellValue, type WriteSheet, writeXlsx, writeXlsxStream } from 'hucre'

/** A workbook of sheets: numbers stay numbers in their format, the header stays in sight. */
export async function workbook(sheets: readonly Sheet[]): Promise<Uint8Array> {
  return new Uint8Array(await writeXlsx({ sheets: sheets.map(sheetOf) }))
}

/**
 * A workbook of one long table, written as its rows come. Texts stand in their cells, for a table of shared ones would
 * grow with the file; past Excel's last row it goes on in a second sheet with the header repeated.
 */
export function longWorkbook({ name, columns, rows }: LongSheet): AsyncIterable<Uint8Array> {
  const written = cellsOf(columns)
  async function* cells(): AsyncGenerator<CellValue[]> {
    for await (const batch of rows) for (const row of batch) yield written(row)
  }
  return writeXlsxStream(cells(), {
    name: nameOf(name),
    columns: columns.map(({ name: header, width, format }) => ({
      header,
      width: width ?? 16,
      ...(format && { numFmt: format }),
    })),
    freezePane: { rows: 1 },
  }) as AsyncIterable<Uint8Array>
}

/** A column of this format holds days, which are days in a workbook and not text. */
const dayFormat = 'yyyy-mm-dd'

function cellsOf(columns: Sheet['columns']): (row: Cells) => CellValue[] {
  const days = new Set(columns.flatMap(({ format }, at) => (format === dayFormat ? [at] : [])))
  const cellOf = (cell: Cells[number], at: number): CellValue =>
    typeof cell === 'string' && days.has(at) && cell !== '' ? new Date(`${cell}T00:00:00Z`) : cell
  return row => row.map(cellOf)
}

function sheetOf({ name, columns, rows }: Sheet): WriteSheet {
  return {
    name: nameOf(name),
    columns: columns.map(({ width, format }) => ({
      width: width ?? 16,
      ...(format && { numFmt: format }),
    })),
    rows: [columns.map(column => column.name), ...rows.map(cellsOf(columns))],
    freezePane: { rows: 1 },
  }
}

/** Excel allows 31 characters, and none of these. */
function nameOf(name: string): string {
  return name.replaceAll(/[[\]:*?/\\]/g, ' ').slice(0, 31)
}
