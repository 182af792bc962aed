import type { KeeperScope } from '#access/scope.ts'
import type { Earned, NodeParts, PublishedPart } from '#core/forecast/joined/index.ts'
import { sql } from 'kysely'
import type { Db } from '../scope.ts'
import { portions } from './portions.ts'

/** Month ends that weights are learnt from: three years back business was another. */
const mostOrigins = 36
/** Beyond so many people the company's own errors say enough. */
const mostPeople = 2000

/** Parts of what was published as of month ends before a day, of the company and its people; of several the last made. */
export async function publishedParts(db: Db, scope: KeeperScope, origin: string): Promise<PublishedPart[]> {
  const { rows } = await sql<PublishedPart>`
    with cut as (
      select distinct on (f.origin) f.id, f.origin, f.ahead
      from app.forecast f
      where f.org_id = ${scope.org} and f.origin < ${origin}::date
        and (f.ahead -> 0 ->> 'from')::date = f.origin + 1
        and exists (select from app.forecast_part p where p.org_id = f.org_id and p.forecast_id = f.id)
      order by f.origin desc, f.made_at desc
      limit ${mostOrigins}
    )
    select c.origin, n.person_id as person, c.ahead -> (p.h - 1) ->> 'from' as "from", c.ahead -> (p.h - 1) ->> 'to' as "to",
      p.h as ahead, p.series::float8, p.open_deals::float8 as open, p.not_yet_seen::float8 as "notYetSeen"
    from cut c
      join app.forecast_part p on p.org_id = ${scope.org} and p.forecast_id = c.id
      join app.forecast_node n on n.org_id = p.org_id and n.forecast_id = p.forecast_id and n.n = p.n
    where (n.n = 0 or n.kind = 'person' and n.n <= ${mostPeople})
      and (c.ahead -> (p.h - 1) ->> 'to')::date <= ${origin}::date
    order by c.origin, p.h, n.n
  `.execute(db)
  return rows
}

export async function writeParts(
  db: Db,
  scope: KeeperScope,
  of: { id: string; parts: readonly NodeParts[] },
): Promise<void> {
  const rows = of.parts.flatMap(({ n, series, open, notYetSeen }) =>
    series.map((value, at) => ({
      n,
      h: at + 1,
      series: value,
      open: open[at]!,
      unseen: notYetSeen[at]!,
    })),
  )
  for (const some of portions(rows)) {
    await sql`
      insert into app.forecast_part (org_id, forecast_id, n, h, series, open_deals, not_yet_seen)
      select ${scope.org}, ${of.id}, r.n, r.h, r.series, r.open, r.unseen
      from jsonb_to_recordset(${JSON.stringify(some)}) as r (
        n int, h int, series bigint, open bigint, unseen bigint)
    `.execute(db)
  }
}

export type JoinedRow = { near: Earned; far: Earned }
type PartsRow = { series: number; open: number; notYetSeen: number }

/** Parts of a place in a forecast, where one may see them. */
export async function partsOfNode(db: Db, forecast: string, n: number): Promise<PartsRow[]> {
  const { rows } = await sql<PartsRow>`
    select series::float8, open_deals::float8 as open, not_yet_seen::float8 as "notYetSeen"
    from app.forecast_part where org_id = app.org() and forecast_id = ${forecast} and n = ${n} order by h
  `.execute(db)
  return rows
}
