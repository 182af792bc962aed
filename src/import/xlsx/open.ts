import { Failure } from '#core/failure.ts'
import { columnNames } from '../read/header.ts'
import { columnsOf, type DecimalMark, guessNumbers, readNumber } from '../read/numbers.ts'
import { onDisk } from '../read/on-disk.ts'
import type { Peeked } from '../read/source.ts'
import type { FileHints, Table, TableRow } from '../read/table.ts'
import type { SheetRow } from './protocol.ts'
import { SheetThread } from './thread.ts'

/** One sheet of a workbook as a table; line numbers are those of the sheet. */
export async function openXlsx(file: Peeked, hints: FileHints): Promise<Table> {
  const stored = await onDisk(file)
  const thread = new SheetThread({ name: file.name, path: stored.path, sheet: hints.sheet })
  let share = 0
  const close = () => {
    thread.close()
    stored.remove()
  }
  const batches = fromThread(thread, hints.skip ?? 0, read => (share = read))
  const first = await batches.next().catch((error: unknown) => {
    close()
    throw error
  })
  const [header, ...rows] = first.done === true ? [] : first.value
  if (!header) {
    close()
    throw new Failure(
      'invalid',
      `${file.name} has no rows${hints.sheet === undefined ? '' : ` in the sheet ${hints.sheet}`}. Say which \`sheet\` to read under \`format\`.`,
    )
  }
  const columns = columnNames(header.cells.map(String))
  const texts = rows.map(row => ({ cells: row.cells.map(cell => (typeof cell === 'number' ? '' : cell)) }))
  const numbers = hints.decimal ?? guessNumbers(columnsOf(texts, columns.length))
  const mark = numbers === ',' ? ',' : '.'
  const asRows = (from: readonly SheetRow[]) =>
    from.map(row => asRow(row, columns.length, mark)).filter(row => row.cells.some(Boolean))
  return {
    name: file.name,
    format: { type: 'xlsx', sheet: hints.sheet ?? '1' },
    columns,
    samples: asRows(rows).slice(0, 200),
    numbers,
    rows: (async function* () {
      try {
        yield asRows(rows)
        for await (const batch of batches) yield asRows(batch)
      } finally {
        close() // who stops before the second batch has not begun to read `batches`
      }
    })(),
    share: () => share,
    close,
  }
}

async function* fromThread(
  thread: SheetThread,
  skip: number,
  read: (share: number) => void,
): AsyncGenerator<readonly SheetRow[], undefined> {
  let header = false
  try {
    for (;;) {
      const next = await thread.next()
      if (!next) return
      read(next.share)
      const wanted = next.rows.filter(row => row.line > skip)
      // Until the header is found, empty rows above it count as nothing.
      const start = header ? 0 : wanted.findIndex(row => row.cells.some(cell => cell !== ''))
      if (start === -1) continue
      header = true
      yield wanted.slice(start)
    }
  } finally {
    thread.close()
  }
}

/** A row ends at its last filled cell, so short ones are filled up; cells beyond the header stay, to be refused. */
function asRow(row: SheetRow, width: number, mark: DecimalMark): TableRow {
  const cells = row.cells.map(cell => (typeof cell === 'number' ? numberText(cell, mark) : cell))
  while (cells.length > width && cells.at(-1)!.trim() === '') cells.pop()
  while (cells.length < width) cells.push('')
  return { line: row.line, cells }
}

/** Sheets keep doubles of which 15 digits are meant: 0.1 + 0.2 is 0.3 there. */
function numberText(value: number, mark: DecimalMark): string {
  const short = String(Number(value.toPrecision(15)))
  const text = readNumber(short, '.') ?? short
  return mark === ',' ? text.replace('.', ',') : text
}
