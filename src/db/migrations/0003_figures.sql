-- Roll-ups kept by day by the batch that changes them, and the sums that every figure is computed from.
-- No screen groups billing lines: it sums these.

create table app.sales_day (
  org_id uuid not null,
  day date not null,
  person_id uuid not null,
  account_id uuid not null,                        -- the zero id: no account
  product_line text not null,                      -- '': none
  category text not null,
  channel text not null,
  territory_id uuid not null,                      -- the account's on that day; the zero id: none
  invoice text not null,                           -- source:invoice, for what is counted once
  credit_group text not null,                      -- '' when one person has the whole line, else all who share it
  net bigint not null,
  net_with_cost bigint not null,
  cost bigint not null,
  net_with_list bigint not null,
  list bigint not null,
  discount bigint not null,
  lines int not null,                              -- goods lines, whole for each who shares them
  is_order boolean not null,                       -- the invoice counts as an order (core/figures: orders)
  is_first boolean not null default false,         -- the account's first day in the ledger
  primary key (org_id, person_id, day, invoice, account_id, product_line, category, channel, territory_id, credit_group)
);
create index sales_day_day on app.sales_day (org_id, day);
create index sales_day_account on app.sales_day (org_id, account_id, day);
create index sales_day_invoice on app.sales_day (org_id, invoice);

-- person × day, and team × day: the company's team id is the organisation's id.
create table app.person_day (
  org_id uuid not null,
  person_id uuid not null,
  day date not null,
  net bigint not null,
  net_with_cost bigint not null,
  cost bigint not null,
  net_with_list bigint not null,
  list bigint not null,
  discount bigint not null,
  orders int not null,
  lines int not null,
  primary key (org_id, person_id, day)
);

create table app.team_day (
  org_id uuid not null,
  team_id uuid not null,
  day date not null,
  net bigint not null,
  net_with_cost bigint not null,
  cost bigint not null,
  net_with_list bigint not null,
  list bigint not null,
  discount bigint not null,
  orders int not null,
  lines int not null,
  primary key (org_id, team_id, day)
);

-- How many people of a team billed within the year up to today: below four its total is nobody's but those above it.
create function app.contributors(p_team uuid) returns int
language sql stable security definer set search_path = app
return (
  select count(*)::int
  from app.person p
  where p.org_id = app.org() and not p.is_house
    and (p_team = app.org() or exists (
      select from app.reach r
      where r.org_id = p.org_id and r.boss_id = p_team and r.person_id = p.id
        and app.today() between r.from_day and r.to_day))
    and exists (
      select from app.person_day d
      where d.org_id = p.org_id and d.person_id = p.id and d.day > app.today() - 365 and d.day <= app.today())
);

-- Teams whose totals one sees, and how deep: 'open' with every break-down (names only of people one sees),
-- 'sum' the bare total: the teams on the path from oneself to the top in which four contribute.
create function app.seen_teams() returns table (team_id uuid, depth text)
language sql stable security definer set search_path = app
begin atomic
  with my as (
    select app.org() as org, app.me() as me, app.today() as today, app.has_role('executive', 'director') as leads
  ),
  boss as (
    select distinct r.boss_id as id from my join app.reach r on r.org_id = my.org and r.depth = 1
  ),
  seen as (
    select b.id as team_id, 'open' as depth
    from my join app.reach r on r.org_id = my.org and r.boss_id = my.me and my.today between r.from_day and r.to_day
      join boss b on b.id = r.person_id
    union all
    select b.id, 'open' from boss b where app.has_role('executive')
    union all
    select my.org, 'open' from my where my.leads
    union all
    select up.boss_id, 'sum' from my join app.reach up
      on up.org_id = my.org and up.person_id = my.me and up.depth > 0 and my.today between up.from_day and up.to_day
    where app.contributors(up.boss_id) >= 4
    union all
    select my.org, 'sum' from my where my.me is not null and app.contributors(my.org) >= 4
  )
  select s.team_id, min(s.depth) from seen s group by s.team_id;
end;

