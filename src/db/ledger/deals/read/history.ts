import type { Day } from '#core/calendar/index.ts'
import { sql } from 'kysely'
import type { Db } from '../../../scope.ts'

export type ChangeRow = {
  day: Day
  field: 'stage' | 'outcome' | 'amount' | 'expected' | 'owners'
  before: string | null
  after: string | null
}
export type DealHistory = {
  firstSeen: Day
  products: { name: string; quantity: string }[]
  changes: ChangeRow[]
}

/** What is to be sold in an opportunity, and what changed from export to export. */
export async function readHistory(db: Db, id: string): Promise<DealHistory> {
  const { rows } = await sql<DealHistory>`
    select o.first_seen as "firstSeen",
      (select coalesce(jsonb_agg(jsonb_build_object('name', p.name, 'quantity', c.quantity::text) order by p.name), '[]')
       from app.opportunity_product c join app.product p on p.org_id = c.org_id and p.id = c.product_id
       where c.org_id = o.org_id and c.opportunity_id = o.id) as products,
      (select coalesce(jsonb_agg(jsonb_build_object('day', h.day, 'field', h.field, 'before', h.before, 'after', h.after)
          order by h.day, h.batch_id, h.field), '[]')
       from app.opportunity_change h where h.org_id = o.org_id and h.opportunity_id = o.id) as changes
    from app.opportunity o where o.org_id = app.org() and o.id = ${id}
  `.execute(db)
  return rows[0]!
}

/** Names of those whom the reader may know. */
export async function namesOfPeople(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from app.person where org_id = app.org() and id = any (${ids}::uuid[])
  `.execute(db)
  return new Map(rows.map(({ id, name }) => [id, name]))
}

export type StageRow = { name: string; outcome: 'open' | 'won' | 'lost'; given: boolean }
export type ExportRow = { source: string; first: Day; last: Day; count: number }

export async function readStages(db: Db): Promise<{ stages: StageRow[]; exports: ExportRow[] }> {
  const { rows: stages } = await sql<StageRow>`
    select name, outcome, given from app.stage where org_id = app.org()
    order by array_position(array['open', 'won', 'lost'], outcome), position, name
  `.execute(db)
  const { rows: exports } = await sql<ExportRow>`
    select source, min(day) as first, max(day) as last, count(*)::int as count
    from app.opportunity_export where org_id = app.org()
    group by source order by source
  `.execute(db)
  return { stages, exports }
}
