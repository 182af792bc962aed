import { Failure } from '#core/failure.ts'
import { sql } from 'kysely'
import { type Loading, refuseBackwards, refuseRepeated } from '../loading.ts'
import { writeRows } from '../rows.ts'
import { keptTables } from '../tables.ts'

export async function checkFiscal(load: Loading): Promise<void> {
  await refuseBackwards(load, 'from', 'to')
  await refuseRepeated(load, ['kind', 'code'])
  await refuseRepeated(load, ['kind', 'from'])
}

/** A period known by its name moves with its days. */
export async function applyFiscal(load: Loading): Promise<void> {
  const { db, org } = load
  await sql`
    create temp table wanted_fiscal_period on commit drop as
    select kind, "from" as from_day, code, "to" as to_day from staged
  `.execute(db)
  await sql`
    create temp table gone_fiscal_period on commit drop as
    select f.kind, f.from_day
    from app.fiscal_period f join staged s on s.kind = f.kind and s.code = f.code and s."from" <> f.from_day
    where f.org_id = ${org}
      and not exists (select from wanted_fiscal_period w where w.kind = f.kind and w.from_day = f.from_day)
  `.execute(db)
  await refuseOverlap(load)
  await writeRows(load, keptTables.fiscal_period, true)
}

async function refuseOverlap({ db, org }: Loading): Promise<void> {
  const { rows } = await sql<{ code: string; other: string }>`
    with every as (
      select kind, from_day, to_day, code from wanted_fiscal_period
      union all
      select f.kind, f.from_day, f.to_day, f.code from app.fiscal_period f
      where f.org_id = ${org} and (f.kind, f.from_day) not in (select kind, from_day from wanted_fiscal_period)
        and (f.kind, f.from_day) not in (select kind, from_day from gone_fiscal_period)
    )
    select a.code, b.code as other
    from every a join every b on a.kind = b.kind and a.from_day < b.from_day and a.to_day >= b.from_day
    limit 1
  `.execute(db)
  if (rows[0]) throw new Failure('invalid', `The periods ${rows[0].code} and ${rows[0].other} overlap.`)
}
