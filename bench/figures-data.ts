import type pg from 'pg'

export const org = '00000000-0000-7000-8000-000000000001'
/** 0 the house, 1 the director, 2 to 11 managers, 12 to 211 salespeople. */
export const person = (n: number) => `00000000-0000-7000-9000-${String(n).padStart(12, '0')}`

const today = '2026-03-20'

/**
 * Three years of one organisation of 211 people and 5,000 accounts, made anew: three billing lines to a row of
 * sales_day, as invoices have several lines of one product line.
 */
export async function fill(owner: pg.Pool, lines: number): Promise<void> {
  await owner.query('truncate app.organisation, app.sales_day, app.person_day, app.team_day cascade')
  const id = (prefix: string, n: string) =>
    `('00000000-0000-7000-${prefix}-' || lpad((${n})::text, 12, '0'))::uuid`
  await owner.query(`
    insert into app.organisation (org_id, name, currency, time_zone, clock_day) values ('${org}', 'Generated', 'EUR', 'UTC', '${today}');
    insert into app.person (org_id, id, code, name, is_house)
      select '${org}', ${id('9000', 'n')}, n::text, 'P' || n, n = 0 from generate_series(0, 211) n;
    insert into app.person_role (org_id, person_id, role)
      select '${org}', ${id('9000', 'n')}, case when n = 1 then 'director' else 'salesperson' end from generate_series(1, 211) n;
    insert into app.reach (org_id, boss_id, person_id, depth, from_day, to_day)
      select '${org}', ${id('9000', 'boss')}, ${id('9000', 'n')}, depth, '0001-01-01', '9999-12-31'
      from (
        select n, n as boss, 0 as depth from generate_series(0, 211) n
        union all select n, 1, case when n < 12 then 1 else 2 end from generate_series(2, 211) n
        union all select n, 2 + n % 10, 1 from generate_series(12, 211) n
      ) r;
    insert into app.quota (org_id, id, person_id, from_day, to_day, amount, currency, amount_rc)
      select '${org}', gen_random_uuid(), ${id('9000', 'n')}, q::date, (q + interval '3 months')::date - 1, 5000000, 'EUR', 5000000
      from generate_series(12, 211) n, generate_series(date '2023-01-01', '2026-03-01', interval '3 months') q;
    insert into app.sales_day (org_id, day, person_id, account_id, product_line, category, channel, territory_id, invoice,
        credit_group, net, net_with_cost, cost, net_with_list, list, discount, lines, is_order)
      select '${org}', date '2023-01-01' + n % 1170, ${id('9000', 'case when n % 10 = 0 then 0 else 12 + a % 200 end')},
        ${id('a000', 'a + 1')}, 'L' || n % 5, 'C' || n % 3, 'ch' || n % 2, ${id('b000', 'a % 10')}, 'inv' || n, '',
        v, v, v / 2, v, v + 100, 100, 3, true
      from (select n, (n * 7919::bigint % 5000)::int as a, (n * 104729::bigint % 100000)::int as v from generate_series(1, ${Math.round(lines / 3)}) n) x;
    select set_config('app.org', '${org}', false), set_config('app.person', '${person(1)}', false), set_config('app.today', '${today}', false);
    select app.rebuild_days('0001-01-01', '9999-12-31');
  `)
  await owner.query('vacuum analyze')
}

/** Billing lines number `from` to `to` of the same organisation, each of one seller, of 5,000 accounts and 700 products. */
export async function fillLines(owner: pg.Pool, { from, to }: { from: number; to: number }): Promise<void> {
  const id = (prefix: string, n: string) =>
    `('00000000-0000-7000-${prefix}-' || lpad((${n})::text, 12, '0'))::uuid`
  await owner.query(`
    insert into app.account (org_id, id, code, name)
      select '${org}', ${id('a000', 'n')}, 'K' || n, 'Customer ' || n from generate_series(1, 5000) n on conflict do nothing;
    insert into app.product (org_id, id, code, name, line)
      select '${org}', ${id('c000', 'n')}, 'P' || n, 'Product ' || n, 'L' || n % 5 from generate_series(1, 700) n on conflict do nothing;
    insert into app.billing_line (org_id, id, source, key, occurrence, batch_id, content, invoice, day, account_id, product_id,
        kind, quantity, currency, net, net_rc, cost, cost_rc)
      select '${org}', ${id('d000', 'n')}, '', n::text, 1, '${org}', '', 'F' || n / 4, date '2023-01-01' + n % 1170,
        ${id('a000', '1 + n % 5000')}, ${id('c000', '1 + n % 700')}, 'goods', n % 9, 'EUR', v, v, v / 2, v / 2
      from (select n, n * 104729::bigint % 100000 as v from generate_series(${from}, ${to - 1}) n) x;
    insert into app.line_credit (org_id, line_id, person_id, day, share, by, net_rc, cost_rc)
      select '${org}', ${id('d000', 'n')}, ${id('9000', '12 + n % 200')}, date '2023-01-01' + n % 1170, 1000000, 'seller', v, v / 2
      from (select n, n * 104729::bigint % 100000 as v from generate_series(${from}, ${to - 1}) n) x`)
  await owner.query('vacuum analyze app.billing_line')
  await owner.query('vacuum analyze app.line_credit')
}

