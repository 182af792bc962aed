import type { LookupPart } from '../mapping/schema.ts'
import { openColumns, sideFile, type SideFiles } from './open.ts'
import type { Scope } from './scope.ts'

/** Opens the files of a section's lookups; they are read later, when it is known which columns are asked for. */
export async function addLookups(
  scope: Scope,
  lookups: Readonly<Record<string, LookupPart>> | undefined,
  of: { files: SideFiles; empty: readonly string[] },
) {
  for (const [name, part] of Object.entries(lookups ?? {})) {
    const source = sideFile(of.files, part.file, `the lookup ${name}`)
    scope.addLookup(
      name,
      part,
      await openColumns(source, { format: part.format, empty: of.empty, keepAll: false }),
    )
  }
}
