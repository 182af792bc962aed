-- The sums that every figure is computed from, over some spans of days.
-- Each comes twice: with the caller's rights for people and accounts (app.base_sums …), and with the owner's for a
-- team that one may see (app.team_sums …), where people one may not see keep their numbers and lose their name.
--   p_team   a manager's id, or the organisation's for the company; members are those of each day
--   p_people these people, each day; absent with p_team absent: all that one may see
--   p_by     '' person branch account product_line category channel territory
--   p_root   whose direct reports are the branches: a team's own leader, the company's app.branch_root; absent
--            for a company with several tops, whose branches they are. What is in none has the key 'other'.

-- Where the facts come from and what they are keyed by: one query is written for each question, so that each can use
-- its index. Parameters: $1 org, $2 team, $3 people, $4 root, $5 account, $6 product line, $7 category, $8 channel,
-- $9 territory.
create function app.facts_sql(
  p_team uuid, p_people uuid[], p_by text, p_account uuid, p_product_line text, p_category text, p_channel text, p_territory uuid,
  out key text, out joins text, out conditions text
)
language sql stable
as $$
  select
    case p_by
      when '' then '''''::text' when 'person' then 'd.person_id::text' when 'branch' then 'coalesce(b.key, ''other'')'
      when 'account' then 'd.account_id::text' when 'product_line' then 'd.product_line' when 'category' then 'd.category'
      when 'channel' then 'd.channel' when 'territory' then 'd.territory_id::text'
    end,
    case when p_team <> app.org() then
      ' join app.reach m on m.org_id = d.org_id and m.boss_id = $2 and m.person_id = d.person_id
          and d.day between m.from_day and m.to_day' else '' end
    || case when p_by = 'branch' then
      ' left join branch b on b.person_id = d.person_id and d.day between b.from_day and b.to_day' else '' end,
    case when p_people is not null then ' and d.person_id = any ($3)' else '' end
    || case when p_account is not null then ' and d.account_id = $5' else '' end
    || case when p_product_line is not null then ' and d.product_line = $6' else '' end
    || case when p_category is not null then ' and d.category = $7' else '' end
    || case when p_channel is not null then ' and d.channel = $8' else '' end
    || case when p_territory is not null then ' and d.territory_id = $9' else '' end
$$;

-- p_distinct: also what must be counted anew (orders by invoice and day, accounts), which costs.
create function app.base_sums(
  p_team uuid, p_people uuid[], p_froms date[], p_tos date[], p_by text, p_root uuid, p_distinct boolean,
  p_account uuid default null, p_product_line text default null, p_category text default null,
  p_channel text default null, p_territory uuid default null
) returns table (
  period int, key text,
  net bigint, net_with_cost bigint, cost bigint, net_with_list bigint, list bigint, discount bigint,
  accounts_net bigint, net_of_people bigint, credited int, lines bigint, orders bigint,
  active bigint, new_accounts bigint, top_account_net bigint, sellers int
)
language plpgsql stable
as $$
declare
  f record;
  v_house uuid := (select p.id from app.person p where p.org_id = app.org() and p.is_house);
begin
  select * into f from app.facts_sql(p_team, p_people, p_by, p_account, p_product_line, p_category, p_channel, p_territory);
  return query execute format($q$
    with span as (
      select n::int as period, f as from_day, t as to_day from unnest($10, $11) with ordinality as u (f, t, n)
    ),
    branch as materialized (
      select * from app.members($2, null, 'branch', $4, date '0001-01-01', date '9999-12-31') where %6$L = 'branch'
    ),
    facts as materialized (
      select s.period, %1$s as key, d.person_id, d.account_id, d.net, d.net_with_cost, d.cost, d.net_with_list, d.list,
        d.discount, d.lines, d.credit_group, d.is_order, d.is_first, d.day, d.invoice, d.product_line, d.category, d.channel,
        d.territory_id
      from span s join app.sales_day d on d.org_id = $1 and d.day between s.from_day and s.to_day%2$s
      where true%3$s
    ),
    additive as (
      select f.period, f.key, sum(f.net) as net, sum(f.net_with_cost) as net_with_cost, sum(f.cost) as cost,
        sum(f.net_with_list) as net_with_list, sum(f.list) as list,
        sum(f.discount) as discount,
        sum(f.net) filter (where f.account_id <> '00000000-0000-0000-0000-000000000000') as accounts_net,
        sum(f.net) filter (where f.person_id is distinct from $13) as net_of_people,
        sum(f.lines) filter (where f.credit_group = '') as lines
      from facts f
      group by f.period, f.key
    ),
    credit as (
      select c.period, c.key, count(*)::int as credited
      from (select distinct f.period, f.key, f.person_id from facts f where f.person_id is distinct from $13) c
      group by c.period, c.key
    ),
    -- a line shared by several is one line of their team
    shared as (
      select s.period, s.key, sum(s.lines) as lines
      from (
        select distinct f.period, f.key, f.day, f.account_id, f.product_line, f.category, f.channel, f.territory_id,
          f.invoice, f.credit_group, f.lines
        from facts f where f.credit_group <> '' and $12
      ) s
      group by s.period, s.key
    ),
    orders as (
      select o.period, o.key, count(*) as orders
      from (select distinct f.period, f.key, f.day, f.invoice from facts f where f.is_order and $12) o
      group by o.period, o.key
    ),
    account as (
      select f.period, f.key, sum(f.net) as net, bool_or(f.is_first) as is_new
      from facts f where $12 and f.account_id <> '00000000-0000-0000-0000-000000000000'
      group by f.period, f.key, f.account_id
    ),
    accounts as (
      select a.period, a.key, count(*) filter (where a.net > 0) as active, count(*) filter (where a.is_new) as new_accounts,
        max(a.net) filter (where a.net > 0) as top_account_net
      from account a
      group by a.period, a.key
    ),
    -- who was credited, and who has a quota with or without billing
    seller as (
      select distinct f.period, f.key, f.person_id from facts f where %4$s
      union
      select s.period, %5$s, p.person_id
      from span s
        cross join lateral app.members($2, $3, %6$L, null, s.from_day, s.to_day) p
        join app.quota q on q.org_id = $1 and q.person_id = p.person_id and q.figure = 'billed_revenue'
          and q.from_day <= p.to_day and q.to_day >= p.from_day
      where %4$s
    ),
    sellers as (
      select s.period, s.key, count(*)::int as sellers
      from seller s
      where s.person_id is distinct from $13
      group by s.period, s.key
    )
    select a.period, a.key, a.net::bigint, a.net_with_cost::bigint, a.cost::bigint, a.net_with_list::bigint, a.list::bigint,
      a.discount::bigint, coalesce(a.accounts_net, 0)::bigint,
      coalesce(a.net_of_people, 0)::bigint, coalesce(k.credited, 0), (coalesce(a.lines, 0) + coalesce(h.lines, 0))::bigint,
      coalesce(o.orders, 0), coalesce(c.active, 0), coalesce(c.new_accounts, 0),
      coalesce(c.top_account_net, 0)::bigint, coalesce(s.sellers, k.credited, 0)
    from additive a
      left join credit k using (period, key)
      left join shared h using (period, key)
      left join orders o using (period, key)
      left join accounts c using (period, key)
      left join sellers s using (period, key)
    $q$,
    f.key, f.joins, f.conditions,
    case when p_by in ('', 'person') then '$12' else 'false' end,
    case when p_by = 'person' then 'p.person_id::text' else '''''::text' end, p_by)
  using app.org(), p_team, p_people, p_root, p_account, p_product_line, p_category, p_channel, p_territory,
    p_froms, p_tos, p_distinct, v_house;
