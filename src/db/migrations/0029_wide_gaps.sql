-- The diagnosis over a million lines: the same answers, planned for what is asked, with room to work in, and without
-- sorting all lines once for each thing that is counted.

-- Every line of both ranges with the place it has in a gap; `gap_sides` says what the places are. `at_reference` is null
-- where there is no other rate; `counts` marks a line of goods once, also where several of the subject's people share it.
drop function app.gap_lines(uuid, uuid[], date[], date[], numeric, date, date);
create function app.gap_lines(
  p_team uuid, p_people uuid[], p_froms date[], p_tos date[], p_large numeric, p_left_from date, p_left_to date
) returns table (
  side int, part text, product_line text, account_id uuid, invoice text, net_rc bigint, at_reference numeric, list_rc bigint,
  quantity numeric, is_goods boolean, counts boolean
)
language sql stable
as $$
  with carrying as materialized (
    select s.n::int as side, k.person_id, k.from_day, k.to_day
    from unnest(p_froms, p_tos) with ordinality as s (f, t, n)
      cross join lateral app.quota_days(p_team, p_people, s.f, s.t) k
  ),
  line as materialized (
    select k.side, coalesce(b.account_id, '00000000-0000-0000-0000-000000000000') as account_id,
      coalesce(p.line, '') as product_line, b.source || ':' || b.invoice as invoice, b.day, b.currency,
      b.kind = 'goods' and b.net > 0 as is_goods, c.net_rc, c.list_rc,
      case b.kind when 'credit_note' then -abs(b.quantity) else b.quantity end * c.share / 1000000 as quantity,
      b.kind = 'goods' and b.net > 0 and (c.share = 1000000 or not exists (
        select from app.line_credit o join carrying q on q.side = k.side and q.person_id = o.person_id
          and o.day between q.from_day and q.to_day
        where o.org_id = c.org_id and o.line_id = c.line_id and o.person_id < c.person_id)) as counts
    from carrying k
      join app.line_credit c on c.org_id = app.org() and c.person_id = k.person_id and c.day between k.from_day and k.to_day
      join app.billing_line b on b.org_id = c.org_id and b.id = c.line_id and b.kind <> 'charge'
      left join app.product p on p.org_id = b.org_id and p.id = b.product_id
  ),
  large as (
    select l.side, l.invoice from line l where p_large is not null group by l.side, l.invoice having sum(l.net_rc) > p_large
  ),
  fleeting as materialized (
    select a.side, a.account_id
    from (
      select distinct l.side, l.account_id from line l where l.account_id <> '00000000-0000-0000-0000-000000000000'
    ) a
    where case a.side
      when 1 then not exists (
        select from app.sales_day d where d.org_id = app.org() and d.account_id = a.account_id and d.day < p_froms[1])
      else coalesce((
        select sum(d.net) from app.sales_day d
        where d.org_id = app.org() and d.account_id = a.account_id and d.day between p_left_from and p_left_to), 0) <= 0 end
  ),
  -- one rate a month: looked up once for each currency and day, and not at all where all is billed in one
  exchange as materialized (
    select d.currency, d.day, old.rate / new.rate as factor
    from (
      select distinct l.currency, l.day from line l
      where l.side = 1 and l.currency in (select r.currency from app.rate r where r.org_id = app.org())
    ) d
      join app.rate new on new.org_id = app.org() and new.currency = d.currency and new.month = to_char(d.day, 'YYYY-MM')
      join app.rate old on old.org_id = app.org() and old.currency = d.currency
        and old.month = to_char(d.day - (p_froms[1] - p_froms[2]), 'YYYY-MM')
  )
  select l.side, case
      when g.invoice is not null then 'large' when f.account_id is not null then 'fleeting'
      when l.product_line = '' then 'without_product' else 'cell' end,
    l.product_line, l.account_id, l.invoice, l.net_rc, l.net_rc * e.factor, l.list_rc, l.quantity, l.is_goods, l.counts
  from line l
    left join large g on g.side = l.side and g.invoice = l.invoice
    left join fleeting f on f.side = l.side and f.account_id = l.account_id
    left join exchange e on l.side = 1 and e.currency = l.currency and e.day = l.day
