import { parse, type CsvError, type InfoRecord, type Options } from 'csv-parse'
import { parse as parseAtOnce } from 'csv-parse/sync'
import { Failure } from '#core/failure.ts'
import { guessDelimiter, wholeLines, type Delimiter } from './delimiter.ts'
import { decode, decodeHead, guessEncoding } from './encoding.ts'
import { columnNames } from './header.ts'
import { columnsOf, guessNumbers } from './numbers.ts'
import type { Peeked } from './source.ts'
import { skipLines, withoutLines } from './skip.ts'
import type { FileHints, Table, TableRow } from './table.ts'

const sampleRows = 200

/** A text file as a table, in constant memory. */
export function openCsv(file: Peeked, hints: FileHints): Table {
  const encoding = hints.encoding ?? guessEncoding(file.head, file.whole)
  const skip = hints.skip ?? 0
  const text = withoutLines(decodeHead(file.head, encoding).replace(/^\uFEFF/, ''), skip)
  if (!file.whole && !/[\r\n]/.test(text)) {
    file.close()
    throw new Failure(
      'invalid',
      `${file.name} has a header row without end: more than 64 KB, which no table has. Export the list again, with a line for each row.`,
    )
  }
  const head = file.whole ? text : wholeLines(text)
  const delimiter = hints.delimiter ?? guessDelimiter(head)
  const [header, ...samples] = parseHead(head, delimiter, skip)
  if (!header) {
    file.close()
    throw new Failure('invalid', `${file.name} is empty: it has no header row with the names of its columns.`)
  }
  return {
    name: file.name,
    format: { type: 'text', encoding, delimiter },
    columns: columnNames(header.cells),
    samples,
    numbers: hints.decimal ?? guessNumbers(columnsOf(samples, header.cells.length)),
    rows: streamRows({
      file,
      chunks: skipLines(decode(file.bytes, encoding, file.name), skip),
      delimiter,
      skip,
    }),
    share: () => file.share(),
    close: () => file.close(),
  }
}

const options = {
  relax_column_count: true, // ragged lines are refused one by one, with their line number
  relax_quotes: true, // 5" pipe
  skip_empty_lines: true,
  max_record_size: 1_000_000, // a quote that never closes must not eat the file into memory
} as const satisfies Options

function parseHead(text: string, delimiter: Delimiter, skip: number): TableRow[] {
  const lines = new LineCounter(skip)
  const rows: TableRow[] = []
  try {
    parseAtOnce(text, {
      ...options,
      delimiter,
      to: sampleRows + 1,
      on_record(cells: string[], at: InfoRecord) {
        rows.push({ line: lines.start(cells, at.lines), cells })
        return null
      },
    })
  } catch {
    // A quoted text that the head cuts in two; what came before it is sample enough.
  }
  return rows
}

async function* streamRows(from: {
  file: Peeked
  chunks: AsyncIterable<Buffer | string>
  delimiter: Delimiter
  skip: number
}): AsyncGenerator<TableRow[]> {
  const lines = new LineCounter(from.skip)
  let batch: TableRow[] = []
  let header = true
  // Records are taken here and never enter the parser's own queue, which would cost a promise for each.
  const parser = parse({
    ...options,
    delimiter: from.delimiter,
    on_record(cells: string[], at: InfoRecord) {
      const line = lines.start(cells, at.lines)
      if (header) header = false
      else if (!blank(cells)) batch.push({ line, cells })
      return null
    },
  })
  let failed: Error | undefined
  parser.on('error', error => (failed = error))
  try {
    for await (const chunk of from.chunks) {
      await new Promise<void>(done => parser.write(chunk, () => done()))
      if (failed) break
      if (batch.length > 0) {
        yield batch
        batch = []
      }
    }
    if (!failed) await new Promise<void>(done => parser.once('error', () => done()).end(() => done()))
    if (failed) throw inWords(failed, from.file.name, from.skip)
    if (batch.length > 0) yield batch
  } finally {
    parser.destroy()
    from.file.close()
  }
}

const blank = (cells: readonly string[]) => cells.every(cell => cell.trim() === '')

/**
 * The parser knows the line where a record ends, and counts a CRLF inside quotes twice; people look for the
 * line where it begins.
 */
class LineCounter {
  private twice = 0
  private last: number
  private readonly skipped: number
  constructor(skipped: number) {
    this.skipped = skipped
    this.last = 0
  }
  start(cells: readonly string[], end: number): number {
    let inside = 0
    if (end > this.last + 1)
      for (const cell of cells)
        for (let i = 0; i < cell.length; i++) {
          const code = cell.charCodeAt(i)
          if (code === 10) inside++
          else if (code === 13) cell.charCodeAt(i + 1) === 10 ? this.twice++ : inside++
        }
    this.last = end
    return end - this.twice - inside + this.skipped
  }
}

function inWords(error: Error, name: string, skip: number): Error {
  const { code, lines } = error as CsvError & { lines?: number }
  const line = lines === undefined ? '' : ` near line ${lines + skip}`
  if (code === 'CSV_QUOTE_NOT_CLOSED' || code === 'CSV_MAX_RECORD_SIZE')
    return new Failure(
      'invalid',
      `${name}: a quotation mark${line} opens a text that never ends. Close it, or export the file again.`,
    )
  if (code?.startsWith('CSV_'))
    return new Failure('invalid', `${name} cannot be read${line}: ${error.message}.`)
  return error
}
