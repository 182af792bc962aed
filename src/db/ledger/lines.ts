import type { Day } from '#core/calendar/index.ts'
import { sql, type RawBuilder } from 'kysely'
import type { Db } from '../scope.ts'
import { pageOf, readCursor } from './cursor.ts'

export type LineSubject = { kind: 'person' | 'team' | 'account'; id: string }
export type LineSort = 'day' | '-day' | 'net' | '-net'

export type LineQuestion = {
  readonly subject: LineSubject
  readonly from?: Day | undefined
  readonly to?: Day | undefined
  readonly account?: string | undefined
  readonly productLine?: string | undefined
  readonly category?: string | undefined
  readonly channel?: string | undefined
  readonly territory?: string | undefined
  readonly invoice?: string | undefined
  readonly without?: 'seller' | 'account' | 'cost' | 'list' | undefined
}

export type LineRow = {
  id: string
  invoice: string
  day: Day
  accountId: string | null
  account: string | null
  product: string | null
  productLine: string
  channel: string
  kind: string
  quantity: string | null
  currency: string
  net: bigint
  list: bigint | null
  discount: bigint | null
  cost: bigint | null
  netReporting: bigint
  credited: bigint
  credits: { personId: string | null; name: string; share: number; by: string }[]
  batchId: string
}

/**
 * The lines behind a number, as far as one may open them, a page at a time. By day the page is read along an index
 * and costs what it shows: a person's along their credits, others' along the lines of those days. A charge is no
 * billing: it is listed, credited with 0.
 */
export async function readLines(
  db: Db,
  question: LineQuestion,
  page: { sort: LineSort; after?: string | undefined; limit: number },
): Promise<{ lines: LineRow[]; next: string | null }> {
  const down = page.sort.startsWith('-')
  const byNet = page.sort.endsWith('net')
  const column = byNet ? sql`b.net_rc` : question.subject.kind === 'person' ? sql`f.day` : sql`b.day`
  const id = question.subject.kind === 'person' ? sql`f.line_id` : sql`b.id`
  const order = sql.raw(down ? 'desc' : 'asc')
  const at = readCursor(page.after, { value: byNet ? 'number' : 'day' })
  const further = at
    ? sql`and (${column}, ${id}) ${sql.raw(down ? '<' : '>')} (cast(${at.value} as ${sql.raw(byNet ? 'bigint' : 'date')}), ${at.id}::uuid)`
    : sql``
  const { rows } = await sql<LineRow>`
    with page as materialized (
      select b.*, f.credited, p.name as product, coalesce(p.line, '') as product_line
      from ${matching(question)} ${further}
      order by ${column} ${order}, ${id} ${order}
      limit ${page.limit + 1}
    )
    select b.id, b.invoice, b.day, b.account_id as "accountId", a.name as account, b.product,
      b.product_line as "productLine", b.channel, b.kind, b.quantity, b.currency, b.net, b.list_rc as list,
      b.discount_rc as discount, b.cost_rc as cost, b.net_rc as "netReporting",
      case when b.kind = 'charge' then 0 else b.credited end as credited, b.batch_id as "batchId", (
        select coalesce(jsonb_agg(jsonb_build_object('personId', c.person_id, 'name', w.name, 'share', c.share, 'by', c.by)
          order by c.share desc, w.name), '[]')
        from app.line_credit c join app.person w on w.org_id = c.org_id and w.id = c.person_id
        where c.org_id = b.org_id and c.line_id = b.id) as credits
    from page b left join app.account a on a.org_id = b.org_id and a.id = b.account_id
    order by ${byNet ? sql`b.net_rc` : sql`b.day`} ${order}, b.id ${order}
  `.execute(db)
  const { page: lines, next } = pageOf(rows, page.limit, row => ({
    value: byNet ? String(row.netReporting) : row.day,
    id: row.id,
  }))
  return { lines: lines.map(withHidden), next }
}

/** How many lines there are to the question; counting stops at `upTo`. */
export async function countLines(db: Db, question: LineQuestion, upTo: number): Promise<number> {
  const { rows } = await sql<{ count: bigint }>`
    select count(*) as count from (select from ${matching(question)} limit ${upTo}) counted
  `.execute(db)
  return Number(rows[0]!.count)
}

