import type { KeeperScope } from '#access/scope.ts'
import { sql, type RawBuilder } from 'kysely'
import type { Db } from '../scope.ts'

/** What is taken out where the file lacks it: nothing, rows of the months it holds, or all of its source. */
export type Replaces = 'nothing' | 'months' | 'all'

/** What every step of a load works with. Its temp tables (`staged`, `wanted_…`, `touched_…`) live in the transaction. */
export type Loading = {
  readonly db: Db
  readonly scope: KeeperScope
  readonly org: string
  readonly batch: string
  readonly source: string
  readonly replaces: Replaces
  /** The reporting currency. */
  readonly currency: string
  /** Whether the file says anything of a field: what it does not speak of stays as it is. */
  readonly says?: (field: string) => boolean
  /** What the file calls a field, for refusals. */
  readonly columnOf: (field: string) => string
  /** Sentences for the report. */
  readonly notes: string[]
  /** Rows refused here, beside those that the reader refused; and entries of the list, of which a row may have two. */
  refused: number
  listed: number
}

/**
 * Refuses staged rows: `bad` selects id, line, value and reason. They leave the stage and stay in the batch's list.
 */
export async function refuse(load: Loading, field: string, bad: RawBuilder<unknown>): Promise<void> {
  const { rows } = await sql<{ rows: bigint; listed: bigint }>`
    with bad as materialized (${bad}),
    listed as (
      insert into app.refusal (org_id, batch_id, line, ordinal, column_name, value, reason)
      select ${load.org}, ${load.batch}, b.line, ${load.listed} + row_number() over (order by b.line),
        ${load.columnOf(field)}, left(coalesce(b.value, ''), 1000), b.reason
      from bad b
    ),
    gone as (delete from staged s using bad b where s.id = b.id)
    select count(distinct b.id) as rows, count(*) as listed from bad b
  `.execute(load.db)
  load.refused += Number(rows[0]!.rows)
  load.listed += Number(rows[0]!.listed)
}

/** Moves what the reader refused from the stage to the batch's list. */
export async function listRefused({ db, org, batch }: Loading): Promise<void> {
  await sql`
    with gone as (delete from staged where refused_reason is not null returning *)
    insert into app.refusal (org_id, batch_id, line, ordinal, column_name, value, reason)
    select ${org}, ${batch}, at_line, -row_number() over (order by at_line), refused_column, left(refused_value, 1000), refused_reason
    from gone
  `.execute(db)
}

/** A row of a file that names the same thing as an earlier one: once is enough, twice is a question. */
export async function refuseRepeated(load: Loading, fields: readonly string[]): Promise<void> {
  const by = sql.raw(fields.map(field => `s."${field}"`).join(', '))
  const value = sql.raw(fields.map(field => `s."${field}"::text`).join(', '))
  await refuse(
    load,
    fields[0]!,
    sql`
      select r.id, r.line, r.value, 'stands on line ' || r.first || ' already' as reason
      from (
        select s.id, s.at_line as line, concat_ws(', ', ${value}) as value, first_value(s.at_line) over same as first,
          row_number() over same as n
        from staged s
        window same as (partition by ${by} order by s.at_line)
      ) r
      where r.n > 1`,
  )
}

/** Rows whose code names nobody, or nothing, that the ledger knows. */
export async function refuseUnknown(
  load: Loading,
  field: string,
  of: { table: 'person' | 'territory' | 'account'; known: string; alsoStaged?: boolean },
): Promise<void> {
  const column = sql.raw(`s."${field}"`)
  const stagedToo = of.alsoStaged
    ? sql`and not exists (select from staged o where o.code = ${column})`
    : sql``
  await refuse(
    load,
    field,
    sql`
      select s.id, s.at_line as line, ${column} as value, ${of.known} as reason
      from staged s
      where ${column} is not null
        and not exists (select from ${sql.table(`app.${of.table}`)} t where t.org_id = ${load.org} and t.code = ${column})
        ${stagedToo}`,
  )
}

/** Rows whose last day lies before the first. */
export async function refuseBackwards(load: Loading, first: string, last: string): Promise<void> {
  const [a, b] = [sql.raw(`s."${first}"`), sql.raw(`s."${last}"`)]
  await refuse(
    load,
    last,
    sql`select s.id, s.at_line as line, ${b}::text as value, 'lies before the first day, ' || ${a} as reason
      from staged s where ${b} < ${a}`,
  )
}
