-- What a published forecast expected of those whose billing stands against a target; what steps of a gap are made of;
-- and peers told of only where they are too many to be known by what they sum to.

-- What each place of a forecast was expected to bill from one month ahead to another. A sum from the first month on was
-- published with a range of its own; of any other the months' ranges are added, which is rather too wide.
create function app.forecast_span(p_forecast uuid, p_from_h int, p_to_h int)
returns table (n int, mean bigint, low80 bigint, high80 bigint, low95 bigint, high95 bigint)
language plpgsql stable
as $$
declare
  v_whole boolean := exists (
    select from app.forecast_value v
    where v.org_id = app.org() and v.forecast_id = p_forecast and v.n = 0 and v.from_h = p_from_h and v.to_h = p_to_h);
begin
  return query
    select v.n, sum(v.mean)::bigint, sum(v.low80)::bigint, sum(v.high80)::bigint, sum(v.low95)::bigint, sum(v.high95)::bigint
    from app.forecast_value v
    where v.org_id = app.org() and v.forecast_id = p_forecast
      and case when v_whole then v.from_h = p_from_h and v.to_h = p_to_h
        else v.from_h = v.to_h and v.from_h between p_from_h and p_to_h end
    group by v.n;
end $$;

-- Of those who carry a quota in some days (`quota_days`), each for the days carried: the places of the forecast that
-- hold them and nobody else who bills, as few as there are, so that their own ranges serve; where it takes several, the
-- ranges are added, which is rather too wide. `unknown` counts people whom the forecast did not know.
create function app.forecast_expected(
  p_forecast uuid, p_team uuid, p_people uuid[], p_from date, p_to date, p_from_h int, p_to_h int
) returns table (mean bigint, low80 bigint, high80 bigint, low95 bigint, high95 bigint, places int, unknown int)
language plpgsql stable security definer set search_path = app, pg_temp
as $$
begin
  if not app.may_diagnose(p_team, p_people) then
    return;
  end if;
  return query
    with recursive carrying as materialized (
      select k.person_id, sum(k.to_day - k.from_day + 1)::numeric / (p_to - p_from + 1) as share
      from app.quota_days(p_team, p_people, p_from, p_to) k group by k.person_id
    ),
    span as materialized (select * from app.forecast_span(p_forecast, p_from_h, p_to_h)),
    node as materialized (
      select f.n, f.parent, f.kind, f.person_id from app.forecast_node f
      where f.org_id = app.org() and f.forecast_id = p_forecast and f.tree = 0
    ),
    -- a place in which anybody bills who is not asked about, or not on all days
    mixed as (
      select o.parent as n
      from node o join span s on s.n = o.n left join carrying c on c.person_id = o.person_id
      where o.kind <> 'team' and coalesce(c.share, 0) < 1 and (s.mean <> 0 or s.high95 <> 0)
      union
      select o.parent from mixed m join node o on o.n = m.n where o.parent >= 0
    ),
    place as (
      select o.n, coalesce(c.share, 1) as share
      from node o left join carrying c on c.person_id = o.person_id
      where (o.parent < 0 or o.parent in (select m.n from mixed m))
        and case o.kind when 'team' then o.n not in (select m.n from mixed m) else c.share is not null end
    )
    select round(sum(s.mean * p.share))::bigint, round(sum(s.low80 * p.share))::bigint, round(sum(s.high80 * p.share))::bigint,
      round(sum(s.low95 * p.share))::bigint, round(sum(s.high95 * p.share))::bigint,
      count(*) filter (where s.high95 <> 0)::int,
      (select count(*)::int from carrying c where not exists (select from node o where o.person_id = c.person_id))
    from place p join span s on s.n = p.n
    having count(*) filter (where s.high95 <> 0) > 0;
end $$;

-- The same by the branches under `p_root`, by the line of the days asked about: keys as everywhere, without ranges.
create function app.forecast_expected_parts(
  p_forecast uuid, p_team uuid, p_root uuid, p_from date, p_to date, p_from_h int, p_to_h int
) returns table (key text, mean bigint)
language plpgsql stable security definer set search_path = app, pg_temp
as $$
begin
  if not app.may_diagnose(p_team, null) then
    return;
  end if;
  return query
    with carrying as materialized (
      select m.key, m.person_id,
        sum(least(m.to_day, k.to_day) - greatest(m.from_day, k.from_day) + 1)::numeric / (p_to - p_from + 1) as share
      from app.quota_days(p_team, null, p_from, p_to) k
        join app.members(p_team, null, 'branch', p_root, p_from, p_to) m on m.person_id = k.person_id
          and m.from_day <= k.to_day and m.to_day >= k.from_day
      group by m.key, m.person_id
    ),
    named as (select * from app.shown_keys(array(select distinct c.key from carrying c), 'branch'))
    select n.shown, round(sum(s.mean * c.share))::bigint
    from carrying c
      join app.forecast_node f on f.org_id = app.org() and f.forecast_id = p_forecast and f.person_id = c.person_id
      join app.forecast_span(p_forecast, p_from_h, p_to_h) s on s.n = f.n
      join named n on n.key = c.key
    group by n.shown;