/** What the lines to a question are credited with, line by line: for those that no roll-up can tell. */
export async function sumLines(db: Db, question: LineQuestion): Promise<number> {
  const { rows } = await sql<{ credited: bigint | null }>`
    select sum(f.credited) filter (where b.kind <> 'charge')::bigint as credited
    from ${matching(question)}
  `.execute(db)
  return Number(rows[0]!.credited ?? 0n)
}

/** Whether the account is open to the asker whole, whoever sold what. */
export async function isOpenAccount(db: Db, id: string): Promise<boolean> {
  const { rows } = await sql<{ open: boolean }>`
    select ${id}::uuid in (select app.open_accounts()) as open
  `.execute(db)
  return rows[0]!.open
}

/** Lines (b) and what of each is the subject's (f.credited). */
function creditedLines({ subject, from, to }: LineQuestion): {
  from: RawBuilder<unknown>
  days: RawBuilder<unknown>
} {
  const within = (column: RawBuilder<unknown>) =>
    sql`${column} between ${from ?? '0001-01-01'}::date and ${to ?? '9999-12-31'}::date`
  if (subject.kind === 'person') {
    return {
      from: sql`
        (select c.org_id, c.line_id, c.person_id, c.day, c.net_rc as credited from app.line_credit c) f
        join app.billing_line b on b.org_id = f.org_id and b.id = f.line_id`,
      days: sql`f.org_id = app.org() and f.person_id = ${subject.id} and ${within(sql`f.day`)}`,
    }
  }
  const days = sql`b.org_id = app.org() and ${within(sql`b.day`)}`
  if (subject.kind === 'account') {
    return {
      from: sql`
        app.billing_line b cross join lateral (
          select case when b.account_id = any (array(select app.open_accounts())) then b.net_rc else (
            select sum(c.net_rc) from app.line_credit c where c.org_id = b.org_id and c.line_id = b.id)::bigint end as credited) f`,
      days: sql`${days} and b.account_id = ${subject.id}`,
    }
  }
  return {
    from: sql`
      app.billing_line b cross join lateral (
        select sum(c.net_rc)::bigint as credited
        from app.line_credit c
        where c.org_id = b.org_id and c.line_id = b.id and (${subject.id}::uuid = app.org() or exists (
          select from app.reach m
          where m.org_id = c.org_id and m.boss_id = ${subject.id} and m.person_id = c.person_id
            and c.day between m.from_day and m.to_day))
        having count(*) > 0) f`,
    days,
  }
}

/** `… where …` over the credited lines, narrowed; `joined` is what a caller needs beside them. */
export function matching(of: LineQuestion, joined: RawBuilder<unknown> = sql``): RawBuilder<unknown> {
  const credited = creditedLines(of)
  const missing = {
    seller: sql`and exists (
      select from app.line_credit s where s.org_id = b.org_id and s.line_id = b.id and s.by <> 'seller')`,
    account: sql`and b.account_id is null`,
    cost: sql`and b.cost_rc is null`,
    list: sql`and b.list_rc is null`,
  }
  const given = <T>(value: T | undefined, test: (value: T) => RawBuilder<unknown>) =>
    value === undefined ? sql`` : test(value)
  return sql`
    ${credited.from}
      left join app.product p on p.org_id = b.org_id and p.id = b.product_id
      ${joined}
    where ${credited.days}
      ${given(of.account, id => sql`and b.account_id = ${id}`)}
      ${given(of.productLine, line => sql`and coalesce(p.line, '') = ${line}`)}
      ${given(of.category, category => sql`and coalesce(p.category, '') = ${category}`)}
      ${given(of.channel, channel => sql`and b.channel = ${channel}`)}
      ${given(
        of.territory,
        id => sql`and exists (
          select from app.account_territory t
          where t.org_id = b.org_id and t.account_id = b.account_id and t.territory_id = ${id} and b.day between t.from_day and t.to_day)`,
      )}
      ${given(of.invoice, invoice => sql`and b.invoice = ${invoice}`)}
      ${of.without ? missing[of.without] : sql``}`
}

/** Shares of people whom the reader may not see stay one nameless part, so that shares add up. */
function withHidden(row: LineRow): LineRow {
  const rest = 1_000_000 - row.credits.reduce((sum, credit) => sum + credit.share, 0)
  if (rest <= 0) return row
  return { ...row, credits: [...row.credits, { personId: null, name: '', share: rest, by: 'hidden' }] }
}