$$;

-- As before. Orders and customers are counted in steps, each of which hashes what is left: a `count(distinct …)` sorts.
-- Nothing tells the planner how many lines there will be, and of all ways to join and to group hashing alone does not
-- become many times slower when it is mistaken.
create or replace function app.gap_sides(
  p_team uuid, p_people uuid[], p_froms date[], p_tos date[], p_large numeric, p_left_from date, p_left_to date
) returns table (
  side int, part text, product_line text, net bigint, billed bigint, list bigint, quantity double precision,
  lines bigint, orders bigint, accounts bigint
)
language plpgsql stable security definer set search_path = app, pg_temp
set plan_cache_mode = force_custom_plan set work_mem = '64MB'
set enable_nestloop = off set enable_mergejoin = off set enable_sort = off
as $$
begin
  if not app.may_diagnose(p_team, p_people) then
    return;
  end if;
  return query
    with bought as materialized (
      select l.side, l.part, case l.part when 'cell' then l.product_line else '' end as product_line, l.account_id, l.invoice,
        sum(l.at_reference) filter (where l.part = 'cell') as exchanged,
        sum(l.net_rc) filter (where l.part <> 'cell' or l.at_reference is null) as plain, sum(l.net_rc) as billed,
        bool_and(l.list_rc is not null) filter (where l.is_goods) as listed, sum(l.list_rc) as list,
        bool_and(l.quantity is not null) filter (where l.is_goods) as measured, sum(l.quantity) as quantity,
        count(*) filter (where l.counts) as lines, bool_or(l.is_goods) as ordered
      from app.gap_lines(p_team, p_people, p_froms, p_tos, p_large, p_left_from, p_left_to) l
      group by 1, 2, 3, 4, 5
    ),
    summed as (
      select b.side, b.part, b.product_line,
        app.half_even(coalesce(sum(b.exchanged), 0) + coalesce(sum(b.plain), 0)) as net, sum(b.billed)::bigint as billed,
        -- a line of goods without list price or quantity leaves its cell without
        case when bool_and(b.listed) then sum(b.list)::bigint end as list,
        case when bool_and(b.measured) then sum(b.quantity) else 0 end::double precision as quantity, sum(b.lines)::bigint as lines
      from bought b
      group by 1, 2, 3
    ),
    orders as (
      select o.side, o.part, o.product_line, count(*) as orders
      from (select distinct b.side, b.part, b.product_line, b.invoice from bought b where b.ordered) o
      group by 1, 2, 3
    ),
    accounts as (
      select a.side, a.part, a.product_line, count(*) as accounts
      from (select distinct b.side, b.part, b.product_line, b.account_id from bought b) a
      group by 1, 2, 3
    )
    select s.side, s.part, s.product_line, s.net, s.billed, s.list, s.quantity, s.lines, coalesce(o.orders, 0), a.accounts
    from summed s
      left join orders o on o.side = s.side and o.part = s.part and o.product_line = s.product_line
      join accounts a on a.side = s.side and a.part = s.part and a.product_line = s.product_line
    union all
    select a.side, 'accounts', '', 0, 0, 0, 0, 0, 0, count(*)
    from (select distinct b.side, b.account_id from bought b where b.part = 'cell') a
    group by a.side;
end $$;

alter function app.order_shape(uuid, uuid[], date[], date[]) set plan_cache_mode = force_custom_plan;
alter function app.order_shape(uuid, uuid[], date[], date[]) set work_mem = '64MB';
alter function app.price_pairs(uuid, uuid[], date[], date[]) set plan_cache_mode = force_custom_plan;
alter function app.price_pairs(uuid, uuid[], date[], date[]) set work_mem = '64MB';

revoke execute on function app.gap_lines(uuid, uuid[], date[], date[], numeric, date, date) from public;
