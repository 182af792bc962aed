import type { KeeperScope } from '#access/scope.ts'
import type { Day } from '#core/calendar/index.ts'
import type { Deal, LearntDeals, PeoplesDeals, Stay } from '#core/forecast/deals/index.ts'
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
  /** The first day of which its source knows how deals ended. */
  known: Day
  /** Stages it was seen open in, oldest first. */
  stays: Stay[]
  /** Largest share first. */
  owners: { person: string; share: number; amount: number | null }[]
}
export type Teammate = { id: string; employed: boolean; house: boolean }
export type DealFacts = { deals: DealLife[]; left: number; exports: number }
export type DealSubject = { kind: 'person' | 'team'; id: string }

/** What was learnt from everybody's deals, and a subject's own part of it. */
export type DealLearning = {
  readonly facts: DealFacts
  readonly deals: readonly Deal[]
  readonly people: readonly Teammate[]
  readonly learnt: LearntDeals | null
  readonly outlook: PeoplesDeals | null
}

/** The newest so many deals: older ones say little of today's, and the read stays bounded. */
const most = 50_000

/**
 * The organisation's deals, and how many exports told of them. The segment is the product line where all products
 * share one, else the territory of the account on the day the deal arose. Left out: deals gone from the export, of
 * which nobody knows the end, and closed ones whose beginning or end nobody wrote down.
 */
export async function readDealFacts(db: Db, scope: KeeperScope): Promise<DealFacts> {
  const { rows } = await sql<DealLife & { seen: number; exports: number }>`
    with life as materialized (
      select o.*, coalesce(o.created_day, o.first_seen) as born,
        min(o.closed_day) over (partition by o.source) as known, count(*) over ()::int as seen
      from app.opportunity o
      where o.org_id = ${scope.org} and coalesce(o.created_day, o.first_seen) <= ${scope.today}
        and (o.outcome = 'open'
          or o.outcome in ('won', 'lost') and o.created_day is not null and o.closed_day is not null
            and not (o.closed_assumed and o.closed_day = o.first_seen))
      order by born desc, o.id
      limit ${most}
    ),
    stay as (${staysOf(scope.org)})
    select o.id, o.born as created, o.closed_day as closed, coalesce(o.known, o.born) as known,
      case when o.closed_day is null then null else o.outcome = 'won' end as won,
      o.amount_rc::float8 as amount, coalesce(line.name, place.name, '') as segment,
      coalesce(stay.stays, '[]') as stays, o.seen,
      (select count(*)::int from app.opportunity_export e where e.org_id = o.org_id) as exports,
      (select coalesce(jsonb_agg(jsonb_build_object('person', c.person_id, 'share', c.share, 'amount', c.amount_rc)
          order by c.share desc, c.person_id), '[]')
       from app.opportunity_credit c where c.org_id = o.org_id and c.opportunity_id = o.id) as owners
    from life o
      left join stay on stay.id = o.id
      left join lateral (
        select min(p.line) as name
        from app.opportunity_product op join app.product p on p.org_id = op.org_id and p.id = op.product_id
        where op.org_id = o.org_id and op.opportunity_id = o.id and p.line <> ''
        having count(distinct p.line) = 1) line on true
      left join app.account_territory t on t.org_id = o.org_id and t.account_id = o.account_id
        and o.born between t.from_day and t.to_day
      left join app.territory place on place.org_id = t.org_id and place.id = t.territory_id
    order by o.born desc, o.id
  `.execute(db)
  return {
    deals: rows.map(({ seen: _seen, exports: _exports, ...deal }) => deal),
    left: (rows[0]?.seen ?? 0) - rows.length,
    exports: rows[0]?.exports ?? 0,
  }
}

/**
 * Stages in which each deal of `life` was seen open: the one of its first export, then each that a later export changed
 * it to. When the first began is known of deals that arose since the export before.
 */
const staysOf = (org: string) => sql`
  with change as (
    select c.opportunity_id as id, c.day, c.before, c.after,
      row_number() over (partition by c.opportunity_id order by c.day, c.id) as nth
    from app.opportunity_change c where c.org_id = ${org} and c.field = 'stage'
  ),
  stood as (
    select l.id, coalesce((select c.before from change c where c.id = l.id and c.nth = 1), l.stage) as stage,
      l.first_seen as seen, l.born, 0 as nth,
      (select max(e.day) from app.opportunity_export e
       where e.org_id = ${org} and e.source = l.source and e.day < l.first_seen) as export_before
    from life l
    union all
    select c.id, c.after, c.day, null, c.nth, null from change c
  )
  select s.id, jsonb_agg(jsonb_build_object('stage', s.stage, 'seen', s.seen,
      'from', case when s.born > s.export_before then s.born else s.seen end,
      'begun', s.nth > 0 or coalesce(s.born > s.export_before, false)) order by s.nth) as stays
  from stood s
    join app.stage t on t.org_id = ${org} and t.name = s.stage and t.outcome = 'open'
    join life l on l.id = s.id and (l.closed_day is null or s.seen <= l.closed_day)
  group by s.id`

/** Who belongs to a subject today. */
export async function readTeammates(
  db: Db,
  scope: KeeperScope,
  { kind, id }: DealSubject,
): Promise<Teammate[]> {
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
