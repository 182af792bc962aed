/** A cell that a spreadsheet would run as a formula when the file is opened. */
const formula = /^[=+\-@\t\r\n＝＋－＠]/
const number = /^[+-]?\d+(?:[.,]\d+)?$/

/**
 * One cell. A text that begins like a formula gets an apostrophe in front, so that what a stranger wrote in
 * an imported file cannot act in somebody's spreadsheet; plain numbers stay numbers. Full-width signs begin a
 * formula, too, where such are typed.
 * @see OWASP, "CSV Injection"
 */
export function csvCell(value: string | number | null | undefined): string {
  const raw = value === null || value === undefined ? '' : String(value)
  const text = formula.test(raw) && !number.test(raw) ? `'${raw}` : raw
  return /[",;\r\n\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

export function csvLine(cells: readonly (string | number | null | undefined)[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`
}

/** A whole file; the mark in front lets spreadsheets see that it is UTF-8. */
export function csv(
  header: readonly string[],
  rows: Iterable<readonly (string | number | null | undefined)[]>,
): string {
  let text = `\uFEFF${csvLine(header)}`
  for (const row of rows) text += csvLine(row)
  return text
}

/** The same, batch by batch, for tables of any length. */
export async function* longCsv(
  header: readonly string[],
  batches: AsyncIterable<readonly (readonly (string | number | null)[])[]>,
): AsyncGenerator<string> {
  yield `\uFEFF${csvLine(header)}`
  for await (const rows of batches) yield rows.map(csvLine).join('')
}
