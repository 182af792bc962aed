/** Recipes as the worker found them, and what people keep of their own. */
import type { KeeperScope, PersonScope, Scope } from '#access/scope.ts'
import type { Day } from '#core/calendar/index.ts'
import { type Measured, type OrganisationRecipe, recipeMethod } from '#core/recipe/index.ts'
import { sql } from 'kysely'
import type { Db, Pools } from '../scope.ts'

/** What everybody may read of an organisation's recipe: nothing about a person. */
export type StoredRecipe = Omit<OrganisationRecipe, 'own'> & { readonly from: Day | null }

/** What a recipe was found from, so that it can be told when it has to be looked for anew. */
export type FoundFrom = {
  /** When the facts were read: what came in while it was looked for is not in it. */
  readonly at: string
  /** Versions of the organisation's own figures that were known. */
  readonly ownVersions: number
}

/** Organisations whose recipe is older than their ledger or their own figures, or found by an earlier method. */
export async function recipesDue(pools: Pools): Promise<string[]> {
  const { rows } = await sql<{ org: string }>`select app.recipes_due(${recipeMethod}) as org`.execute(
    pools.keeper,
  )
  return rows.map(row => row.org)
}

export async function saveRecipe(
  db: Db,
  scope: KeeperScope,
  of: { to: Day; found: StoredRecipe; own: OrganisationRecipe['own']; foundFrom: FoundFrom },
): Promise<void> {
  await sql`
    insert into app.recipe (org_id, to_day, found, found_at, method, own_versions)
    values (${scope.org}, ${of.to}, ${JSON.stringify(of.found)}, ${of.foundFrom.at}, ${recipeMethod}, ${of.foundFrom.ownVersions})
    on conflict (org_id, to_day) do update
      set found = excluded.found, found_at = excluded.found_at, method = excluded.method, own_versions = excluded.own_versions
  `.execute(db)
  await sql`delete from app.person_recipe where org_id = ${scope.org}`.execute(db)
  await sql`
    insert into app.person_recipe (org_id, person_id, to_day, measured)
    select ${scope.org}, o.id, ${of.to}, o.measured
    from jsonb_to_recordset(${JSON.stringify(of.own)}::jsonb) as o (id uuid, measured jsonb)
  `.execute(db)
}

export async function latestRecipe(
  db: Db,
  scope: Scope,
): Promise<{ to: Day; foundAt: string; found: StoredRecipe } | undefined> {
  const { rows } = await sql<{ to: Day; foundAt: Date; found: StoredRecipe }>`
    select to_day as "to", found_at as "foundAt", found
    from app.recipe
    where org_id = ${scope.org}
    order by to_day desc
    limit 1
  `.execute(db)
  const row = rows[0]
  return row && { ...row, foundAt: new Date(row.foundAt).toISOString() }
}

export async function measuredOf(
  db: Db,
  scope: PersonScope,
  person: string,
): Promise<{ to: Day; measured: Measured } | undefined> {
  const { rows } = await sql<{ to: Day; measured: Measured }>`
    select to_day as "to", measured
    from app.person_recipe
    where org_id = ${scope.org} and person_id = ${person}
  `.execute(db)
  return rows[0]
}

/** The quota that a day lies in, and what was billed of it up to that day. */
export async function targetOn(
  db: Db,
  scope: PersonScope,
  of: { person: string; day: Day },
): Promise<{ from: Day; to: Day; quota: number; billed: number } | undefined> {
  const { rows } = await sql<{ from: Day; to: Day; quota: number; billed: number }>`
    select q.from_day as "from", q.to_day as "to", q.amount_rc::float8 as quota, (
      select coalesce(sum(d.net), 0)::float8
      from app.person_day d
      where d.org_id = q.org_id and d.person_id = q.person_id and d.day between q.from_day and ${of.day}) as billed
    from app.quota q
    where q.org_id = ${scope.org} and q.person_id = ${of.person} and q.figure = 'billed_revenue'
      and ${of.day} between q.from_day and q.to_day
  `.execute(db)
  return rows[0]
}
