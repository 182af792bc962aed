-- What a gap is made of: the billing of those who carry a quota, in two ranges of days, taken apart for core/diagnosis.
-- These read billing lines, for no roll-up knows quantities or currencies: of one subject and two periods, no more.

-- Whose billing stands against a target, and on which days: members with a quota, on its days. Where none of them has
-- one, all of them; the house never.
create function app.quota_days(p_team uuid, p_people uuid[], p_from date, p_to date)
returns table (person_id uuid, from_day date, to_day date)
language sql stable
as $$
  with member as (
    select m.person_id, m.from_day, m.to_day
    from app.members(p_team, p_people, '', null, p_from, p_to) m
      join app.person p on p.org_id = app.org() and p.id = m.person_id and not p.is_house
  ),
  carrying as (
    select m.person_id, greatest(m.from_day, q.from_day) as from_day, least(m.to_day, q.to_day) as to_day
    from member m join app.quota q on q.org_id = app.org() and q.person_id = m.person_id and q.figure = 'billed_revenue'
      and q.from_day <= m.to_day and q.to_day >= m.from_day
  )
  select * from carrying
  union all
  select * from member where not exists (select from carrying)
$$;

-- A team with every break-down, or people one sees: of anything else nothing is told.
create function app.may_diagnose(p_team uuid, p_people uuid[]) returns boolean
language sql stable security definer set search_path = app, pg_temp
return case when p_team is not null then p_team in (select t from app.open_teams() t) and p_people is null
  else p_people <@ array(select s from app.seen_people() s) end;

-- What each order came to for the subject, by range: from these core tells which orders are too large to be the rule.
create function app.order_sizes(p_team uuid, p_people uuid[], p_froms date[], p_tos date[])
returns table (side int, sizes bigint[])
language plpgsql stable security definer set search_path = app, pg_temp
as $$
begin
  if not app.may_diagnose(p_team, p_people) then
    return;
  end if;
  return query
    with ordered as (
      select s.n::int as side, sum(d.net)::bigint as size
      from unnest(p_froms, p_tos) with ordinality as s (f, t, n)
        cross join lateral app.quota_days(p_team, p_people, s.f, s.t) k
        join app.sales_day d on d.org_id = app.org() and d.person_id = k.person_id and d.day between k.from_day and k.to_day
      group by s.n, d.invoice
      having bool_or(d.is_order)
    )
    select o.side, array_agg(o.size) from ordered o where o.size > 0 group by o.side;
end $$;

-- Every minor unit of each range in one place: 'large' orders, 'fleeting' accounts (of the first range those that
-- nobody ever billed before, of the second those that bought nothing from p_left_from on), 'without_product', or the
-- 'cell' of its product line; 'accounts' counts those behind the cells. `net` is at the second range's exchange rates
-- (for the lines that have a rate then), `billed` as it was billed.
create function app.gap_sides(
  p_team uuid, p_people uuid[], p_froms date[], p_tos date[], p_large numeric, p_left_from date, p_left_to date
) returns table (
  side int, part text, product_line text, net bigint, billed bigint, list bigint, quantity double precision,
  lines bigint, orders bigint, accounts bigint
)
language plpgsql stable security definer set search_path = app, pg_temp
as $$
declare
  v_nobody uuid := '00000000-0000-0000-0000-000000000000';
begin
  if not app.may_diagnose(p_team, p_people) then
    return;
  end if;
  return query
    with line as materialized (
      select s.n::int as side, b.id, b.kind, coalesce(b.account_id, v_nobody) as account_id, coalesce(p.line, '') as product_line,
        b.source || ':' || b.invoice as invoice, b.day, b.currency, b.kind = 'goods' and b.net > 0 as is_goods,
        c.net_rc, c.list_rc, case b.kind when 'credit_note' then -abs(b.quantity) else b.quantity end * c.share / 1000000 as quantity
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
      from (select distinct l.side, l.account_id from line l where l.account_id <> v_nobody) a
      where case a.side
        when 1 then not exists (
          select from app.sales_day d where d.org_id = app.org() and d.account_id = a.account_id and d.day < p_froms[1])
        else coalesce((
          select sum(d.net) from app.sales_day d
          where d.org_id = app.org() and d.account_id = a.account_id and d.day between p_left_from and p_left_to), 0) <= 0 end
    ),
    placed as (
      select l.*, case
          when g.invoice is not null then 'large' when f.account_id is not null then 'fleeting'
          when l.product_line = '' then 'without_product' else 'cell' end as part,
        coalesce(l.net_rc * old.rate / new.rate, l.net_rc) as at_reference
      from line l
        left join large g on g.side = l.side and g.invoice = l.invoice
        left join fleeting f on f.side = l.side and f.account_id = l.account_id
        left join app.rate new on l.side = 1 and new.org_id = app.org() and new.currency = l.currency
          and new.month = to_char(l.day, 'YYYY-MM')
        left join app.rate old on l.side = 1 and old.org_id = app.org() and old.currency = l.currency
          and old.month = to_char(l.day - (p_froms[1] - p_froms[2]), 'YYYY-MM')
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

-- Where most of each person's billing in a range lies: territory and product line, the people by shown keys.
create function app.main_places(p_team uuid, p_from date, p_to date)
returns table (key text, territory text, product_line text)
language plpgsql stable security definer set search_path = app, pg_temp
as $$
begin
  if not app.may_diagnose(p_team, null) then
    return;
  end if;
  return query
    with day as materialized (
      select d.person_id::text as person, t.name as territory, d.product_line, d.net
      from app.quota_days(p_team, null, p_from, p_to) k
        join app.sales_day d on d.org_id = app.org() and d.person_id = k.person_id and d.day between k.from_day and k.to_day
        left join app.territory t on t.org_id = d.org_id and t.id = d.territory_id
    ),
    place as (
      select distinct on (d.person) d.person, d.territory from day d where d.territory is not null
      group by d.person, d.territory order by d.person, sum(d.net) desc, d.territory
    ),
    line as (
      select distinct on (d.person) d.person, d.product_line from day d where d.product_line <> ''
      group by d.person, d.product_line order by d.person, sum(d.net) desc, d.product_line
    ),
    named as (select * from app.shown_keys(array(select distinct d.person from day d), 'person'))
    select n.shown, p.territory, l.product_line
    from named n left join place p on p.person = n.key left join line l on l.person = n.key;
end $$;

revoke execute on function app.quota_days(uuid, uuid[], date, date), app.may_diagnose(uuid, uuid[]),
  app.order_sizes(uuid, uuid[], date[], date[]), app.gap_sides(uuid, uuid[], date[], date[], numeric, date, date),
  app.main_places(uuid, date, date) from public;
grant execute on function app.order_sizes(uuid, uuid[], date[], date[]),
  app.gap_sides(uuid, uuid[], date[], date[], numeric, date, date), app.main_places(uuid, date, date) to plumbline_app;