end $$;

-- Accounts lost by the end of each window: net above zero from …before_from to …before_to, and not from …last_from to
-- …last_to. One pass over the days that all windows touch: their edges cut the days into slices, summed once.
create function app.lost_sums(
  p_team uuid, p_people uuid[], p_before_froms date[], p_before_tos date[], p_last_froms date[], p_last_tos date[],
  p_by text, p_root uuid,
  p_account uuid default null, p_product_line text default null, p_category text default null,
  p_channel text default null, p_territory uuid default null
) returns table (period int, key text, lost bigint)
language plpgsql stable
as $$
declare
  f record;
  v_edges date[];
begin
  select * into f from app.facts_sql(p_team, p_people, p_by, p_account, p_product_line, p_category, p_channel, p_territory);
  select array_agg(distinct e order by e) into v_edges
  from (select unnest(p_before_froms || p_last_froms) as e union select t + 1 from unnest(p_before_tos || p_last_tos) t) e;
  return query execute format($q$
    with branch as materialized (
      select * from app.members($2, null, 'branch', $4, date '0001-01-01', date '9999-12-31') where %4$L = 'branch'
    ),
    slice as materialized (
      select %1$s as key, d.account_id, width_bucket(d.day, $10) as slice, sum(d.net) as net
      from app.sales_day d%2$s
      where d.org_id = $1 and d.day >= $10[1] and d.day < $10[cardinality($10)]
        and d.account_id <> '00000000-0000-0000-0000-000000000000'%3$s
      group by 1, 2, 3
    ),
    -- each window's two sums side by side: one row for an account, not one for each of its windows
    account as (
      select s.key, array[%5$s] as before, array[%6$s] as last
      from slice s
      group by s.key, s.account_id
    )
    select n, a.key, count(*)
    from account a cross join generate_subscripts(a.before, 1) n
    where a.before[n] > 0 and coalesce(a.last[n], 0) <= 0
    group by n, a.key
    $q$, f.key, f.joins, f.conditions, p_by,
    (select string_agg(format('sum(s.net) filter (where s.slice between %s and %s)',
        width_bucket(u.f, v_edges), width_bucket(u.t, v_edges)), ', ' order by n)
     from unnest(p_before_froms, p_before_tos) with ordinality as u (f, t, n)),
    (select string_agg(format('sum(s.net) filter (where s.slice between %s and %s)',
        width_bucket(u.f, v_edges), width_bucket(u.t, v_edges)), ', ' order by n)
     from unnest(p_last_froms, p_last_tos) with ordinality as u (f, t, n)))
  using app.org(), p_team, p_people, p_root, p_account, p_product_line, p_category, p_channel, p_territory,
    v_edges;
