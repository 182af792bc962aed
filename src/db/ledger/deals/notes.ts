import { sql } from 'kysely'
import type { Loading } from '../loading.ts'

/** What the reader of an import of opportunities should know of them, in sentences. */
export async function dealNotes({ db, org, batch }: Loading): Promise<string[]> {
  const { rows } = await sql<Record<string, bigint> & { nobodys: string[] }>`
    with staged_deal as materialized (
      select o.* from app.opportunity o where o.org_id = ${org} and o.code in (select s.code from staged s)
    )
    select
      count(*) filter (where account_id is null) as without_account,
      count(*) filter (where owners = '[]') as without_owner,
      count(*) filter (where outcome = 'open') as open,
      count(*) filter (where outcome = 'open' and created_day is null) as without_start,
      count(*) filter (where outcome = 'open' and amount_by = 'list') as by_list,
      count(*) filter (where outcome = 'open' and amount_by = 'unknown') as without_amount,
      count(*) filter (where outcome = 'open' and likely_by in ('stage', 'all')) as by_waiting,
      count(*) filter (where outcome = 'open' and likely_by = 'unknown') as without_day,
      count(*) filter (where outcome = 'open' and stale_from <= app.today()) as stale,
      count(*) filter (where closed_assumed) as close_assumed,
      (select count(*) from app.opportunity_change c where c.org_id = ${org} and c.batch_id = ${batch}) as changes,
      (select count(*) from app.opportunity_change c
       where c.org_id = ${org} and c.batch_id = ${batch} and c.field = 'outcome' and c.after = 'gone') as gone,
      (select coalesce(array_agg(p.name order by p.name), '{}')
       from app.person p
       where p.org_id = ${org} and app.today() between p.start_day and p.end_day
         and exists (select from app.person_role r where r.org_id = p.org_id and r.person_id = p.id and r.role = 'salesperson')
         and not exists (select from app.opportunity_credit c where c.org_id = p.org_id and c.person_id = p.id)) as nobodys
    from staged_deal
  `.execute(db)
  const found = rows[0]!
  const note = (name: string, sentence: string) =>
    found[name] ? [sentence.replace('#', Number(found[name]).toString())] : []
  return [
    ...note('changes', 'Changes since the export before, kept as history: #.'),
    ...note('gone', 'Open deals that the source no longer has, kept as gone: #.'),
    ...note('without_account', 'Without an account: #.'),
    ...note('without_owner', 'Without an owner, so the house’s: #.'),
    ...note('close_assumed', 'Closed without a day; the day they were first seen closed is taken: #.'),
    ...note('open', 'Open: #.'),
    ...note('without_start', 'Open without a first day, so their age counts from the first export: #.'),
    ...note('by_list', 'Open without an amount; list price times what is really paid is assumed: #.'),
    ...note('without_amount', 'Open without an amount and without a list price to assume one from: #.'),
    ...note('by_waiting', 'Open without an expected day; the usual waiting time is assumed: #.'),
    ...note(
      'without_day',
      'Open without an expected day, and none that old ever closed to assume one from: #.',
    ),
    ...note('stale', 'Stale, older than any that ever closed: #.'),
    ...(found.nobodys.length > 0
      ? [`Salespeople without any opportunity: ${found.nobodys.length} (${firstOf(found.nobodys)}).`]
      : []),
  ]
}

function firstOf(names: readonly string[]): string {
  const rest = names.length - 10
  return names.slice(0, 10).join(', ') + (rest > 0 ? ` and ${rest} more` : '')
}
