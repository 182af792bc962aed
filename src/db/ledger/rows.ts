import { sql, type RawBuilder } from 'kysely'
import { remember } from './history.ts'
import type { Loading } from './loading.ts'

/** A table that batches keep: its key beside the organisation, and the columns that an import says. */
export type Kept = {
  readonly table: string
  readonly key: readonly string[]
  readonly columns: readonly string[]
  /** No two rows may overlap: rows that change are taken out before they come back. */
  readonly apart?: true
}

/**
 * Makes a table as `wanted_<table>` says, and takes out what `gone_<table>` lists (if `gone`): what was there is kept
 * for undo, rows that are as wanted already stay untouched. Every batch writes its small tables through here.
 */
export async function writeRows(load: Loading, kept: Kept, gone = false): Promise<void> {
  const { db, org, batch } = load
  const { table, wanted, same, differs } = parts(kept)
  const removed = gone
    ? sql`union all
      select ${rowId(kept, 't')}, to_jsonb(t), null
      from app.${table} t join ${sql.raw(`gone_${kept.table}`)} w on ${same}
      where t.org_id = ${org}`
    : sql``
  const found = sql`
    select ${rowId(kept, 'w')}, to_jsonb(t), ${batch}::uuid
    from ${wanted} w left join app.${table} t on t.org_id = ${org} and ${same}
    where t.org_id is null or ${differs}
    ${removed}`
  await remember(load, kept.table, found).execute(db)
  if (gone) {
    await sql`delete from app.${table} t using ${sql.raw(`gone_${kept.table}`)} w
      where t.org_id = ${org} and ${same}`.execute(db)
  }
  await put(load, kept)
  await sql`drop table ${wanted}`.execute(db)
}

async function put({ db, org, batch }: Loading, kept: Kept): Promise<void> {
  const { table, wanted, columns, same, differs } = parts(kept)
  const all = [...kept.key, ...kept.columns]
  await sql`create temp table put on commit drop as
    select w.* from ${wanted} w left join app.${table} t on t.org_id = ${org} and ${same}
    where t.org_id is null or ${differs}`.execute(db)
  if (kept.apart) {
    await sql`delete from app.${table} t using put w where t.org_id = ${org} and ${same}`.execute(db)
  }
  await sql`
    insert into app.${table} (org_id, ${sql.raw(all.join(', '))}, batch_id)
    select ${org}, ${sql.raw(all.map(column => `w.${column}`).join(', '))}, ${batch}
    from put w
    on conflict (org_id, ${sql.raw(kept.key.join(', '))}) do update
    set ${columns.length > 0 ? sql`${sql.raw(kept.columns.map(c => `${c} = excluded.${c}`).join(', '))},` : sql``}
      batch_id = excluded.batch_id
  `.execute(db)
  await sql`drop table put`.execute(db)
}

/** How many rows of a table the batch brought new, changed, and took out. */
export async function countRows(
  { db, org, batch }: Loading,
  table: string,
): Promise<{ fresh: number; changed: number; removed: number }> {
  const { rows } = await sql<{ fresh: bigint; changed: bigint; removed: bigint }>`
    select count(*) filter (where before is null) as fresh,
      count(*) filter (where before is not null and after_batch is not null) as changed,
      count(*) filter (where before is not null and after_batch is null) as removed
    from app.replaced
    where org_id = ${org} and batch_id = ${batch} and what = ${table}
  `.execute(db)
  const { fresh, changed, removed } = rows[0]!
  return { fresh: Number(fresh), changed: Number(changed), removed: Number(removed) }
}

/** A row's key as one text, as `replaced` names it. */
export const rowId = (kept: Kept, alias: string): RawBuilder<string> =>
  sql.raw(`concat_ws(' ', ${kept.key.map(column => `${alias}.${column}`).join(', ')})`)

function parts(kept: Kept) {
  const list = (alias: string) => kept.columns.map(column => `${alias}.${column}`).join(', ')
  return {
    table: sql.raw(kept.table),
    wanted: sql.raw(`wanted_${kept.table}`),
    columns: kept.columns,
    same: sql.raw(kept.key.map(column => `t.${column} = w.${column}`).join(' and ')),
    differs: sql.raw(
      kept.columns.length === 0 ? 'false' : `(row(${list('t')}) is distinct from row(${list('w')}))`,
    ),
  }
}
