import type { Day, Range } from '#core/calendar/index.ts'
import { sql } from 'kysely'
import { arrays } from '../figures/whose.ts'
import type { Db } from '../scope.ts'
import type { QuotaRow } from '../targets.ts'

/** Where most of a person's billing lies; the key is an id, or a hidden number that holds within the transaction. */
export type MainPlace = {
  readonly key: string
  readonly territory: string | null
  readonly productLine: string | null
}

export async function mainPlaces(db: Db, of: { team: string; range: Range }): Promise<MainPlace[]> {
  const { rows } = await sql<MainPlace>`
    select key, territory, product_line as "productLine"
    from app.main_places(${of.team}::uuid, ${of.range.from}::date, ${of.range.to}::date)
  `.execute(db)
  return rows
}

/** Quotas and billing of everybody with whom a person is compared; hidden people by number. For reckoning, not for telling. */
export async function peers(
  db: Db,
  of: { person: string; ranges: readonly Range[]; until: Day },
): Promise<QuotaRow[]> {
  const { froms, tos } = arrays(of.ranges)
  const untils = of.ranges.map(() => of.until)
  const { rows } = await sql<{ period: number; key: string; quota: bigint; net_with_quota: bigint }>`
    select period, key, quota, net_with_quota
    from app.peers(${of.person}::uuid, ${froms}::date[], ${tos}::date[], ${untils}::date[])
  `.execute(db)
  return rows.map(row => ({
    range: row.period - 1,
    key: row.key,
    quota: Number(row.quota),
    netWithQuota: Number(row.net_with_quota),
  }))
}
