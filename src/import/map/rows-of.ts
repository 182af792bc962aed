import { Failure } from '#core/failure.ts'
import type { FormatPart } from '../mapping/schema.ts'
import { didYouMean } from '../near.ts'
import { fillDown } from '../read/fill-down.ts'
import type { Table, TableRow } from '../read/table.ts'

/** The rows of a table as the mapping wants to see them: filled down where it says so. */
export function rowsOf(table: Table, format: FormatPart | undefined): AsyncIterable<readonly TableRow[]> {
  if (!format?.fill_down) return table.rows
  const within = format.fill_down_within
  return fillDown(table.rows, {
    columns: format.fill_down.map(name => indexIn(table, name)),
    within: within === undefined ? undefined : indexIn(table, within),
  })
}

function indexIn(table: Table, name: string): number {
  const index = table.columns.findIndex(column => column.toLowerCase() === name.trim().toLowerCase())
  if (index === -1)
    throw new Failure(
      'invalid',
      `format.fill_down: ${table.name} has no column “${name}”.${didYouMean(name, table.columns)}`,
    )
  return index
}
