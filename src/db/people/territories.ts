/**
 * Territories and who works them, read, and written as they are changed by hand (an import writes the same tables by
 * way of db/ledger/rows.ts). What was changed by hand bears no batch, so that no undo of an import takes it back.
 */
import type { Scope } from '#access/scope.ts'
import type { Day } from '#core/calendar/index.ts'
import { Failure } from '#core/failure.ts'
import { sql } from 'kysely'
import type { Db } from '../scope.ts'

export type TerritoryRow = {
  id: string
  code: string
  name: string
  parentId: string | null
  end: Day | null
}

export type AssignmentRow = {
  id: string
  person: string
  territory: string
  from: Day | null
  to: Day | null
}

export async function readTerritories(db: Db, scope: Scope): Promise<TerritoryRow[]> {
  const { rows } = await sql<TerritoryRow>`
    select id, code, name, parent_id as "parentId", nullif(end_day, '9999-12-31') as "end"
    from app.territory
    where org_id = ${scope.org}
    order by name, id
  `.execute(db)
  return rows
}

/** Every assignment of people whom the scope may know, open ends as null. */
export async function readAssignments(db: Db, scope: Scope): Promise<AssignmentRow[]> {
  const { rows } = await sql<AssignmentRow>`
    select id, person_id as person, territory_id as territory, nullif(from_day, '0001-01-01') as "from",
      nullif(to_day, '9999-12-31') as "to"
    from app.assignment
    where org_id = ${scope.org}
    order by from_day, id
  `.execute(db)
  return rows
}

/** How many accounts lie in a territory after a day (any day, where none is given). */
export async function accountsIn(
  db: Db,
  scope: Scope,
  of: { territory: string; after?: Day },
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(distinct account_id)::int as count
    from app.account_territory
    where org_id = ${scope.org} and territory_id = ${of.territory} and to_day > ${of.after ?? '0001-01-01'}
  `.execute(db)
  return rows[0]!.count
}

export async function addTerritory(db: Db, scope: Scope, row: TerritoryRow): Promise<void> {
  await sql`
    insert into app.territory (org_id, id, code, name, parent_id, end_day)
    values (${scope.org}, ${row.id}, ${row.code}, ${row.name}, ${row.parentId}, coalesce(${row.end}::date, '9999-12-31'))
  `.execute(db)
}

export async function saveTerritory(db: Db, scope: Scope, row: TerritoryRow): Promise<void> {
  await sql`
    update app.territory
    set code = ${row.code}, name = ${row.name}, parent_id = ${row.parentId},
      end_day = coalesce(${row.end}::date, '9999-12-31'), batch_id = null
    where org_id = ${scope.org} and id = ${row.id}
  `.execute(db)
}

export async function dropTerritory(db: Db, scope: Scope, id: string): Promise<void> {
  await sql`delete from app.territory where org_id = ${scope.org} and id = ${id}`.execute(db)
}

export async function addAssignment(db: Db, scope: Scope, row: AssignmentRow): Promise<void> {
  await atOnce(
    sql`
      insert into app.assignment (org_id, id, person_id, territory_id, from_day, to_day)
      values (${scope.org}, ${row.id}, ${row.person}, ${row.territory}, coalesce(${row.from}::date, '0001-01-01'),
        coalesce(${row.to}::date, '9999-12-31'))
    `.execute(db),
  )
}

export async function saveAssignmentEnd(
  db: Db,
  scope: Scope,
  of: { id: string; to: Day | null },
): Promise<void> {
  await atOnce(
    sql`
      update app.assignment
      set to_day = coalesce(${of.to}::date, '9999-12-31'), batch_id = null
      where org_id = ${scope.org} and id = ${of.id}
    `.execute(db),
  )
}

export async function dropAssignment(db: Db, scope: Scope, id: string): Promise<void> {
  await sql`delete from app.assignment where org_id = ${scope.org} and id = ${id}`.execute(db)
}

/** An import that ran at the same moment may have brought what was not there when it was checked. */
async function atOnce(writing: Promise<unknown>): Promise<void> {
  await writing.catch((error: unknown) => {
    if ((error as { code?: string }).code !== '23P01') throw error
    throw new Failure(
      'conflict',
      'Somebody changed who works this territory at the same moment. Look at it again.',
    )
  })
}
