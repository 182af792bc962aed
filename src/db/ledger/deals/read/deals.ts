import type { Day } from '#core/calendar/index.ts'
import { sql, type RawBuilder } from 'kysely'
import type { Db } from '../../../scope.ts'
import { pageOf, readCursor } from '../../cursor.ts'
import { havingMoved } from './moves.ts'

export type DealSubject = { kind: 'person' | 'team' | 'account'; id: string }
export type DealSort = 'due' | '-due' | 'worth' | '-worth' | 'created' | '-created'
export type DealQuestion = {
  readonly subject: DealSubject
  readonly outcome: 'open' | 'won' | 'lost' | 'gone' | 'all'
  readonly stage?: string | undefined
  readonly stale?: 'yes' | 'no' | undefined
  /** A stage that was left: for `reached`, or with `outcome` for an end; and the first day deals may have begun on. */
  readonly left?: string | undefined
  readonly reached?: string | undefined
  readonly since?: string | undefined
  readonly q?: string | undefined
}

export type DealRow = {
  id: string
  code: string
  name: string
  accountId: string | null
  account: string | null
  stage: string
  outcome: 'open' | 'won' | 'lost' | 'gone'
  amount: bigint | null
  currency: string
  worth: bigint | null
  worthBy: 'said' | 'list' | 'unknown'
  credited: bigint | null
  created: Day | null
  due: Day | null
  dueBy: 'closed' | 'first_seen_closed' | 'said' | 'stage' | 'all' | 'unknown'
  stale: boolean
  owners: { personId: string | null; name: string; share: number }[]
  lossReason: string | null
  competitor: string | null
  origin: string | null
}

const sorts = {
  due: { column: sql`coalesce(o.closed_day, o.likely_day, '9999-12-31')`, type: 'date' },
  worth: { column: sql`coalesce(o.credited, 0)`, type: 'bigint' },
  created: { column: sql`coalesce(o.created_day, '0001-01-01')`, type: 'date' },
} as const

/** How many there are on all pages, and what is credited to the subject. */
export type DealTotals = { count: number; credited: number }

/** Opportunities to a question, as far as one may open them, a page at a time; only the page's are looked up in full. */
export async function readDeals(
  db: Db,
  question: DealQuestion,
  page: { sort: DealSort; after?: string | undefined; limit: number },
): Promise<{ deals: DealRow[]; next: string | null; totals: DealTotals }> {
  const down = page.sort.startsWith('-')
  const by = page.sort.replace('-', '') as keyof typeof sorts
  const { column, type } = sorts[by]
  const order = sql.raw(down ? 'desc' : 'asc')
  const at = readCursor(page.after, { value: type === 'date' ? 'day' : 'number' })
  const further = at
    ? sql`where (m.place, m.id) ${sql.raw(down ? '<' : '>')} (cast(${at.value} as ${sql.raw(type)}), ${at.id}::uuid)`
    : sql``
  const { rows } = await sql<DealRow & { place: string; totals: DealTotals }>`
    with matching as materialized (
      select o.id, o.credited, ${column} as place from ${matching(question)}
    ),
    page as (
      select m.* from matching m ${further} order by m.place ${order}, m.id ${order} limit ${page.limit + 1}
    )
    select ${columns}, p.credited, p.place::text as place,
      (select jsonb_build_object('count', count(*), 'credited', coalesce(sum(m.credited), 0)) from matching m) as totals
    from page p
      join app.opportunity o on o.org_id = app.org() and o.id = p.id
      left join app.account a on a.org_id = o.org_id and a.id = o.account_id
    order by p.place ${order}, o.id ${order}
  `.execute(db)
  const { page: deals, next } = pageOf(rows, page.limit, row => ({ value: row.place, id: row.id }))
  return { deals: deals.map(withHidden), next, totals: rows[0]?.totals ?? { count: 0, credited: 0 } }
}

export async function readDeal(db: Db, id: string): Promise<DealRow | undefined> {
  const { rows } = await sql<DealRow>`
    select ${columns}, null::bigint as credited
    from app.opportunity o left join app.account a on a.org_id = o.org_id and a.id = o.account_id
    where o.org_id = app.org() and o.id = ${id}
  `.execute(db)
  return rows[0] && withHidden(rows[0])
}

/** A day that was assumed at the last import and has passed since is today at the soonest. */
const columns = sql`
  o.id, o.code, o.name, o.account_id as "accountId", a.name as account, o.stage, o.outcome, o.amount, o.currency,
  o.amount_rc as worth, o.amount_by as "worthBy", o.created_day as created, coalesce(o.closed_day,
    case when o.likely_by in ('stage', 'all') then greatest(o.likely_day, (select app.today())) else o.likely_day end) as due,
  case when o.closed_day is null then o.likely_by when o.closed_assumed then 'first_seen_closed' else 'closed' end as "dueBy",
  coalesce(o.outcome = 'open' and o.stale_from <= app.today(), false) as stale,
  o.loss_reason as "lossReason", o.competitor, o.origin,
  (select coalesce(jsonb_agg(jsonb_build_object('personId', c.person_id, 'name', coalesce(p.name, ''), 'share', c.share)
      order by c.share desc, p.name), '[]')
   from app.opportunity_credit c left join app.person p on p.org_id = c.org_id and p.id = c.person_id
   where c.org_id = o.org_id and c.opportunity_id = o.id) as owners`

/** `… where …` over the subject's opportunities (o), with what of each is the subject's (o.credited). */
function matching(question: DealQuestion): RawBuilder<unknown> {
  const { outcome, stage, stale, q } = question
  const like = `%${(q ?? '').replaceAll(/[\\%_]/g, found => `\\${found}`)}%`
  const isStale = sql`coalesce(o.outcome = 'open' and o.stale_from <= app.today(), false)`
  return sql`
    ${ofSubject(question.subject)} o
    where true
      ${outcome === 'all' ? sql`` : sql`and o.outcome = ${outcome}`}
      ${stage === undefined ? sql`` : sql`and o.stage = ${stage}`}
      ${stale === undefined ? sql`` : sql`and ${isStale} = ${stale === 'yes'}`}
      ${
        q
          ? sql`and (o.name ilike ${like} or o.code = ${q} or o.account_id = any (array(
              select a.id from app.account a where a.org_id = app.org() and a.name ilike ${like})))`
          : sql``
      }
      ${havingMoved(question)}`
}

function ofSubject({ kind, id }: DealSubject): RawBuilder<unknown> {
  if (kind === 'person') return sql`app.credited_deals(null, ${id})`
  if (kind === 'team') return sql`app.credited_deals(${id}, null)`
  return sql`(
    select d.*, d.amount_rc as credited from app.opportunity d where d.org_id = app.org() and d.account_id = ${id})`
}

/** Shares of people whom the reader may not see stay one nameless part. */
function withHidden<T extends DealRow>(row: T): T {
  const rest = 1_000_000 - row.owners.reduce((sum, owner) => sum + owner.share, 0)
  return rest > 0 ? { ...row, owners: [...row.owners, { personId: null, name: '', share: rest }] } : row
}

/** Open deals of a team by person, nameless where one may not see them. */
export async function teamDeals(
  db: Db,
  team: string,
): Promise<{ key: string; count: number; credited: number }[]> {
  const { rows } = await sql<{ key: string; deals: bigint; amount: bigint }>`
    select key, deals, amount from app.team_deals(${team}) order by key
  `.execute(db)
  return rows.map(({ key, deals, amount }) => ({ key, count: Number(deals), credited: Number(amount) }))
}