-- The sums of one or several spans, whole or broken down, of some people, a team (whose members are those of
-- each day), or all that one may see. Runs with the caller's rights; app.team_sums below lends it the owner's.
--   p_tos may lie ahead: facts are taken up to p_until, quotas over the whole span.
--   p_by: '' person branch account product_line category channel territory day
create function app.base_sums(
  p_team uuid, p_people uuid[], p_froms date[], p_tos date[], p_until date, p_by text,
  p_account uuid default null, p_product_line text default null, p_category text default null,
  p_channel text default null, p_territory uuid default null
) returns table (
  period int, key text,
  net bigint, net_with_cost bigint, cost bigint, net_with_list bigint, list bigint, discount bigint,
  lines bigint, orders bigint, active bigint, new_accounts bigint, lost bigint,
  top_account_net bigint, accounts_net bigint, sellers bigint, quota bigint, net_with_quota bigint
)
language sql stable
as $$
  with span as (
    select n::int as period, f as from_day, t as to_day, least(t, p_until) as until
    from unnest(p_froms, p_tos) with ordinality as u (f, t, n)
  ),
  -- what each period looks back on: itself, and for lost accounts the two years up to its end
  facts as materialized (
    select s.period, d.day >= s.from_day as inside, d.day > (s.until - interval '1 year')::date as last12,
      d.day <= (s.until - interval '1 year')::date and d.day > (s.until - interval '2 years')::date as before12,
      d.day, d.person_id, d.account_id, d.invoice, d.credit_group, d.is_order, d.is_first,
      d.product_line, d.category, d.channel, d.territory_id,
      d.net, d.net_with_cost, d.cost, d.net_with_list, d.list, d.discount, d.lines
    from span s
      join app.sales_day d on d.org_id = app.org()
        and d.day between least(s.from_day, (s.until - interval '2 years')::date + 1) and s.until
    where (p_people is null or d.person_id = any (p_people))
      and (p_team is null or p_team = app.org() or exists (
        select from app.reach m
        where m.org_id = d.org_id and m.boss_id = p_team and m.person_id = d.person_id
          and d.day between m.from_day and m.to_day))
      and (p_account is null or d.account_id = p_account)
      and (p_product_line is null or d.product_line = p_product_line)
      and (p_category is null or d.category = p_category)
      and (p_channel is null or d.channel = p_channel)
      and (p_territory is null or d.territory_id = p_territory)
  ),
  -- who of a team's direct reports (or the team's own leader) each person belonged to on each day
  branch as materialized (
    select pd.person_id, pd.day, (
      select m.boss_id from app.reach m
      where m.org_id = app.org() and m.person_id = pd.person_id and pd.day between m.from_day and m.to_day
        and m.depth = case when p_team = app.org() then m.depth else (
          select greatest(t.depth - 1, 0) from app.reach t
          where t.org_id = m.org_id and t.boss_id = p_team and t.person_id = pd.person_id
            and pd.day between t.from_day and t.to_day) end
      order by m.depth desc limit 1) as boss_id
    from (select distinct person_id, day from facts where p_by = 'branch') pd
  ),
  keyed as materialized (
    select f.*, case p_by
        when '' then ''
        when 'person' then f.person_id::text
        when 'branch' then b.boss_id::text
        when 'account' then f.account_id::text
        when 'product_line' then f.product_line
        when 'category' then f.category
        when 'channel' then f.channel
        when 'territory' then f.territory_id::text
        when 'day' then f.day::text
      end as key
    from facts f left join branch b on b.person_id = f.person_id and b.day = f.day
  ),
  additive as (
    select k.period, k.key, sum(k.net) as net, sum(k.net_with_cost) as net_with_cost, sum(k.cost) as cost,
      sum(k.net_with_list) as net_with_list, sum(k.list) as list, sum(k.discount) as discount,
      sum(k.lines) filter (where k.credit_group = '') as lines,
      count(distinct k.invoice) filter (where k.is_order) as orders,
      count(distinct k.person_id) filter (where k.person_id <> h.id) as sellers
    from keyed k left join app.person h on h.org_id = app.org() and h.is_house
    where k.inside
    group by k.period, k.key
  ),
  -- a line shared by several is one line of their team
  shared as (
    select s.period, s.key, sum(s.lines) as lines
    from (
      select distinct k.period, k.key, k.day, k.account_id, k.product_line, k.category, k.channel, k.territory_id,
        k.invoice, k.credit_group, k.lines
      from keyed k where k.inside and k.credit_group <> ''
    ) s
    group by s.period, s.key
  ),
  account as (
    select k.period, k.key, k.account_id,
      sum(k.net) filter (where k.inside) as net, bool_or(k.is_first and k.inside) as is_new,
      coalesce(sum(k.net) filter (where k.last12), 0) as last12,
      coalesce(sum(k.net) filter (where k.before12), 0) as before12
    from keyed k where k.account_id <> '00000000-0000-0000-0000-000000000000'
    group by k.period, k.key, k.account_id
  ),
  accounts as (
    select a.period, a.key, count(*) filter (where a.net > 0) as active, count(*) filter (where a.is_new) as new_accounts,
      count(*) filter (where a.before12 > 0 and a.last12 <= 0) as lost,
      max(a.net) as top_account_net, sum(a.net) as accounts_net
    from account a
    group by a.period, a.key
  ),
  -- a quota is shared by days where a span or a membership cuts it; cumulative rounding keeps the parts' sum whole
  quota_part as (
    select s.period, q.person_id, q.from_day as of_from, q.amount_rc, q.to_day - q.from_day + 1 as days,
      greatest(q.from_day, s.from_day, m.from_day) as from_day, least(q.to_day, s.to_day, m.to_day) as to_day,
      m.branch
    from span s
      join app.quota q on q.org_id = app.org() and q.figure = 'billed_revenue'
        and q.from_day <= s.to_day and q.to_day >= s.from_day
      join lateral (
        select r.from_day, r.to_day, null::uuid as branch
        from (values (date '0001-01-01', date '9999-12-31')) r (from_day, to_day)
        where p_team is null or p_team = app.org() and p_by <> 'branch'
        union all
        select t.from_day, t.to_day, null::uuid
        from app.reach t
        where t.org_id = app.org() and t.boss_id = p_team and t.person_id = q.person_id
          and p_team <> app.org() and p_by <> 'branch'
        union all
        select greatest(t.from_day, b.from_day), least(t.to_day, b.to_day), b.boss_id
        from app.reach t
          join app.reach b on b.org_id = t.org_id and b.person_id = t.person_id
            and b.depth = greatest(t.depth - 1, 0) and b.from_day <= t.to_day and b.to_day >= t.from_day
        where t.org_id = app.org() and t.boss_id = p_team and t.person_id = q.person_id
          and p_team <> app.org() and p_by = 'branch'
      ) m on m.from_day <= least(q.to_day, s.to_day) and m.to_day >= greatest(q.from_day, s.from_day)
    where p_by in ('', 'person', 'branch')
      and (p_people is null or q.person_id = any (p_people))
      and p_account is null and p_product_line is null and p_category is null and p_channel is null and p_territory is null
  ),
  quotas as (
    select p.period,
      case p_by when '' then '' when 'person' then p.person_id::text else p.branch::text end as key,
      sum(round(p.amount_rc::numeric * (p.to_day - p.of_from + 1) / p.days)
        - round(p.amount_rc::numeric * (p.from_day - p.of_from) / p.days)) as quota
    from quota_part p
    group by 1, 2
  ),
  quota_net as (
    select k.period, k.key, sum(k.net) as net
    from keyed k
    where k.inside and exists (
      select from app.quota q
      where q.org_id = app.org() and q.figure = 'billed_revenue' and q.person_id = k.person_id
        and k.day between q.from_day and q.to_day)
    group by k.period, k.key
  ),
  keys as (
    select period, key from additive union select period, key from quotas
    union select a.period, a.key from accounts a where a.lost > 0
  )
  select k.period, k.key,
    coalesce(a.net, 0)::bigint, coalesce(a.net_with_cost, 0)::bigint, coalesce(a.cost, 0)::bigint,
    coalesce(a.net_with_list, 0)::bigint, coalesce(a.list, 0)::bigint, coalesce(a.discount, 0)::bigint,
    (coalesce(a.lines, 0) + coalesce(h.lines, 0))::bigint, coalesce(a.orders, 0)::bigint,
    coalesce(c.active, 0)::bigint, coalesce(c.new_accounts, 0)::bigint, coalesce(c.lost, 0)::bigint,
    coalesce(c.top_account_net, 0)::bigint, coalesce(c.accounts_net, 0)::bigint, coalesce(a.sellers, 0)::bigint,
    q.quota::bigint, coalesce(n.net, 0)::bigint
  from keys k
    left join additive a on a.period = k.period and a.key = k.key
    left join shared h on h.period = k.period and h.key = k.key
    left join accounts c on c.period = k.period and c.key = k.key
    left join quotas q on q.period = k.period and q.key = k.key
    left join quota_net n on n.period = k.period and n.key = k.key