end $$;

-- Whom somebody reports to and who reports to nobody, on a day.
create function app.tops(p_day date) returns setof uuid
language sql stable
as $$
  select distinct b.boss_id from app.reach b
  where b.org_id = app.org() and b.depth = 1 and p_day between b.from_day and b.to_day
    and not exists (select from app.reach u where u.org_id = b.org_id and u.person_id = b.boss_id and u.depth > 0
                    and p_day between u.from_day and u.to_day)
$$;

-- The pieces that a team's parts are made of: rows of team_day or of person_day, on the days on which they belong to it.
create function app.pieces(p_team uuid, p_people uuid[], p_by text, p_root uuid)
returns table (key text, team_id uuid, person_id uuid, from_day date, to_day date)
language sql stable
as $$
  select p::text, null::uuid, p, date '0001-01-01', date '9999-12-31' from unnest(p_people) p
  union all
  select '', p_team, null, date '0001-01-01', date '9999-12-31' where p_by = '' and p_team is not null
  union all
  select r.person_id::text, null, r.person_id, r.from_day, r.to_day
  from app.reach r where p_by = 'person' and p_team <> app.org() and r.org_id = app.org() and r.boss_id = p_team
  union all
  select p.id::text, null, p.id, date '0001-01-01', date '9999-12-31'
  from app.person p where p_by = 'person' and p_team = app.org() and p.org_id = app.org()
  union all
  select r.person_id::text,
    case when b.is_boss then r.person_id end, case when not b.is_boss then r.person_id end, r.from_day, r.to_day
  from app.reach r
    cross join lateral (
      select exists (select from app.reach u where u.org_id = r.org_id and u.boss_id = r.person_id and u.depth = 1) as is_boss
    ) b
  where p_by = 'branch' and r.org_id = app.org() and r.boss_id = p_root and r.depth = 1
  union all
  select t::text, t, null, date '0001-01-01', date '9999-12-31' from app.tops(app.today()) t where p_by = 'branch' and p_root is null
  union all
  select p_root::text, null, p_root, date '0001-01-01', date '9999-12-31' where p_by = 'branch' and p_root is not null
  union all
  select p.id::text, null, p.id, date '0001-01-01', date '9999-12-31'
  from app.person p where p_by = 'branch' and p_team = app.org() and p.org_id = app.org() and p.is_house
