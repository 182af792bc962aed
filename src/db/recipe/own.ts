import type { PersonScope } from '#access/scope.ts'
import { sql } from 'kysely'
import type { Db } from '../scope.ts'

/** What somebody steers by: figures, the level a week they want of each, and notes. */
export type Kept = {
  readonly figures: readonly {
    readonly figure: string
    readonly perWeek: number | null
    readonly note: string
  }[]
  readonly note: string
}
export type KeptVersion = { readonly version: number; readonly at: string; readonly kept: Kept }

/** The versions of a person's own recipe, the latest first. */
export async function keptBy(db: Db, scope: PersonScope, person: string): Promise<KeptVersion[]> {
  const { rows } = await sql<{ version: number; at: Date; kept: Kept }>`
    select version, kept_at as at, kept
    from app.own_recipe
    where org_id = ${scope.org} and person_id = ${person}
    order by version desc
    limit 20
  `.execute(db)
  return rows.map(row => ({ ...row, at: new Date(row.at).toISOString() }))
}

/** Adds a version to one's own recipe, unless another has come in between. */
export async function keep(
  db: Db,
  scope: PersonScope,
  of: { version: number; kept: Kept },
): Promise<'kept' | 'not_the_latest'> {
  const { rows } = await sql`
    insert into app.own_recipe (org_id, person_id, version, kept)
    select ${scope.org}, ${scope.person}, ${of.version}::int, ${JSON.stringify(of.kept)}
    where ${of.version}::int = (
      select coalesce(max(version), 0) + 1 from app.own_recipe where org_id = ${scope.org} and person_id = ${scope.person})
    on conflict do nothing
    returning version
  `.execute(db)
  return rows.length === 1 ? 'kept' : 'not_the_latest'
}
