import { Failure } from '#core/failure.ts'
import { didYouMean } from '../near.ts'
import type { FormatPart } from '../mapping/schema.ts'
import { openTable } from '../read/open.ts'
import { sourceName, type Source } from '../read/source.ts'
import type { FileHints } from '../read/table.ts'
import { Columns } from './columns.ts'

/** Files that a mapping names (lookups, lines), by the name it uses. */
export type SideFiles = Readonly<Record<string, Source>>

export function hintsOf(format: FormatPart | undefined): FileHints {
  const { fill_down: _, fill_down_within: __, ...hints } = format ?? {}
  return Object.fromEntries(Object.entries(hints).filter(([, value]) => value !== undefined))
}

export async function openColumns(
  source: Source,
  of: { format: FormatPart | undefined; empty: readonly string[]; keepAll: boolean },
) {
  const hints = hintsOf(of.format)
  return new Columns({ table: await openTable(source, hints), hints, empty: of.empty, keepAll: of.keepAll })
}

export function sideFile(files: SideFiles, name: string, usedBy: string): Source {
  // Packed or not is no matter of the mapping: X.csv and X.csv.gz are the same file.
  for (const same of [name, `${name}.gz`, name.replace(/\.gz$/, '')])
    if (Object.hasOwn(files, same)) return files[same]!
  const given = Object.entries(files).map(([key, file]) =>
    key === sourceName(file) ? key : `${key} (${sourceName(file)})`,
  )
  throw new Failure(
    'not_found',
    `The mapping needs the file ${name} for ${usedBy}. ` +
      (given.length > 0
        ? `Given were ${given.join(', ')}.${didYouMean(name, Object.keys(files))}`
        : 'Hand it in beside the file to import.'),
  )
}
