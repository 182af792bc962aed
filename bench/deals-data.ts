import type pg from 'pg'
import { org } from './figures-data.ts'

/**
 * So many deals of the organisation in figures-data.ts, as an export each fortnight would have brought them: they arise
 * over three years, go through four stages within two weeks to five months, one in three is won, and what is not over
 * by then is open. Each has one owner, an account and two activities.
 */
export async function fillDeals(owner: pg.Pool, deals: number): Promise<void> {
  const id = (prefix: string, n: string) =>
    `('00000000-0000-7000-${prefix}-' || lpad((${n})::text, 12, '0'))::uuid`
  // the first export on or after a day
  const shown = (day: string) =>
    `date '2023-01-02' + 14 * ceil(greatest((${day}) - date '2023-01-02', 0) / 14.0)::int`
  await owner.query(`
    insert into app.account (org_id, id, code, name)
      select '${org}', ${id('a000', 'n')}, 'K' || n, 'Customer ' || n from generate_series(1, 5000) n on conflict do nothing;
    insert into app.stage (org_id, name, position, outcome)
      values ('${org}', 'Qualify', 1, 'open'), ('${org}', 'Meet', 2, 'open'), ('${org}', 'Offer', 3, 'open'),
        ('${org}', 'Agree', 4, 'open'), ('${org}', 'Won', 5, 'won'), ('${org}', 'Lost', 6, 'lost');
    insert into app.opportunity_export (org_id, source, day)
      select '${org}', 'crm', d::date from generate_series(date '2023-01-02', '2026-03-20', interval '14 days') d;
    -- references hold by construction
    set session_replication_role = replica;
    create temp table made as
      select n, created, created + lasts as ends, created + lasts <= date '2026-03-16' as over, n % 3 = 0 as won,
        ${shown('created')} as seen, ${shown('created + lasts')} as seen_end, lasts, n * 104729::bigint % 1000000 + 1 as v
      from (
        select n, date '2023-01-02' + (n * 7919::bigint % 1150)::int as created, 14 + (n * 31::bigint % 140)::int as lasts
        from generate_series(1, ${deals}) n) x;
    insert into app.opportunity (org_id, id, code, source, name, account_id, stage, outcome, amount, currency, created_day,
        closed_day, loss_reason, first_seen, amount_rc, amount_by, likely_day, likely_by)
      select '${org}', ${id('8e00', 'n')}, 'D' || n, 'crm', 'Deal ' || n, ${id('a000', '1 + n % 5000')},
        case when over then case when won then 'Won' else 'Lost' end
          else (array['Qualify', 'Meet', 'Offer', 'Agree'])[least(4, 1 + 4 * (date '2026-03-16' - created) / lasts)] end,
        case when not over then 'open' when won then 'won' else 'lost' end, v, 'EUR', created,
        case when over then ends end, case when over and not won then 'Reason ' || n % 5 end, seen, v, 'said',
        case when over then null else ends end, case when over then 'unknown' else 'stage' end
      from made;
    insert into app.opportunity_credit (org_id, opportunity_id, person_id, share, amount_rc)
      select '${org}', ${id('8e00', 'n')}, ${id('9000', '12 + n % 200')}, 1000000, v from made;
    insert into app.opportunity_change (org_id, id, opportunity_id, field, before, after, day)
      select '${org}'::uuid, gen_random_uuid(), ${id('8e00', 'n')}, 'stage', (array['Qualify', 'Meet', 'Offer', 'Agree'])[k],
        (array['Qualify', 'Meet', 'Offer', 'Agree'])[k + 1], moved
      from (select m.*, k, ${shown('m.created + m.lasts * k / 4')} as moved from made m, generate_series(1, 3) k) x
      where moved > seen and moved <= date '2026-03-16' and (moved < seen_end or not over)
      union all
      select '${org}'::uuid, gen_random_uuid(), ${id('8e00', 'n')}, 'outcome', 'open', case when won then 'won' else 'lost' end, seen_end
      from made where over and seen_end > seen;
    insert into app.activity (org_id, id, code, source, kind, person_id, account_id, opportunity_id, day)
      select '${org}', gen_random_uuid(), n || '-' || k, 'crm', (array['Call', 'Meeting'])[k], ${id('9000', '12 + n % 200')},
        ${id('a000', '1 + n % 5000')}, ${id('8e00', 'n')}, created + k * lasts / 3
      from made, generate_series(1, 2) k;
    drop table made;
    set session_replication_role = origin;
  `)
  await owner.query('vacuum analyze')
}
