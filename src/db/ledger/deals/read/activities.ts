import type { Day } from '#core/calendar/index.ts'
import { sql, type RawBuilder } from 'kysely'
import type { Db } from '../../../scope.ts'
import { pageOf, readCursor } from '../../cursor.ts'
import type { DealSubject } from './deals.ts'

export type ActivityQuestion = {
  readonly subject: DealSubject
  readonly opportunity?: string | undefined
  readonly kind?: string | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
}
export type ActivityRow = {
  id: string
  kind: string
  day: Day
  personId: string | null
  person: string | null
  accountId: string | null
  account: string | null
  opportunityId: string | null
  opportunity: string | null
}

/** Activities within sight, newest first. Whom one may not know stays nameless. */
export async function readActivities(
  db: Db,
  question: ActivityQuestion,
  page: { after?: string | undefined; limit: number },
): Promise<{ activities: ActivityRow[]; next: string | null }> {
  const at = readCursor(page.after, { value: 'day' })
  const { rows } = await sql<ActivityRow>`
    select t.id, t.kind, t.day, p.id as "personId", p.name as person, a.id as "accountId", a.name as account,
      o.id as "opportunityId", coalesce(nullif(o.name, ''), o.code) as opportunity
    from app.activity t
      left join app.person p on p.org_id = t.org_id and p.id = t.person_id
      left join app.account a on a.org_id = t.org_id and a.id = t.account_id
      left join app.opportunity o on o.org_id = t.org_id and o.id = t.opportunity_id
    where t.org_id = app.org() and ${of(question.subject)}
      ${question.opportunity ? sql`and t.opportunity_id = ${question.opportunity}` : sql``}
      ${question.kind === undefined ? sql`` : sql`and t.kind = ${question.kind}`}
      and t.day between ${question.from ?? '0001-01-01'}::date and ${question.to ?? '9999-12-31'}::date
      ${at ? sql`and (t.day, t.id) < (${at.value}::date, ${at.id}::uuid)` : sql``}
    order by t.day desc, t.id desc
    limit ${page.limit + 1}
  `.execute(db)
  const { page: activities, next } = pageOf(rows, page.limit, row => ({ value: row.day, id: row.id }))
  return { activities, next }
}

function of({ kind, id }: DealSubject): RawBuilder<unknown> {
  if (kind === 'account') return sql`t.account_id = ${id}`
  if (kind === 'person') return sql`t.person_id = ${id}`
  return sql`(${id}::uuid = app.org() or exists (
    select from app.reach m
    where m.org_id = t.org_id and m.boss_id = ${id} and m.person_id = t.person_id and t.day between m.from_day and m.to_day))`
}