$$;

-- The same for a team one may see. People one may not see keep their numbers and lose their name
-- ('hidden:1' …, in no order), so that a break-down still adds up. Of a 'sum' team only the total and this
-- break-down are to be had, and only for spans in which four people billed.
create function app.team_sums(
  p_team uuid, p_froms date[], p_tos date[], p_until date, p_by text,
  p_account uuid default null, p_product_line text default null, p_category text default null,
  p_channel text default null, p_territory uuid default null
) returns table (
  period int, key text,
  net bigint, net_with_cost bigint, cost bigint, net_with_list bigint, list bigint, discount bigint,
  lines bigint, orders bigint, active bigint, new_accounts bigint, lost bigint,
  top_account_net bigint, accounts_net bigint, sellers bigint, quota bigint, net_with_quota bigint
)
language plpgsql stable security definer set search_path = app
as $$
declare
  v_depth text := (select t.depth from app.seen_teams() t where t.team_id = p_team);
begin
  if v_depth is null then
    return;
  end if;
  if v_depth = 'sum' and (p_by not in ('', 'person') or p_account is not null or p_product_line is not null
      or p_category is not null or p_channel is not null or p_territory is not null) then
    return;
  end if;
  return query
    with sums as (
      select s.* from app.base_sums(p_team, null, p_froms, p_tos, p_until, p_by, p_account, p_product_line,
        p_category, p_channel, p_territory) s
    ),
    enough as (
      select s.period from sums s where p_by = '' and s.sellers >= 4
      union
      select s.period from sums s where p_by = 'person' and s.sellers > 0 group by s.period having count(*) >= 4
    ),
    seen as materialized (select p from app.seen_people() p),
    hidden as (
      select s.key, 'hidden:' || row_number() over (order by md5(s.key || app.me()::text)) as name
      from (select distinct s.key from sums s) s
      where p_by in ('person', 'branch') and s.key::uuid not in (select p from seen)
    )
    select s.period, coalesce(h.name, s.key), s.net, s.net_with_cost, s.cost, s.net_with_list, s.list, s.discount,
      s.lines, s.orders, s.active, s.new_accounts, s.lost, s.top_account_net, s.accounts_net, s.sellers,
      s.quota, s.net_with_quota
    from sums s left join hidden h on h.key = s.key
    where v_depth = 'open' or s.period in (select e.period from enough e);
