import { parse } from 'csv-parse/sync'

export const delimiters = [',', ';', '\t', '|'] as const
export type Delimiter = (typeof delimiters)[number]

/**
 * The delimiter that cuts the first lines into most columns of equal number. A text full of commas in a
 * semicolon file loses, because its lines then differ in length.
 */
export function guessDelimiter(text: string): Delimiter {
  const lines = wholeLines(text)
  let best: Delimiter = ','
  let bestScore = 0
  for (const delimiter of delimiters) {
    const score = evenness(lines, delimiter)
    if (score > bestScore) [best, bestScore] = [delimiter, score]
  }
  return best
}

/** The text up to its last line end, so that a cut line does not count. */
export function wholeLines(text: string): string {
  const end = Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r'))
  return end > 0 ? text.slice(0, end + 1) : text
}

function evenness(text: string, delimiter: Delimiter): number {
  const widths = new Map<number, number>()
  let rows = 0
  for (const row of firstRows(text, delimiter)) {
    rows++
    widths.set(row.length, (widths.get(row.length) ?? 0) + 1)
  }
  let width = 1
  let often = 0
  for (const [cells, times] of widths) if (cells > 1 && times >= often) [width, often] = [cells, times]
  return rows === 0 || width === 1 ? 0 : (often / rows) * (1 + Math.log(width))
}

function firstRows(text: string, delimiter: Delimiter): string[][] {
  try {
    return parse(text, {
      delimiter,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      to: 60,
    })
  } catch {
    return [] // a quote that opens under this delimiter and never closes: not this delimiter
  }
}
