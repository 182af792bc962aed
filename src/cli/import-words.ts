import type { ImportReport } from '#contract/ledger/imports.ts'
import type { Sniffed } from '#import/index.ts'

const whole = new Intl.NumberFormat('en-GB')

/** A report as lines for a terminal. */
export function reportLines(report: ImportReport | null): string[] {
  if (!report) return []
  const rows: [string, string][] = [
    ['rows read', whole.format(report.rowsRead)],
    ['taken', whole.format(report.rowsTaken)],
    ['refused', whole.format(report.rowsRefused)],
    ['left out', whole.format(report.rowsLeftOut)],
    ['new', whole.format(report.fresh)],
    ['changed', whole.format(report.changed)],
    ['as before', whole.format(report.same)],
    ['taken out', whole.format(report.removed)],
    ...(report.documents === null ? [] : [['documents', whole.format(report.documents)] as [string, string]]),
    ...report.control.map(({ name, read, rounded, currency, rows: n }): [string, string] => [
      name,
      `${read} read, ${rounded} rounded, ${currency}${n > 0 ? ` (${whole.format(n)} documents)` : ''}`,
    ]),
    ...report.creditedTo.map(({ by, lines }): [string, string] => [
      `credited by ${by}`,
      `${whole.format(lines)} lines`,
    ]),
    ...(report.withoutAccount && report.withoutAccount.lines > 0
      ? [['without account', `${whole.format(report.withoutAccount.lines)} lines`] as [string, string]]
      : []),
    ...(report.firstDay ? [['days', `${report.firstDay} to ${report.lastDay}`] as [string, string]] : []),
  ]
  const wide = Math.max(...rows.map(([name]) => name.length))
  return [
    ...rows.map(([name, value]) => `  ${name.padEnd(wide)}  ${value}`),
    ...report.notes.map(note => `  ${note}`),
  ]
}

/** What a file holds, and how to go on without a mapping. */
export function sniffedLines(file: string, seen: Sniffed): string[] {
  const wide = Math.max(...seen.columns.map(({ name }) => name.length))
  const { guess } = seen
  return [
    `${file} has these columns:`,
    ...seen.columns.map(
      ({ name, looks, samples }) =>
        `  ${name.padEnd(wide)}  ${looks.like.padEnd(6)}  ${samples.slice(0, 3).join(' | ')}`,
    ),
    '',
    ...seen.questions,
    `It looks like ${guess.kind}${guess.known ? `, from ${guess.known}` : ''}. A mapping to begin with:`,
    '',
    guess.yaml.trimEnd(),
    '',
    ...(guess.missing.length > 0 ? [`Still to be said: ${guess.missing.join(', ')}.`] : []),
    'Save it as a file, correct it (docs/guide/mappings.md says how), and try it out:',
    `  plumbline import ${file} --mapping MAPPING.yaml --dry-run`,
  ]
}
