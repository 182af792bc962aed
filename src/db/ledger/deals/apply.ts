import { sql } from 'kysely'
import type { Loading } from '../loading.ts'
import { measure } from '../measure.ts'
import { writeRows } from '../rows.ts'
import { keptTables } from '../tables.ts'
import { nameUnknown } from '../unknown.ts'
import { readSnapshots } from './snapshots.ts'
import { learnStages, placeStages } from './stages.ts'

/**
 * An export says how deals stand on a day and nothing of how they came there; so what it changes of what the ledger
 * holds is the history. A deal seen for the first time has none yet.
 */
export async function applyDeals(load: Loading): Promise<void> {
  const { db } = load
  await nameUnknown(load, 'account', sql`select account as code from staged`)
  await nameUnknown(
    load,
    'product',
    sql`select e ->> 'code' as code from staged s cross join jsonb_array_elements(s.products) e`,
  )
  await measure(load, 'account', 'person', 'product', 'opportunity')
  await learnStages(load)
  await readSnapshots(load)
  await wantDeals(load)
  await wantChanges(load)
  await sql`
    create temp table wanted_opportunity_export on commit drop as
    select distinct ${load.source}::text as source, day from snapshot
  `.execute(db)
  await writeRows(load, keptTables.opportunity_export)
  await writeRows(load, keptTables.opportunity)
  await writeRows(load, keptTables.opportunity_change)
  await placeStages(load)
  await measure(load, 'opportunity', 'opportunity_change')
  await sql`drop table snapshot, gone`.execute(db)
}

/** Each deal as its last snapshot says, and those that a whole export came without. */
async function wantDeals({ db, org, source, replaces }: Loading): Promise<void> {
  await sql`
    create temp table gone on commit drop as
    select o.*, (select max(day) from snapshot) as day
    from app.opportunity o
    where ${replaces === 'all'} and o.org_id = ${org} and o.source = ${source} and o.outcome = 'open'
      and exists (select from snapshot) and not exists (select from snapshot s where s.id = o.id)
  `.execute(db)
  await sql`
    create temp table wanted_opportunity on commit drop as
    with last as materialized (
      select distinct on (s.id) s.*,
        min(s.day) over (partition by s.id) as first_day,
        min(s.day) over (partition by s.id, s.outcome) as since
      from snapshot s
      order by s.id, s.day desc
    )
    select l.id, l.code, coalesce(o.source, ${source}) as source, l.name, l.account_id, l.stage, l.outcome, l.amount,
      l.currency, l.created_day, l.expected_day,
      case when l.outcome = 'open' then null else coalesce(l.closed_day,
        case when o.outcome = l.outcome then o.closed_day end,
        -- seen open before: it closed by the day it was first seen closed; else by the day it was expected to
        case when o.id is not null or l.since > l.first_day then l.since end, least(l.expected_day, l.day)) end as closed_day,
      l.outcome <> 'open' and l.closed_day is null
        and not (o.outcome is not distinct from l.outcome and not o.closed_assumed) as closed_assumed,
      l.loss_reason, l.competitor, l.origin, l.owners, l.products, coalesce(o.first_seen, l.first_day) as first_seen
    from last l left join app.opportunity o on o.org_id = ${org} and o.id = l.id
    union all
    select id, code, source, name, account_id, stage, 'gone', amount, currency, created_day, expected_day, null, false,
      loss_reason, competitor, origin, owners, products, first_seen
    from gone
  `.execute(db)
}

/** What differs from one state of a deal to the next: as the ledger has it, then snapshot by snapshot. */
async function wantChanges({ db, org }: Loading): Promise<void> {
  const state = (alias: string, more: string) =>
    sql.raw(
      `${more}, ${alias}.stage, ${alias}.amount || ' ' || ${alias}.currency as amount, ` +
        `${alias}.expected_day::text as expected, ${alias}.owners::text as owners`,
    )
  await sql`
    create temp table wanted_opportunity_change on commit drop as
    with state as (
      select ${state('o', 'o.id, null::date as day, o.outcome')}
      from app.opportunity o where o.org_id = ${org} and o.id in (select id from snapshot union all select id from gone)
      union all
      select ${state('s', 's.id, s.day, s.outcome')} from snapshot s
      union all
      select ${state('g', "g.id, g.day, 'gone'")} from gone g
    ),
    moved as (
      select s.*, row_number() over step as nth, lag(s.stage) over step as was_stage, lag(s.outcome) over step as was_outcome,
        lag(s.amount) over step as was_amount, lag(s.expected) over step as was_expected, lag(s.owners) over step as was_owners
      from state s
      window step as (partition by s.id order by s.day nulls first)
    )
    select gen_random_uuid() as id, m.id as opportunity_id, f.field, f.before, f.after, m.day
    from moved m
      cross join lateral (values
        ('stage', m.was_stage, m.stage), ('outcome', m.was_outcome, m.outcome), ('amount', m.was_amount, m.amount),
        ('expected', m.was_expected, m.expected), ('owners', m.was_owners, m.owners)) as f (field, before, after)
    where m.nth > 1 and f.before is distinct from f.after
  `.execute(db)
}