end $$;

-- person × day and team × day made anew for some days, or for all: after an import, or a move of somebody.
create function app.rebuild_days(p_from date, p_to date) returns void
language plpgsql volatile security definer set search_path = app
as $$
begin
  if session_user <> 'plumbline_keeper' and not app.has_role('administrator', 'director') then
    raise insufficient_privilege using message = 'rebuild_days is for those who administer';
  end if;
  delete from app.person_day where org_id = app.org() and day between p_from and p_to;
  insert into app.person_day (org_id, person_id, day, net, net_with_cost, cost, net_with_list, list, discount, orders, lines)
  select d.org_id, d.person_id, d.day, sum(d.net), sum(d.net_with_cost), sum(d.cost), sum(d.net_with_list), sum(d.list),
    sum(d.discount), count(distinct d.invoice) filter (where d.is_order), sum(d.lines)
  from app.sales_day d
  where d.org_id = app.org() and d.day between p_from and p_to
  group by d.org_id, d.person_id, d.day;

  delete from app.team_day where org_id = app.org() and day between p_from and p_to;
  insert into app.team_day (org_id, team_id, day, net, net_with_cost, cost, net_with_list, list, discount, orders, lines)
  with member as (
    select d.*, r.boss_id as team_id
    from app.sales_day d
      join app.reach r on r.org_id = d.org_id and r.person_id = d.person_id and d.day between r.from_day and r.to_day
    where d.org_id = app.org() and d.day between p_from and p_to
      and r.boss_id in (select boss_id from app.reach where org_id = app.org() and depth = 1)
    union all
    select d.*, d.org_id
    from app.sales_day d
    where d.org_id = app.org() and d.day between p_from and p_to
  ),
  shared as (
    select s.team_id, s.day, sum(s.lines) as lines
    from (select distinct team_id, day, account_id, product_line, category, channel, territory_id, invoice, credit_group, lines
          from member where credit_group <> '') s
    group by s.team_id, s.day
  )
  select m.org_id, m.team_id, m.day, sum(m.net), sum(m.net_with_cost), sum(m.cost), sum(m.net_with_list), sum(m.list),
    sum(m.discount), count(distinct m.invoice) filter (where m.is_order),
    coalesce(sum(m.lines) filter (where m.credit_group = ''), 0) + coalesce(max(s.lines), 0)
  from member m left join shared s on s.team_id = m.team_id and s.day = m.day
  group by m.org_id, m.team_id, m.day;
