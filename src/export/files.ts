import type { Sheet } from '#contract/operation.ts'
import { csv } from './csv.ts'
import { workbook } from './xlsx.ts'

/** What actions write files with; start.ts lends it to them. */
export const files = {
  csv: (sheet: Sheet): string =>
    csv(
      sheet.columns.map(column => column.name),
      sheet.rows,
    ),
  workbook,
}