/**
 * So many billing lines with list prices, half in the quarter under way and half in the same days a year before, four to
 * an invoice; and the roll-ups that imports would keep of them.
 */
export async function fillQuarters(owner: pg.Pool, lines: number): Promise<void> {
  await fillLines(owner, { from: 0, to: 1 }) // accounts and products
  const id = (prefix: string, n: string) =>
    `('00000000-0000-7000-${prefix}-' || lpad((${n})::text, 12, '0'))::uuid`
  const indexes = await dropIndexes(owner, ['billing_line', 'line_credit', 'sales_day'])
  await owner.query(`
    truncate app.billing_line, app.line_credit, app.sales_day cascade;
    -- references hold by construction; asked for a million lines one by one they take most of the time
    set session_replication_role = replica;
    create temp table made as
      select n, n / 4 as invoice, n / 4 * 7919::bigint % 5000 as a, n * 104729::bigint % 100000 + 1 as v,
        case when n < ${lines / 2} then date '2025-01-01' else date '2026-01-01' end + (n / 4 % 79)::int as day
      from generate_series(0, ${lines - 1}) n;
    insert into app.billing_line (org_id, id, source, key, occurrence, batch_id, content, invoice, day, account_id, product_id,
        kind, quantity, currency, net, net_rc, cost, cost_rc, list, list_rc)
      select '${org}', ${id('d000', 'n')}, '', n::text, 1, '${org}', '', 'F' || invoice, day, ${id('a000', '1 + a')},
        ${id('c000', '1 + n % 700')}, 'goods', 1 + n % 9, 'EUR', v, v, v / 2, v / 2, v + v / 10, v + v / 10 from made;
    insert into app.line_credit (org_id, line_id, person_id, day, share, by, net_rc, cost_rc, list_rc)
      select '${org}', ${id('d000', 'n')}, ${id('9000', '12 + a % 200')}, day, 1000000, 'seller', v, v / 2, v + v / 10 from made;
    insert into app.sales_day (org_id, day, person_id, account_id, product_line, category, channel, territory_id, invoice,
        credit_group, net, net_with_cost, cost, net_with_list, list, discount, lines, is_order)
      select '${org}', day, ${id('9000', '12 + a % 200')}, ${id('a000', '1 + a')}, 'L' || (1 + n % 700) % 5, 'C', 'ch',
        ${id('b000', 'a % 10')}, 'F' || invoice, '', sum(v), sum(v), sum(v / 2), sum(v), sum(v + v / 10), sum(v / 10), count(*), true
      from made group by day, a, invoice, (1 + n % 700) % 5;
    drop table made;
    set session_replication_role = origin;
  `)
  for (const made of indexes) await owner.query(made)
  await owner.query('vacuum analyze')
  await owner.query(`select app.rebuild_days('0001-01-01', '9999-12-31')`)
  await owner.query('vacuum analyze app.person_day, app.team_day')
}

/** Takes indexes off tables that are to be filled from empty: sorted once they are made in a tenth of the time. */
async function dropIndexes(owner: pg.Pool, tables: readonly string[]): Promise<string[]> {
  const { rows } = await owner.query<{ name: string; made: string }>(
    `select c.relname as name, pg_get_indexdef(i.indexrelid) as made
     from pg_index i join pg_class c on c.oid = i.indexrelid join pg_class t on t.oid = i.indrelid
       join pg_namespace n on n.oid = t.relnamespace
     where n.nspname = 'app' and t.relname = any ($1) and not i.indisunique`,
    [tables],
  )
  for (const { name } of rows) await owner.query(`drop index app.${name}`)
  return rows.map(({ made }) => made)
}