end $$;

-- Quotas and billing of the whole company's people are told only where five of them carry a quota: with fewer, what
-- remains when one takes oneself away would be told of three or less (four are the fewest whose total is shown). Of the
-- others not even the manager who asks about one of their people learns here which is whose.
create or replace function app.peers(p_person uuid, p_froms date[], p_tos date[], p_untils date[])
returns table (period int, key text, quota bigint, net_with_quota bigint)
language plpgsql stable security definer set search_path = app, pg_temp
as $$
begin
  if not app.may_diagnose(null, array[p_person]) then
    return;
  end if;
  return query
    with quotas as materialized (
      select q.* from app.quota_sums(app.org(), null, 'person', null, p_froms, p_tos, p_untils) q where q.quota > 0
    ),
    shown as (
      select k.key, case when k.key = p_person::text then k.key
          else 'hidden:' || row_number() over (order by md5(k.key || app.me()::text || now()::text)) end as shown
      from (select distinct q.key from quotas q) k
    )
    select q.period, s.shown, q.quota, q.net_with_quota
    from quotas q join shown s on s.key = q.key
    where q.key = p_person::text or (select count(*) from shown) >= 5;
end $$;

-- Every line of both ranges with the place it has in a gap; `gap_sides` says what the places are.
create function app.gap_lines(
  p_team uuid, p_people uuid[], p_froms date[], p_tos date[], p_large numeric, p_left_from date, p_left_to date
) returns table (
  side int, part text, product_line text, id uuid, account_id uuid, invoice text, net_rc bigint, at_reference numeric,
  list_rc bigint, quantity numeric, is_goods boolean
)
language sql stable
as $$
  with line as materialized (
    select s.n::int as side, b.id, coalesce(b.account_id, '00000000-0000-0000-0000-000000000000') as account_id,
      coalesce(p.line, '') as product_line, b.source || ':' || b.invoice as invoice, b.day, b.currency,
      b.kind = 'goods' and b.net > 0 as is_goods, c.net_rc, c.list_rc,
      case b.kind when 'credit_note' then -abs(b.quantity) else b.quantity end * c.share / 1000000 as quantity
    from unnest(p_froms, p_tos) with ordinality as s (f, t, n)
      cross join lateral app.quota_days(p_team, p_people, s.f, s.t) k
      join app.line_credit c on c.org_id = app.org() and c.person_id = k.person_id and c.day between k.from_day and k.to_day
      join app.billing_line b on b.org_id = c.org_id and b.id = c.line_id and b.kind <> 'charge'
      left join app.product p on p.org_id = b.org_id and p.id = b.product_id
  ),
  large as (
    select l.side, l.invoice from line l group by l.side, l.invoice having sum(l.net_rc) > p_large
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
  )
  select l.side, case
      when g.invoice is not null then 'large' when f.account_id is not null then 'fleeting'
      when l.product_line = '' then 'without_product' else 'cell' end,
    l.product_line, l.id, l.account_id, l.invoice, l.net_rc, coalesce(l.net_rc * old.rate / new.rate, l.net_rc), l.list_rc,
    l.quantity, l.is_goods
  from line l
    left join large g on g.side = l.side and g.invoice = l.invoice
    left join fleeting f on f.side = l.side and f.account_id = l.account_id
    left join app.rate new on l.side = 1 and new.org_id = app.org() and new.currency = l.currency
      and new.month = to_char(l.day, 'YYYY-MM')
    left join app.rate old on l.side = 1 and old.org_id = app.org() and old.currency = l.currency
      and old.month = to_char(l.day - (p_froms[1] - p_froms[2]), 'YYYY-MM')
$$;

