import type { LookupPart } from '../mapping/schema.ts'
import type { Files } from './files.ts'
import type { Scope } from './scope.ts'

/** Opens the files of a section's lookups; they are read later, when it is known which columns are asked for. */
export async function addLookups(
  scope: Scope,
  lookups: Readonly<Record<string, LookupPart>> | undefined,
  files: Files,
) {
  for (const [name, part] of Object.entries(lookups ?? {}))
    scope.addLookup(
      name,
      part,
      await files.kept(part.file, { format: part.format, usedBy: `the lookup ${name}` }),
    )
}