$$;

-- Who is in each part on which days of a span, for what hangs on persons: quotas.
create function app.members(p_team uuid, p_people uuid[], p_by text, p_root uuid, p_from date, p_to date)
returns table (key text, person_id uuid, from_day date, to_day date)
language sql stable
as $$
  select p::text, p, p_from, p_to from unnest(p_people) p
  union all
  select case p_by when 'person' then p.id::text else '' end, p.id, p_from, p_to
  from app.person p where p_team = app.org() and p_by <> 'branch' and p.org_id = app.org()
  union all
  select case p_by when 'person' then r.person_id::text else '' end, r.person_id, greatest(r.from_day, p_from), least(r.to_day, p_to)
  from app.reach r
  where p_team <> app.org() and p_by <> 'branch' and r.org_id = app.org() and r.boss_id = p_team
    and r.from_day <= p_to and r.to_day >= p_from
  union all
  select b.boss_id::text, b.person_id, greatest(r.from_day, b.from_day, p_from), least(r.to_day, b.to_day, p_to)
  from app.reach r
    join app.reach b on b.org_id = r.org_id and b.person_id = r.person_id and b.depth = greatest(r.depth - 1, 0)
      and b.from_day <= least(r.to_day, p_to) and b.to_day >= greatest(r.from_day, p_from)
  where p_by = 'branch' and r.org_id = app.org() and r.boss_id = p_root and r.from_day <= p_to and r.to_day >= p_from
  union all
  select r.boss_id::text, r.person_id, greatest(r.from_day, p_from), least(r.to_day, p_to)
  from app.tops(app.today()) t join app.reach r on r.org_id = app.org() and r.boss_id = t
  where p_by = 'branch' and p_root is null and r.from_day <= p_to and r.to_day >= p_from
  union all
  select p.id::text, p.id, p_from, p_to
  from app.person p where p_by = 'branch' and p_team = app.org() and p.org_id = app.org() and p.is_house
$$;

-- Net by part and span, from the roll-ups by day: what a standing costs does not grow with the ledger.
create function app.piece_nets(p_team uuid, p_people uuid[], p_by text, p_root uuid, p_froms date[], p_tos date[])
returns table (period int, key text, net bigint)
language plpgsql stable
as $$
begin
  return query
    with span as (select n::int as period, f, t from unnest(p_froms, p_tos) with ordinality as u (f, t, n)),
    piece as materialized (select * from app.pieces(p_team, p_people, p_by, p_root)),
    -- probed piece by piece, each along its index
    found as (
      select s.period, p.key, d.net
      from piece p cross join span s cross join lateral (
        select sum(d.net) as net from app.person_day d
        where d.org_id = app.org() and d.person_id = p.person_id
          and d.day between greatest(s.f, p.from_day) and least(s.t, p.to_day)) d
      where p.person_id is not null and s.f <= p.to_day and s.t >= p.from_day
      union all
      select s.period, p.key, d.net
      from piece p cross join span s cross join lateral (
        select sum(d.net) as net from app.team_day d
        where d.org_id = app.org() and d.team_id = p.team_id
          and d.day between greatest(s.f, p.from_day) and least(s.t, p.to_day)) d
      where p.team_id is not null and s.f <= p.to_day and s.t >= p.from_day
    )
    select f.period, f.key, sum(f.net)::bigint from found f where f.net is not null group by f.period, f.key;
end $$;

