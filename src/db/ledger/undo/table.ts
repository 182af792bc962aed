import { sql, type RawBuilder } from 'kysely'
import { remember } from '../history.ts'
import { type Kept, rowId } from '../rows.ts'
import type { Loading } from '../loading.ts'
import { guardOf, type UndoTable } from './guards.ts'

/** What is undone, and the batch that undoes it. */
export type Undoing = Loading & { readonly undone: string }

export type Stays = { what: string; count: number; why: string }
export type Undone = { restores: number; removes: number; stays: Stays[] }

/**
 * The temp table `undo_<table>`: a batch's entries of a table, each with the row as it was before, and, where the
 * row is no longer as the batch left it, why it `stays`.
 */
export async function listEntries(of: Undoing, kept: Kept, entries: RawBuilder<unknown>): Promise<void> {
  const { db, org } = of
  const list = sql.raw(`undo_${kept.table}`)
  await sql`
    create temp table ${list} on commit drop as
    select e.row_id, e.before, null::text as stays, false as removed
    from (${entries}) e
  `.execute(db)
  await sql`create index on ${list} (row_id)`.execute(db)
  await sql`
    update ${list} u set stays = case
        when t.org_id is null then 'taken out since'
        when e.after_batch is null then 'there again since'
        when t.batch_id is null then 'edited by hand since'
        else 'changed since by the import of ' || coalesce(b.file_name, '?') || ' on ' || to_char(b.asked_at, 'YYYY-MM-DD')
      end
    from (${entries}) e
      left join ${sql.table(`app.${kept.table}`)} t on t.org_id = ${org} and ${rowId(kept, 't')} = e.row_id
      left join app.batch b on b.org_id = t.org_id and b.id = t.batch_id
    where u.row_id = e.row_id and (
      (t.org_id is null) <> (e.after_batch is null) or t.batch_id is distinct from e.after_batch)
  `.execute(db)
}

/** Takes out the rows that the batch brought, as far as nothing else has come to need them. */
export async function removeNew(of: Undoing, kept: UndoTable): Promise<void> {
  const { db, org } = of
  const [list, table] = [sql.raw(`undo_${kept.table}`), sql.table(`app.${kept.table}`)]
  const needed = guardOf(kept).needed
  // trees lose their leaves first, so it goes round until nothing more comes off
  for (;;) {
    const { numAffectedRows } = await sql`
      with gone as (
        delete from ${table} t using ${list} u
        where t.org_id = ${org} and ${rowId(kept, 't')} = u.row_id and u.before is null and u.stays is null
          and ${needed} is null
        returning ${rowId(kept, 't')} as row_id, to_jsonb(t) as was
      ),
      told as (
        ${remember(of, kept.table, sql`select g.row_id, g.was, null::uuid from gone g`)}
      )
      update ${list} u set removed = true from gone g where u.row_id = g.row_id
    `.execute(db)
    if (!numAffectedRows) break
  }
  await sql`
    update ${list} u set stays = ${needed}
    from ${table} t
    where t.org_id = ${org} and ${rowId(kept, 't')} = u.row_id and u.before is null and u.stays is null
      and not u.removed
  `.execute(db)
}

/** Puts rows back as they were, as far as their place is free. Those that may not overlap are taken out first. */
export async function restoreOld(of: Undoing, kept: UndoTable): Promise<void> {
  const { db, org } = of
  const [list, table] = [sql.raw(`undo_${kept.table}`), sql.table(`app.${kept.table}`)]
  await sql`
    create temp table back on commit drop as
    select u.row_id, o.*
    from ${list} u cross join lateral jsonb_populate_record(null::${table}, u.before) o
    where u.before is not null and u.stays is null
  `.execute(db)
  await sql`
    update ${list} u set stays = ${guardOf(kept).taken(of)}
    from back o where o.row_id = u.row_id and ${guardOf(kept).taken(of)} is not null
  `.execute(db)
  await sql`delete from back o using ${list} u where u.row_id = o.row_id and u.stays is not null`.execute(db)
  const found = sql`
    select o.row_id, to_jsonb(t), coalesce(o.batch_id, ${of.batch}::uuid)
    from back o left join ${table} t on t.org_id = ${org} and ${rowId(kept, 't')} = o.row_id`
  await remember(of, kept.table, found).execute(db)
  await putBack(of, kept)
  await sql`drop table back`.execute(db)
}

async function putBack({ db, org, batch }: Undoing, kept: UndoTable): Promise<void> {
  const table = sql.table(`app.${kept.table}`)
  const all = sql.raw([...kept.key, ...kept.columns].join(', '))
  if (kept.apart) {
    await sql`delete from ${table} t using back o where t.org_id = ${org} and ${rowId(kept, 't')} = o.row_id`.execute(
      db,
    )
  }
  const sets = [...kept.columns, 'batch_id'].map(column => `${column} = excluded.${column}`)
  await sql`
    insert into ${table} (org_id, ${all}, batch_id)
    select ${org}, ${all}, coalesce(o.batch_id, ${batch}) from back o
    on conflict (org_id, ${sql.raw(kept.key.join(', '))}) do update set ${sql.raw(sets.join(', '))}
  `.execute(db)
}

/** What was done with a table's entries. */
export async function undoneOf({ db }: Undoing, table: string): Promise<Undone> {
  const { rows } = await sql<{ stays: string | null; removes: boolean; n: bigint }>`
    select stays, before is null as removes, count(*) as n from ${sql.raw(`undo_${table}`)} group by 1, 2 order by 3 desc
  `.execute(db)
  const count = (removes: boolean) =>
    rows
      .filter(row => row.stays === null && row.removes === removes)
      .reduce((sum, row) => sum + Number(row.n), 0)
  return {
    restores: count(false),
    removes: count(true),
    stays: rows
      .filter(row => row.stays !== null)
      .map(row => ({ what: table, count: Number(row.n), why: row.stays! })),
  }
}
