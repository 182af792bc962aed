/** The deals and activities that a figure counts, as far as one may open them. */
import type { Day, Range } from '#core/calendar/index.ts'
import type { Measure } from '#core/figures/index.ts'
import { type RawBuilder, sql } from 'kysely'
import { pageOf, readCursor } from '../ledger/cursor.ts'
import type { Db } from '../scope.ts'
import type { Narrowed } from './whose.ts'

export type BehindQuestion = {
  readonly whose: { readonly kind: 'person' | 'team' | 'account'; readonly id: string }
  readonly range: Range
  readonly measures: readonly Measure[]
  readonly narrowed: Narrowed
}
export type BehindRow = {
  id: string
  what: 'opportunity' | 'activity'
  /** What happened to it: created, won, lost, the stage it entered, or the activity's kind. */
  events: string[]
  day: Day
  name: string
  accountId: string | null
  account: string | null
  people: string[]
  credited: bigint | null
}

/**
 * Newest first, each thing once, whatever of it is counted; behind what counts billing alone there is nothing. Whom one
 * may not know stays nameless.
 */
export async function readBehind(
  db: Db,
  question: BehindQuestion,
  page: { after?: string | undefined; limit: number },
): Promise<{ rows: BehindRow[]; next: string | null }> {
  const at = readCursor(page.after, { value: 'day' })
  if (question.measures.length === 0) return { rows: [], next: null }
  const { rows } = await sql<BehindRow>`
    with ${await found(db, question)}
    select f.id, f.what, f.events, f.day, f.credited, a.id as "accountId", a.name as account,
      coalesce(nullif(o.name, ''), o.code, nullif(d.name, ''), d.code, '') as name,
      array(select p.name from app.person p where p.org_id = app.org() and p.id = any (f.people) order by p.name) as people
    from found f
      left join app.account a on a.org_id = app.org() and a.id = f.account_id
      left join app.opportunity o on f.what = 'opportunity' and o.org_id = app.org() and o.id = f.id
      left join app.activity t on f.what = 'activity' and t.org_id = app.org() and t.id = f.id
      left join app.opportunity d on d.org_id = t.org_id and d.id = t.opportunity_id
    where true ${at ? sql`and (f.day, f.id) < (${at.value}::date, ${at.id}::uuid)` : sql``}
    order by f.day desc, f.id desc
    limit ${page.limit + 1}
  `.execute(db)
  const { page: shown, next } = pageOf(rows, page.limit, row => ({ value: row.day, id: row.id }))
  return { rows: shown, next }
}

/** How many there are that one may open, by measure. */
export async function countBehind(db: Db, question: BehindQuestion): Promise<Map<string, number>> {
  const { rows } = await sql<{ measure: string; count: number }>`
    with ${await counted(db, question)}
    select measure, count(distinct thing)::int as count from counted group by measure
  `.execute(db)
  return new Map(rows.map(({ measure, count }) => [measure, count]))
}

async function found(db: Db, question: BehindQuestion): Promise<RawBuilder<unknown>> {
  return sql`${await counted(db, question)},
    found as (
      select c.thing as id, case when c.event = 'activity' then 'activity' else 'opportunity' end as what,
        array_agg(distinct case when c.event in ('entered', 'activity') then c.detail else c.event end) as events,
        max(c.day) as day, c.account_id, array_agg(distinct c.person_id) as people,
        -- once for each whose it is, however many of its events are counted
        (select sum(o.credited)::bigint from (select distinct x.person_id, x.credited from counted x where x.thing = c.thing) o) as credited
      from counted c
      group by c.thing, 2, c.account_id
    )`
}

/** What app.work_sums counts, thing by thing; that both come to the same is a test. */
async function counted(
  db: Db,
  { whose, range, measures, narrowed }: BehindQuestion,
): Promise<RawBuilder<unknown>> {
  const product = productOf(narrowed)
  return sql`span as (select 1 as period, ${range.from}::date as from_day, ${range.to}::date as to_day),
    measure as materialized (
      select m.id, m.event, coalesce(m."from", '0001-01-01') as from_day, coalesce(m."to", '9999-12-31') as to_day,
        m.kinds, m.stage, m."productLine" as product_line, m.origin, m."lossReason" as loss_reason, m.competitor, m.least
      from jsonb_to_recordset(${JSON.stringify(measures)}::jsonb) as m (
        id text, event text, "from" date, "to" date, kinds text[], stage text, "productLine" text, origin text,
        "lossReason" text, competitor text, least bigint)
    ),
    happened (period, event, detail, day, thing, account_id, person_id, credited, worth, days, origin, loss_reason,
      competitor) as materialized (${await happened(db, { whose, measures, narrowed })}),
    counted as materialized (
      select m.id as measure, d.*
      from happened d join measure m on m.event = d.event and d.day between m.from_day and m.to_day
        and (m.kinds is null or d.detail = any (m.kinds)) and (m.stage is null or d.detail = m.stage)
        and (m.origin is null or d.origin = m.origin) and (m.loss_reason is null or d.loss_reason = m.loss_reason)
        and (m.competitor is null or d.competitor = m.competitor) and (m.least is null or d.worth >= m.least)
        and (m.product_line is null or exists (${products} and r.line = m.product_line))
      where true ${memberOf(whose)} ${product ? sql`and exists (${products} ${product})` : sql``}
        ${
          narrowed.territory === undefined
            ? sql``
            : sql`and coalesce((
                select y.territory_id from app.account_territory y
                where y.org_id = app.org() and y.account_id = d.account_id and d.day between y.from_day and y.to_day),
              '00000000-0000-0000-0000-000000000000') = ${narrowed.territory}`
        }
    )`
}

const products = sql`
  select from app.opportunity_product p join app.product r on r.org_id = p.org_id and r.id = p.product_id
  where p.org_id = app.org() and p.opportunity_id = d.thing`

function productOf({ productLine, category }: Narrowed): RawBuilder<unknown> | null {
  if (productLine === undefined && category === undefined) return null
  return sql`${productLine === undefined ? sql`` : sql`and r.line = ${productLine}`}
    ${category === undefined ? sql`` : sql`and r.category = ${category}`}`
}

function memberOf({ kind, id }: BehindQuestion['whose']): RawBuilder<unknown> {
  if (kind !== 'team') return sql``
  return sql`and (${id}::uuid = app.org() or exists (
    select from app.reach b
    where b.org_id = app.org() and b.boss_id = ${id} and b.person_id = d.person_id and d.day between b.from_day and b.to_day))`
}

/** The database's own question of what happened, its parameters filled in. */
async function happened(
  db: Db,
  { whose, measures, narrowed }: Omit<BehindQuestion, 'range'>,
): Promise<RawBuilder<unknown>> {
  const people = whose.kind === 'person' ? [whose.id] : null
  const account = whose.kind === 'account' ? whose.id : (narrowed.account ?? null)
  const { rows } = await sql<{ text: string }>`
    select app.happened_sql(${measures.map(({ event }) => event)}::text[], ${people}::uuid[], ${account}::uuid) as text
  `.execute(db)
  const given: Record<string, RawBuilder<unknown>> = {
    $1: sql`app.org()`,
    $3: sql`${people}::uuid[]`,
    $5: sql`${account}::uuid`,
  }
  const parts = rows[0]!.text.split(/(\$\d)/).map(part => given[part] ?? sql.raw(part))
  return sql.join(parts, sql.raw(''))
}
