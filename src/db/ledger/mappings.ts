import type { Scope } from '#access/scope.ts'
import { Failure } from '#core/failure.ts'
import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import type { Db } from '../scope.ts'

export type SavedMapping = { id: string; name: string; kind: string; yaml: string; savedAt: Date }

export async function readMappings(db: Db, scope: Scope): Promise<SavedMapping[]> {
  const { rows } = await sql<SavedMapping>`
    select id, name, kind, yaml, saved_at as "savedAt" from app.mapping where org_id = ${scope.org} order by name
  `.execute(db)
  return rows
}

/** Saves a mapping by name; one of that name already is replaced and keeps its id. */
export async function saveMapping(
  db: Db,
  scope: Scope,
  of: { name: string; kind: string; yaml: string; savedBy: string },
): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into app.mapping (org_id, id, name, kind, yaml, saved_by)
    values (${scope.org}, ${uuidv7()}, ${of.name}, ${of.kind}, ${of.yaml}, ${of.savedBy})
    on conflict (org_id, name) do update
    set kind = excluded.kind, yaml = excluded.yaml, saved_by = excluded.saved_by, saved_at = now()
    returning id
  `.execute(db)
  return rows[0]!.id
}

export async function dropMapping(db: Db, scope: Scope, name: string): Promise<void> {
  const { numAffectedRows } = await sql`
    delete from app.mapping where org_id = ${scope.org} and name = ${name}
  `.execute(db)
  if (numAffectedRows !== 1n) throw new Failure('not_found', 'There is no mapping of that name.')
}