-- Quotas by part and span, and the net of those who have one: the part's net less that of people on days without a quota.
-- A quota that a span or a membership cuts is shared by days; cumulative rounding keeps the parts' sum whole.
create function app.quota_sums(
  p_team uuid, p_people uuid[], p_by text, p_root uuid, p_froms date[], p_tos date[], p_untils date[]
) returns table (period int, key text, quota bigint, net_with_quota bigint)
language plpgsql stable
as $$
begin
  return query
    with member as materialized (
      select s.n::int as period, s.u as until, m.*
      from unnest(p_froms, p_tos, p_untils) with ordinality as s (f, t, u, n)
        cross join lateral app.members(p_team, p_people, p_by, p_root, s.f, s.t) m
    ),
    part as materialized (
      select m.period, m.until, m.key, m.person_id, q.from_day as of_from, q.to_day - q.from_day + 1 as days, q.amount_rc,
        greatest(m.from_day, q.from_day) as from_day, least(m.to_day, q.to_day) as to_day
      from member m
        join app.quota q on q.org_id = app.org() and q.person_id = m.person_id and q.figure = 'billed_revenue'
          and q.from_day <= m.to_day and q.to_day >= m.from_day
    ),
    quotas as (
      select p.period, p.key,
        sum(round(p.amount_rc::numeric * (p.to_day - p.of_from + 1) / p.days)
          - round(p.amount_rc::numeric * (p.from_day - p.of_from) / p.days)) as quota
      from part p
      group by p.period, p.key
    ),
    nets as (
      select p.period, p.key, sum(d.net) as net
      from part p join app.person_day d on d.org_id = app.org() and d.person_id = p.person_id
        and d.day between p.from_day and least(p.to_day, p.until)
      group by p.period, p.key
    )
    select q.period, q.key, q.quota::bigint, coalesce(n.net, 0)::bigint
    from quotas q left join nets n on n.period = q.period and n.key = q.key;
end $$;

-- Teams -----------------------------------------------------------------------------------------------------
-- Of a 'sum' team only the total and the break-down by unnamed person are to be had, for spans in which four billed.

create function app.depth_of(p_team uuid) returns text
language sql stable security definer set search_path = app, pg_temp
return case
  when p_team in (select t from app.open_teams() t) then 'open'
  when (p_team = app.org() or exists (
      select from app.reach r where r.org_id = app.org() and r.boss_id = p_team and r.person_id = app.me()
        and app.today() between r.from_day and r.to_day)) and app.contributors(p_team) >= 4 then 'sum'
end;

-- How many people of a team billed within a span, by the membership of each day; the house is nobody.
create function app.billed_people(p_team uuid, p_from date, p_to date) returns int
language sql stable security definer set search_path = app, pg_temp
return (
  select count(distinct m.person_id)::int
  from app.members(p_team, null, '', null, p_from, p_to) m
    join app.person p on p.org_id = app.org() and p.id = m.person_id and not p.is_house
  where exists (
    select from app.person_day d
    where d.org_id = app.org() and d.person_id = m.person_id and d.day between m.from_day and m.to_day)
);

-- Keys of people as one may read them: 'hidden:N' for those one may not see, and 'house' for the house, who is nobody. The numbers are drawn anew for each
-- transaction, so that nobody can be followed from one answer to the next, and are the same throughout one.
create function app.shown_keys(p_keys text[], p_by text) returns table (key text, shown text)
language sql stable security definer set search_path = app, pg_temp
begin atomic
  with hidden as (
    select p.id::text as key, case when p.is_house then 'house' else
        'hidden:' || row_number() over (order by md5(p.id::text || app.me()::text || now()::text)) end as shown
    from app.person p
    where p_by in ('person', 'branch') and p.org_id = app.org() and p.id not in (select app.seen_people())
  )
  select k, coalesce(h.shown, k)
  from unnest(p_keys) k left join hidden h on h.key = k;
end;

create function app.team_sums(
  p_team uuid, p_froms date[], p_tos date[], p_by text, p_root uuid, p_distinct boolean,
  p_account uuid default null, p_product_line text default null, p_category text default null,
  p_channel text default null, p_territory uuid default null
) returns table (
  period int, key text,
  net bigint, net_with_cost bigint, cost bigint, net_with_list bigint, list bigint, discount bigint,
  accounts_net bigint, net_of_people bigint, credited int, lines bigint, orders bigint,
  active bigint, new_accounts bigint, top_account_net bigint, sellers int
)
language plpgsql stable security definer set search_path = app, pg_temp
as $$
declare
  v_depth text := app.depth_of(p_team);