-- Every minor unit of each range in one place: 'large' orders, 'fleeting' accounts (of the first range those that
-- nobody ever billed before, of the second those that bought nothing from p_left_from on), 'without_product', or the
-- 'cell' of its product line; 'accounts' counts those behind the cells. `net` is at the second range's exchange rates
-- (for the lines that have a rate then), `billed` as it was billed.
create or replace function app.gap_sides(
  p_team uuid, p_people uuid[], p_froms date[], p_tos date[], p_large numeric, p_left_from date, p_left_to date
) returns table (
  side int, part text, product_line text, net bigint, billed bigint, list bigint, quantity double precision,
  lines bigint, orders bigint, accounts bigint
)
language plpgsql stable security definer set search_path = app, pg_temp
as $$
begin
  if not app.may_diagnose(p_team, p_people) then
    return;
  end if;
  return query
    with placed as materialized (
      select * from app.gap_lines(p_team, p_people, p_froms, p_tos, p_large, p_left_from, p_left_to)
    )
    select p.side, p.part, case p.part when 'cell' then p.product_line else '' end,
      app.half_even(sum(case p.part when 'cell' then p.at_reference else p.net_rc end)), sum(p.net_rc)::bigint,
      -- a line of goods without list price or quantity leaves its cell without
      case when bool_and(p.list_rc is not null) filter (where p.is_goods) then sum(p.list_rc)::bigint end,
      case when bool_and(p.quantity is not null) filter (where p.is_goods) then sum(p.quantity) else 0 end::double precision,
      count(distinct p.id) filter (where p.is_goods), count(distinct p.invoice) filter (where p.is_goods),
      count(distinct p.account_id)
    from placed p
    group by 1, 2, 3
    union all
    select p.side, 'accounts', '', 0, 0, 0, 0, 0, 0, count(distinct p.account_id)
    from placed p where p.part = 'cell' group by p.side;
end $$;

-- The accounts behind a place (of cells by product line too), largest difference first, and of large orders the
-- invoices: `p_most` of them, and the others in one row without account, so that they still add up.
create function app.gap_accounts(
  p_team uuid, p_people uuid[], p_froms date[], p_tos date[], p_large numeric, p_left_from date, p_left_to date,
  p_part text, p_side int, p_product_line text, p_most int
) returns table (account_id uuid, invoice text, net_now bigint, net_then bigint, others int)
language plpgsql stable security definer set search_path = app, pg_temp
as $$
begin
  if not app.may_diagnose(p_team, p_people) then
    return;
  end if;
  return query
    with summed as (
      select l.account_id, case p_part when 'large' then l.invoice else '' end as invoice,
        coalesce(sum(l.net_rc) filter (where l.side = 1), 0)::bigint as now,
        coalesce(sum(l.net_rc) filter (where l.side = 2), 0)::bigint as before
      from app.gap_lines(p_team, p_people, p_froms, p_tos, p_large, p_left_from, p_left_to) l
      where l.part = p_part and (p_side is null or l.side = p_side) and (p_product_line is null or l.product_line = p_product_line)
      group by 1, 2
    ),
    ranked as (
      select s.*, row_number() over (order by abs(s.now - s.before) desc, s.account_id, s.invoice) as place from summed s
    )
    select r.account_id, r.invoice, r.now, r.before, 0 from ranked r where r.place <= p_most
    union all
    select null, '', sum(r.now)::bigint, sum(r.before)::bigint, count(*)::int from ranked r where r.place > p_most
    having count(*) > 0;
end $$;

-- Quartiles of the logarithms of what orders came to, on both sides together, with how many there are, their sum and the
-- largest: from these core tells which orders are too large to be the rule.
create function app.order_shape(p_team uuid, p_people uuid[], p_froms date[], p_tos date[])
returns table (orders int, low double precision, high double precision, total bigint, largest bigint)
language plpgsql stable security definer set search_path = app, pg_temp
as $$
begin
  if not app.may_diagnose(p_team, p_people) then
    return;
  end if;
  return query
    with ordered as (
      select sum(d.net) as size
      from unnest(p_froms, p_tos) with ordinality as s (f, t, n)
        cross join lateral app.quota_days(p_team, p_people, s.f, s.t) k
        join app.sales_day d on d.org_id = app.org() and d.person_id = k.person_id and d.day between k.from_day and k.to_day
      group by s.n, d.invoice
      having bool_or(d.is_order) and sum(d.net) > 0
    )
    select count(*)::int, percentile_cont(0.25) within group (order by ln(o.size::double precision)),
      percentile_cont(0.75) within group (order by ln(o.size::double precision)), sum(o.size)::bigint, max(o.size)::bigint
    from ordered o;
end $$;
drop function app.order_sizes(uuid, uuid[], date[], date[]);

revoke execute on function app.forecast_span(uuid, int, int),
  app.forecast_expected(uuid, uuid, uuid[], date, date, int, int),
  app.forecast_expected_parts(uuid, uuid, uuid, date, date, int, int),
  app.gap_lines(uuid, uuid[], date[], date[], numeric, date, date),
  app.gap_accounts(uuid, uuid[], date[], date[], numeric, date, date, text, int, text, int),
  app.order_shape(uuid, uuid[], date[], date[]) from public;
grant execute on function app.forecast_expected(uuid, uuid, uuid[], date, date, int, int),
  app.forecast_expected_parts(uuid, uuid, uuid, date, date, int, int),
  app.gap_accounts(uuid, uuid[], date[], date[], numeric, date, date, text, int, text, int),
  app.order_shape(uuid, uuid[], date[], date[]) to plumbline_app;
