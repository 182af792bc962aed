import type { ImportKind } from '#core/ledger/kinds.ts'
import { type Guess, guessMapping } from './guess/guess.ts'
import { type DayForm, guessDays } from './read/days.ts'
import { columnsOf, looksNumeric, type NumberForm } from './read/numbers.ts'
import { openTable } from './read/open.ts'
import type { Source } from './read/source.ts'
import type { FileHints, TableFormat } from './read/table.ts'

export type SniffedColumn = {
  readonly name: string
  readonly samples: readonly string[]
  readonly looks:
    | { readonly like: 'day'; readonly form: DayForm }
    | { readonly like: 'number' | 'text' | 'empty' }
}

export type Sniffed = {
  readonly name: string
  readonly format: TableFormat
  readonly numbers: NumberForm
  readonly columns: readonly SniffedColumn[]
  readonly rows: readonly (readonly string[])[]
  readonly guess: Guess
  /** What nobody can tell from the file and the mapping has to say. */
  readonly questions: readonly string[]
}

/** Looks at the beginning of a file: its columns, what they hold, and a mapping to begin with. */
export async function sniff(
  source: Source,
  of: { hints?: FileHints; kind?: ImportKind } = {},
): Promise<Sniffed> {
  const hints = of.hints ?? {}
  const table = await openTable(source, hints)
  table.close()
  const cells = columnsOf(table.samples, table.columns.length)
  const columns = table.columns.map((name, index) => ({
    name,
    samples: [...new Set(cells[index])].slice(0, 5),
    looks: looksLike(cells[index]!),
  }))
  const rows = table.samples.map(row => row.cells)
  return {
    name: table.name,
    format: table.format,
    numbers: table.numbers,
    columns,
    rows: rows.slice(0, 20),
    guess: guessMapping(table.columns, rows, of.kind),
    questions: questions(table.numbers, columns, hints),
  }
}

function looksLike(cells: readonly string[]): SniffedColumn['looks'] {
  if (cells.length === 0) return { like: 'empty' }
  // Eight digits may be a day or a number; a column of nothing else is taken for days only if all are.
  const form = guessDays(cells)
  if (form !== undefined) return { like: 'day', form }
  return { like: cells.filter(looksNumeric).length >= cells.length * 0.8 ? 'number' : 'text' }
}

function questions(numbers: NumberForm, columns: readonly SniffedColumn[], hints: FileHints): string[] {
  const asked: string[] = []
  if (numbers === 'ambiguous')
    asked.push(
      'The numbers can be read with a decimal point or a decimal comma. Say `decimal: point` or `decimal: comma` under `format`.',
    )
  const unclear = columns.filter(({ looks }) => looks.like === 'day' && looks.form === 'ambiguous')
  if (unclear.length > 0 && !hints.dates)
    asked.push(
      `Days such as ${unclear[0]!.samples[0]} (${unclear.map(column => column.name).join(', ')}) can be read day first or month first. Say \`dates: dmy\` or \`dates: mdy\` under \`format\`.`,
    )
  return asked
}