begin
  if v_depth is null or v_depth = 'sum' and (p_by not in ('', 'person') or p_account is not null or p_product_line is not null
      or p_category is not null or p_channel is not null or p_territory is not null) then
    return;
  end if;
  return query
    with sums as materialized (
      select * from app.base_sums(p_team, null, p_froms, p_tos, p_by, p_root, p_distinct, p_account, p_product_line,
        p_category, p_channel, p_territory)
    ),
    enough as (select s.period from sums s where s.credited > 0 group by s.period having sum(s.credited) >= 4),
    named as (select * from app.shown_keys(array(select distinct s.key from sums s), p_by))
    -- of a bare total's people the billing alone, so that it adds up: the rest would tell who they are
    select s.period, n.shown, s.net, b.net_with_cost, b.cost, b.net_with_list, b.list, b.discount, b.accounts_net,
      b.net_of_people, b.credited, b.lines, b.orders, b.active, b.new_accounts, b.top_account_net, b.sellers
    from sums s
      join named n on n.key = s.key
      left join sums b on b.period = s.period and b.key = s.key and (v_depth = 'open' or n.shown not like 'hidden:%')
    where v_depth = 'open' or s.period in (select e.period from enough e);
end $$;

create function app.team_lost(
  p_team uuid, p_before_froms date[], p_before_tos date[], p_last_froms date[], p_last_tos date[], p_by text, p_root uuid,
  p_account uuid default null, p_product_line text default null, p_category text default null,
  p_channel text default null, p_territory uuid default null
) returns table (period int, key text, lost bigint)
language plpgsql stable security definer set search_path = app, pg_temp
as $$
declare
  v_depth text := app.depth_of(p_team);
begin
  if v_depth is null or v_depth = 'sum' and (p_by <> '' or p_account is not null or p_product_line is not null
      or p_category is not null or p_channel is not null or p_territory is not null) then
    return;
  end if;
  return query
    with sums as materialized (
      select * from app.lost_sums(p_team, null, p_before_froms, p_before_tos, p_last_froms, p_last_tos, p_by, p_root,
        p_account, p_product_line, p_category, p_channel, p_territory)
    ),
    named as (select * from app.shown_keys(array(select distinct s.key from sums s), p_by)),
    enough as (
      select w.n::int as period
      from unnest(p_before_froms, p_before_tos, p_last_froms, p_last_tos) with ordinality as w (bf, bt, lf, lt, n)
      where v_depth = 'open' or app.billed_people(p_team, w.bf, w.bt) >= 4 and app.billed_people(p_team, w.lf, w.lt) >= 4
    )
    select s.period, n.shown, s.lost
    from sums s join named n on n.key = s.key
    where s.period in (select e.period from enough e);
end $$;

-- A team's nets by span and its quotas in the quota's spans, whole ('') and by part, in one question.
create function app.team_standing(
  p_team uuid, p_by text, p_root uuid, p_froms date[], p_tos date[], p_quota_froms date[], p_quota_tos date[], p_untils date[]
) returns table (part text, period int, key text, net bigint, quota bigint, net_with_quota bigint)
language plpgsql stable security definer set search_path = app, pg_temp
as $$
declare
  v_depth text := app.depth_of(p_team);
