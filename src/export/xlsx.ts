import type { Sheet } from '#contract/operation.ts'
import { type CellValue, type WriteSheet, writeXlsx } from 'hucre'

/** A workbook of sheets: numbers stay numbers in their format, the header stays in sight. */
export async function workbook(sheets: readonly Sheet[]): Promise<Uint8Array> {
  return new Uint8Array(await writeXlsx({ sheets: sheets.map(sheetOf) }))
}

function sheetOf(sheet: Sheet): WriteSheet {
  const rows: CellValue[][] = [sheet.columns.map(column => column.name), ...sheet.rows.map(row => [...row])]
  return {
    name: nameOf(sheet.name),
    columns: sheet.columns.map(({ width, format }) => ({
      width: width ?? 16,
      ...(format && { numFmt: format }),
    })),
    rows,
    freezePane: { rows: 1 },
  }
}

/** Excel allows 31 characters, and none of these. */
function nameOf(name: string): string {
  return name.replaceAll(/[[\]:*?/\\]/g, ' ').slice(0, 31)
}