end $$;

-- What every page says of its own freshness; what is unassigned is for those who can assign it.
create function app.freshness() returns table (
  billed_to date, first_day date, last_import_at timestamptz, unassigned_net bigint, unassigned_lines bigint
)
language sql stable security definer set search_path = app
begin atomic
  select
    (select max(d.day) from app.team_day d where d.org_id = app.org() and d.team_id = app.org() and d.day <= app.today()),
    (select min(d.day) from app.team_day d where d.org_id = app.org() and d.team_id = app.org()),
    (select max(b.ended_at) from app.batch b where b.org_id = app.org() and b.state = 'done'),
    case when app.has_role('administrator', 'director', 'executive') then
      (select coalesce(sum(d.net), 0) from app.person_day d join app.person h on h.org_id = d.org_id and h.id = d.person_id
       where d.org_id = app.org() and h.is_house and d.day <= app.today()) end::bigint,
    case when app.has_role('administrator', 'director', 'executive') then
      (select coalesce(sum(d.lines), 0) from app.person_day d join app.person h on h.org_id = d.org_id and h.id = d.person_id
       where d.org_id = app.org() and h.is_house and d.day <= app.today()) end::bigint;
end;

alter table app.sales_day enable row level security;
alter table app.person_day enable row level security;
alter table app.team_day enable row level security;

create policy seen on app.sales_day for select to plumbline_app
  using (org_id = app.org() and person_id = any (array(select app.seen_people())));
create policy own_account on app.sales_day for select to plumbline_app
  using (org_id = app.org() and account_id = any (array(select app.open_accounts())));
create policy seen on app.person_day for select to plumbline_app
  using (org_id = app.org() and person_id = any (array(select app.seen_people())));
create policy seen on app.team_day for select to plumbline_app
  using (org_id = app.org() and team_id = any (array(select t.team_id from app.seen_teams() t where t.depth = 'open')));

create policy keeper on app.sales_day to plumbline_keeper using (org_id = app.org()) with check (org_id = app.org());
create policy keeper on app.person_day to plumbline_keeper using (org_id = app.org()) with check (org_id = app.org());
create policy keeper on app.team_day to plumbline_keeper using (org_id = app.org()) with check (org_id = app.org());

grant select on app.sales_day, app.person_day, app.team_day to plumbline_app;
grant select, insert, update, delete on app.sales_day, app.person_day, app.team_day to plumbline_keeper;

revoke execute on all functions in schema app from public;
grant execute on all functions in schema app to plumbline_app, plumbline_keeper;