begin
  if v_depth is null or v_depth = 'sum' and p_by = 'branch' then
    return;
  end if;
  return query
    with nets as materialized (select * from app.piece_nets(p_team, null, p_by, p_root, p_froms, p_tos)),
    quotas as materialized (select * from app.quota_sums(p_team, null, p_by, p_root, p_quota_froms, p_quota_tos, p_untils)),
    named as (select * from app.shown_keys(array(select n.key from nets n union select q.key from quotas q), p_by)),
    enough as (
      select s.quota, s.n::int as period
      from (
        select false as quota, u.* from unnest(p_froms, p_tos) with ordinality as u (f, t, n)
        union all
        select true, u.* from unnest(p_quota_froms, p_untils) with ordinality as u (f, t, n)
      ) s
      where v_depth = 'open' or app.billed_people(p_team, s.f, s.t) >= 4
    )
    select 'net', s.period, n.shown, s.net, null::bigint, null::bigint
    from nets s join named n on n.key = s.key join enough e on e.period = s.period and not e.quota
    union all
    select 'quota', q.period, n.shown, null, q.quota, q.net_with_quota
    from quotas q join named n on n.key = q.key join enough e on e.period = q.period and e.quota
    -- a quota would tell whose row it is
    where v_depth = 'open' or n.shown not like 'hidden:%';
end $$;

-- How the whole company's people (the house left out) usually bill: each span's share of all of them, never amounts,
-- so that a pace can rest on it for somebody who may not see the company's total.
create function app.company_rhythm(p_froms date[], p_tos date[]) returns table (period int, share double precision)
language plpgsql stable security definer set search_path = app, pg_temp
as $$
begin
  return query
    with nets as (
      select s.n::int as period, coalesce(c.net, 0) - coalesce(h.net, 0) as net
      from unnest(p_froms, p_tos) with ordinality as s (f, t, n)
        left join lateral (
          select sum(d.net) as net from app.team_day d
          where d.org_id = app.org() and d.team_id = app.org() and d.day between s.f and s.t) c on true
        left join lateral (
          select sum(d.net) as net from app.person_day d
          where d.org_id = app.org() and d.person_id = (select p.id from app.person p where p.org_id = app.org() and p.is_house)
            and d.day between s.f and s.t) h on true
    )
    select n.period, (n.net / nullif(sum(abs(n.net)) over (), 0))::double precision from nets n;
end $$;

-- Whose direct reports are the company's branches on a day: the top, or the first below it under whom sales divide.
create function app.branch_root(p_day date) returns uuid
language plpgsql stable security definer set search_path = app, pg_temp
as $$
declare
  v_root uuid;
  v_next uuid[];
begin
  v_next := array(select app.tops(p_day));
  while cardinality(v_next) = 1 loop
    v_root := v_next[1];
    -- those below it who sell, or have somebody below who does
    select array_agg(r.person_id) into v_next
    from app.reach r
    where r.org_id = app.org() and r.boss_id = v_root and r.depth = 1 and p_day between r.from_day and r.to_day
      and exists (
        select from app.reach s join app.person_role l on l.org_id = s.org_id and l.person_id = s.person_id and l.role = 'salesperson'
        where s.org_id = r.org_id and s.boss_id = r.person_id and p_day between s.from_day and s.to_day);
    if cardinality(v_next) = 1 and not exists (
      select from app.reach b where b.org_id = app.org() and b.boss_id = v_next[1] and b.depth = 1) then
      exit;
    end if;
  end loop;
  return v_root;
end $$;

-- The first day that the ledger knows, by the company's roll-up.
create function app.ledger_from() returns date
language sql stable security definer set search_path = app, pg_temp
return (select min(d.day) from app.team_day d where d.org_id = app.org() and d.team_id = app.org());

-- Channels that anything was sold through: a walk along an index from name to name, not over the ledger.
create function app.channels() returns setof text
language sql stable security definer set search_path = app, pg_temp
begin atomic
  with recursive c as (
    (select d.channel from app.sales_day d where d.org_id = app.org() order by d.channel limit 1)
    union all
    select (select d.channel from app.sales_day d where d.org_id = app.org() and d.channel > c.channel order by d.channel limit 1)
    from c where c.channel is not null
  )
  select c.channel from c where c.channel <> '';
end;

revoke execute on all functions in schema app from public;
grant execute on all functions in schema app to plumbline_app, plumbline_keeper;
revoke execute on function app.unfinished_batches() from plumbline_app;   -- of all organisations: the worker's alone
revoke execute on function app.billed_people(uuid, date, date) from plumbline_app;   -- for the sums above
revoke execute on function app.measure(text[]) from plumbline_app;        -- for imports
