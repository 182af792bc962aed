import type { LongSheet, Sheet } from '#contract/operation.ts'
import { csv, longCsv } from './csv.ts'
import { longWorkbook, workbook } from './xlsx.ts'

/** What actions write files with; start.ts lends it to them. */
export const files = {
  csv: (sheet: Sheet): string =>
    csv(
      sheet.columns.map(column => column.name),
      sheet.rows,
    ),
  workbook,
  longCsv: (sheet: LongSheet): AsyncIterable<string> =>
    longCsv(
      sheet.columns.map(column => column.name),
      sheet.rows,
    ),
  longWorkbook,
}
