-- Roll-ups kept by day by the batch that changes them, and which teams' totals one sees.
-- No screen groups billing lines: 0006_sums.sql sums these.

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
  is_first boolean not null default false          -- the account's first day in the ledger
);
-- One row for each of its first ten columns: the batch takes out an invoice's rows and groups its lines anew. A key
-- over all ten would be as large as the table, and nobody asks by it.
create index sales_day_person on app.sales_day (org_id, person_id, day);
create index sales_day_day on app.sales_day (org_id, day);
create index sales_day_account on app.sales_day (org_id, account_id, day);
create index sales_day_invoice on app.sales_day (org_id, invoice);
create index sales_day_channel on app.sales_day (org_id, channel);

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
  primary key (org_id, person_id, day) include (net)
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
  primary key (org_id, team_id, day) include (net)
);

-- How many people of a team billed within the year up to today: below four its total is nobody's but those above it.
create function app.contributors(p_team uuid) returns int
language sql stable security definer set search_path = app, pg_temp
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

-- Teams one sees with every break-down: those at or below oneself, for executives all, for directors the company.
create function app.open_teams() returns setof uuid
language sql stable security definer set search_path = app, pg_temp
begin atomic
  select r.person_id
  from app.reach r
  where r.org_id = app.org() and r.boss_id = app.me() and app.today() between r.from_day and r.to_day
    and exists (select from app.reach b where b.org_id = r.org_id and b.boss_id = r.person_id and b.depth = 1)
  union
  select r.boss_id from app.reach r where r.org_id = app.org() and r.depth = 1 and app.has_role('executive')
  union
  select app.org() where app.has_role('executive', 'director');
end;

-- Teams whose totals one sees, and how deep: 'open' with every break-down (names only of people one sees),
-- 'sum' the bare total: the teams on the path from oneself to the top in which four contribute.
create function app.seen_teams() returns table (team_id uuid, depth text)
language sql stable security definer set search_path = app, pg_temp
begin atomic
  with open as materialized (select t as team_id from app.open_teams() t),
  above as (
    select up.boss_id as team_id from app.reach up
    where up.org_id = app.org() and up.person_id = app.me() and up.depth > 0 and app.today() between up.from_day and up.to_day
    union
    select app.org() where app.me() is not null
  )
  select o.team_id, 'open' from open o
  union all
  select a.team_id, 'sum' from above a
  where a.team_id not in (select o.team_id from open o) and app.contributors(a.team_id) >= 4;
end;

-- person × day and team × day made anew for some days, or for all: after an import, or a move of somebody.
create function app.rebuild_days(p_from date, p_to date) returns void
language plpgsql volatile security definer set search_path = app, pg_temp
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
language sql stable security definer set search_path = app, pg_temp
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
  using (org_id = app.org() and team_id = any (array(select app.open_teams())));

create policy keeper on app.sales_day to plumbline_keeper using (org_id = app.org()) with check (org_id = app.org());
create policy keeper on app.person_day to plumbline_keeper using (org_id = app.org()) with check (org_id = app.org());
create policy keeper on app.team_day to plumbline_keeper using (org_id = app.org()) with check (org_id = app.org());

grant select on app.sales_day, app.person_day, app.team_day to plumbline_app;
grant select, insert, update, delete on app.sales_day, app.person_day, app.team_day to plumbline_keeper;

revoke execute on all functions in schema app from public;
grant execute on all functions in schema app to plumbline_app, plumbline_keeper;
