import type { KeeperScope } from '#access/scope.ts'
import type { Day } from '#core/calendar/index.ts'
import { sql } from 'kysely'
import type { Db } from '../scope.ts'

/** One deal as it is learnt from: how long it lived, how it ended, whose it is. */
export type DealLife = {
  id: string
  created: Day
  closed: Day | null
  won: boolean | null
  amount: number | null
  segment: string
  /** Largest share first. */
  owners: { person: string; share: number; amount: number | null }[]
}
export type Teammate = { id: string; employed: boolean; house: boolean }
export type DealFacts = { deals: DealLife[]; people: Teammate[]; left: number }
export type DealSubject = { kind: 'person' | 'team'; id: string }

/** The newest so many deals: older ones say little of today's, and the read stays bounded. */
const most = 50_000

/**
 * The organisation's deals, and who belongs to the subject today. The segment is the product line where all products
 * share one, else the territory of the account on the day the deal arose. Left out: deals gone from the export, of
 * which nobody knows the end, and closed ones whose beginning or end nobody wrote down.
 */
export async function readDealFacts(
  db: Db,
  scope: KeeperScope,
  of: { subject: DealSubject },
): Promise<DealFacts> {
  const { rows } = await sql<DealLife & { seen: number }>`
    select o.id, coalesce(o.created_day, o.first_seen) as created, o.closed_day as closed,
      case when o.closed_day is null then null else o.outcome = 'won' end as won,
      o.amount_rc::float8 as amount, coalesce(line.name, place.name, '') as segment,
      (select coalesce(jsonb_agg(jsonb_build_object('person', c.person_id, 'share', c.share, 'amount', c.amount_rc)
          order by c.share desc, c.person_id), '[]')
       from app.opportunity_credit c where c.org_id = o.org_id and c.opportunity_id = o.id) as owners,
      count(*) over ()::int as seen
    from app.opportunity o
      left join lateral (
        select min(p.line) as name
        from app.opportunity_product op join app.product p on p.org_id = op.org_id and p.id = op.product_id
        where op.org_id = o.org_id and op.opportunity_id = o.id and p.line <> ''
        having count(distinct p.line) = 1) line on true
      left join app.account_territory t on t.org_id = o.org_id and t.account_id = o.account_id
        and coalesce(o.created_day, o.first_seen) between t.from_day and t.to_day
      left join app.territory place on place.org_id = t.org_id and place.id = t.territory_id
    where o.org_id = ${scope.org} and coalesce(o.created_day, o.first_seen) <= ${scope.today}
      and (o.outcome = 'open'
        or o.outcome in ('won', 'lost') and o.created_day is not null and o.closed_day is not null
          and not (o.closed_assumed and o.closed_day = o.first_seen))
    order by coalesce(o.created_day, o.first_seen) desc, o.id
    limit ${most}
  `.execute(db)
  return {
    deals: rows.map(({ id, created, closed, won, amount, segment, owners }) => ({
      id,
      created,
      closed,
      won,
      amount,
      segment,
      owners,
    })),
    people: await readTeammates(db, scope, of.subject),
    left: (rows[0]?.seen ?? 0) - rows.length,
  }
}

async function readTeammates(db: Db, scope: KeeperScope, { kind, id }: DealSubject): Promise<Teammate[]> {
  const { rows } = await sql<Teammate>`
    select p.id, ${scope.today}::date between p.start_day and p.end_day as employed, p.is_house as house
    from app.person p
    where p.org_id = ${scope.org} and ${
      kind === 'person'
        ? sql`p.id = ${id}`
        : sql`(${id}::uuid = ${scope.org}::uuid or exists (
            select from app.reach r
            where r.org_id = p.org_id and r.boss_id = ${id} and r.person_id = p.id
              and ${scope.today}::date between r.from_day and r.to_day))`
    }
    order by p.id
  `.execute(db)
  return rows
}
