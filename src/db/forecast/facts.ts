import type { KeeperScope } from '#access/scope.ts'
import type { Billed, ForecastMonths, HouseFacts, Seller } from '#core/forecast/house/index.ts'
import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../scope.ts'

type Of = { months: ForecastMonths; origin: { readonly day: string; readonly line: string } }

/**
 * What an organisation's forecast is made from: sums of the roll-ups up to the origin's day, as the ledger knows them now,
 * of the people as the reporting line has them on the origin's `line`.
 */
export async function readHouseFacts(db: Db, scope: KeeperScope, of: Of): Promise<HouseFacts> {
  const { people, left } = await readPeople(db, scope, of.origin.line)
  const billed = await billedBy(db, scope, { ...of, key: sql`d.person_id::text`, from: sql`app.person_day` })
  const productLines = await billedBy(db, scope, {
    ...of,
    key: sql`d.product_line`,
    from: sql`app.sales_day`,
  })
  const territories = await billedBy(db, scope, {
    ...of,
    key: sql`d.territory_id::text`,
    from: sql`app.sales_day`,
  })
  return { org: scope.org, people: [...people, ...left], billed, productLines, territories }
}

async function readPeople(
  db: Db,
  scope: KeeperScope,
  line: string,
): Promise<{ people: Seller[]; left: Seller[] }> {
  const { rows } = await sql<Seller>`
    select p.id, r.boss_id as manager, ${line}::date between p.start_day and p.end_day as employed
    from app.person p
      left join app.reach r on r.org_id = p.org_id and r.person_id = p.id and r.depth = 1
        and ${line}::date between r.from_day and r.to_day
    where p.org_id = ${scope.org}
    order by p.id
  `.execute(db)
  return { people: rows.filter(row => row.employed), left: rows.filter(row => !row.employed) }
}

async function billedBy(
  db: Db,
  scope: KeeperScope,
  of: Of & { key: RawBuilder<unknown>; from: RawBuilder<unknown> },
): Promise<Map<string, Billed>> {
  const { known, cuts, ahead } = of.months
  if (known.length === 0) return new Map()
  const current = ahead[0]!
  const froms = [...known, current].map(({ from }) => from)
  const points = [...Array.from({ length: known.length - cuts.length }, () => null), ...cuts]
  const { rows } = await sql<{ key: string; slot: number; net: bigint; by_point: bigint }>`
    select f.key, f.slot, sum(f.net)::bigint as net,
      coalesce(sum(f.net) filter (where f.day <= (${points}::date[])[f.slot]), 0)::bigint as by_point
    from (
      select ${of.key} as key, d.day, d.net, width_bucket(d.day, ${froms}::date[]) as slot
      from ${of.from} d
      where d.org_id = ${scope.org} and d.day between ${froms[0]}::date and ${of.origin.day}::date
    ) f
    group by f.key, f.slot
    order by f.key
  `.execute(db)
  const billed = new Map<string, { months: number[]; soFar: number; byPoint: number[] }>()
  for (const { key, slot, net, by_point } of rows) {
    const own =
      billed.get(key) ??
      billed
        .set(key, {
          months: known.map(() => 0),
          soFar: 0,
          byPoint: cuts.map(() => 0),
        })
        .get(key)!
    if (slot > known.length) own.soFar = Number(net)
    else own.months[slot - 1] = Number(net)
    const point = slot - 1 - (known.length - cuts.length)
    if (point >= 0 && point < cuts.length) own.byPoint[point] = Number(by_point)
  }
  return billed
}
