-- Published forecasts, for ever as they were published; what came of them; and what people say themselves.

-- Work on forecasts: asked for by a person or by an import of billing, done by a worker.
create table app.forecast_job (
  org_id uuid not null references app.organisation,
  id uuid not null,
  months int not null default 0,                   -- 0: as of today; else as of each of so many past month ends
  full_fit boolean not null,                       -- the slower procedure for what is not a person
  state text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'failed', 'cancelled')),
  done int not null default 0,                     -- series fitted
  total int not null default 0,
  sentence text,
  asked_by uuid,                                   -- absent: Plumbline itself
  asked_at timestamptz not null default now(),
  beat_at timestamptz,
  ended_at timestamptz,
  primary key (org_id, id),
  foreign key (org_id, asked_by) references app.person
);
create index forecast_job_asked on app.forecast_job (org_id, asked_at);

create table app.forecast (
  org_id uuid not null references app.organisation,
  id uuid not null,
  job_id uuid not null,
  origin date not null,                            -- the last day of which anything was known
  ledger_at timestamptz not null default now(),    -- known by the ledger as it was then
  replayed boolean not null,                       -- origin lay in the past already: late corrections are in the facts
  procedure text not null,
  version text not null,
  seed int not null,
  shrinkage double precision not null,
  known jsonb not null,                            -- fiscal months known whole, and the twelve ahead: code, from, to
  ahead jsonb not null,
  year jsonb,                                      -- fiscal year of the first month ahead: code, months known, months to come
  made_by uuid,
  made_at timestamptz not null default now(),
  primary key (org_id, id)
);
create index forecast_origin on app.forecast (org_id, origin desc, made_at desc);

-- A place in the trees of one forecast. `team_id` is a manager's, the company's the organisation's; a person's place is
-- what that person bills.
create table app.forecast_node (
  org_id uuid not null,
  forecast_id uuid not null,
  n int not null,
  kind text not null check (kind in ('team', 'person', 'gone', 'product_line', 'territory')),
  team_id uuid,
  person_id uuid,
  name text not null default '',                   -- a product line
  territory_id uuid,
  parent int not null,
  tree int not null,
  method text not null,
  why jsonb not null,
  alone bigint not null,                           -- the next twelve months before all was made to add up
  so_far bigint not null,                          -- of the month under way
  year_so_far bigint not null,                     -- of the fiscal year's known months
  last_twelve bigint not null,                     -- of the twelve known months, by the line of the origin
  primary key (org_id, forecast_id, n),
  foreign key (org_id, forecast_id) references app.forecast on delete cascade
);
create index forecast_node_team on app.forecast_node (org_id, team_id, forecast_id);
create index forecast_node_person on app.forecast_node (org_id, person_id, forecast_id);

-- One month ahead (from_h = to_h), or the sum from the first to another.
create table app.forecast_value (
  org_id uuid not null,
  forecast_id uuid not null,
  n int not null,
  from_h int not null,
  to_h int not null,
  mean bigint not null,
  low50 bigint not null,
  high50 bigint not null,
  low80 bigint not null,
  high80 bigint not null,
  low95 bigint not null,
  high95 bigint not null,
  naive bigint,                                    -- the same months a year before
  primary key (org_id, forecast_id, n, from_h, to_h),
  foreign key (org_id, forecast_id, n) references app.forecast_node on delete cascade
);

-- What it came to, once its months were over.
create table app.forecast_score (
  org_id uuid not null,
  forecast_id uuid not null,
  n int not null,
  from_h int not null,
  to_h int not null,
  actual bigint not null,
  scored_at timestamptz not null default now(),
  primary key (org_id, forecast_id, n, from_h, to_h),
  foreign key (org_id, forecast_id, n, from_h, to_h) references app.forecast_value on delete cascade
);

-- People's own numbers: whether they are asked for, what they said, and what a manager put beside it.
create table app.forecast_cycle (
  org_id uuid not null references app.organisation,
  id uuid not null,
  every text not null check (every in ('off', 'week', 'month')),
  minutes int not null check (minutes between 1 and 240),   -- what one answer takes: an ask like any other
  from_day date not null,
  set_by uuid not null,
  set_at timestamptz not null default now(),
  primary key (org_id, id),
  foreign key (org_id, set_by) references app.person
);
create index forecast_cycle_set on app.forecast_cycle (org_id, set_at desc);

create table app.own_forecast (
  org_id uuid not null references app.organisation,
  id uuid not null,
  person_id uuid not null,
  from_day date not null,
  to_day date not null,
  commit_amount bigint not null,
  likely bigint not null,
  best bigint not null,
  note text not null default '',
  said_on date not null,
  said_at timestamptz not null default clock_timestamp(),
  primary key (org_id, id),
  foreign key (org_id, person_id) references app.person,
  check (commit_amount <= likely and likely <= best and from_day <= to_day)
);
create index own_forecast_person on app.own_forecast (org_id, person_id, from_day, said_at);

create table app.forecast_adjustment (
  org_id uuid not null references app.organisation,
  id uuid not null,
  person_id uuid not null,
  by_id uuid not null,
  from_day date not null,
  to_day date not null,
  amount bigint not null,
  reason text not null check (reason <> ''),
  said_at timestamptz not null default clock_timestamp(),
  primary key (org_id, id),
  foreign key (org_id, person_id) references app.person,
  foreign key (org_id, by_id) references app.person,
  check (person_id <> by_id and from_day <= to_day)
);
create index forecast_adjustment_person on app.forecast_adjustment (org_id, person_id, from_day, said_at);

-- Jobs of all organisations that wait, and those whose worker has not been heard of: the worker's alone to list.
create function app.unfinished_forecasts() returns table (org_id uuid, id uuid, state text)
language sql stable security definer set search_path = app, pg_temp
begin atomic
  select j.org_id, j.id, j.state
  from app.forecast_job j
  where j.state = 'waiting' or j.state = 'running' and j.beat_at < now() - interval '2 minutes';
end;

-- The parts of a team's forecast, for those who see the team with every break-down: they add up, and whom one may not
-- see keeps the numbers and loses the name.
create function app.forecast_parts(p_forecast uuid, p_team uuid)
returns table (n int, tree int, kind text, key text, parts boolean)
language plpgsql stable security definer set search_path = app, pg_temp
as $$
begin
  if not exists (select from app.open_teams() t where t = p_team) then
    return;
  end if;
  return query
    with whole as (
      select w.n from app.forecast_node w
      where w.org_id = app.org() and w.forecast_id = p_forecast and w.team_id = p_team
    ),
    part as (
      select c.*, coalesce(c.team_id, c.person_id)::text as who
      from app.forecast_node c join whole on c.parent = whole.n
      where c.org_id = app.org() and c.forecast_id = p_forecast
    ),
    named as (select * from app.shown_keys(array(select p.who from part p where p.who is not null), 'person'))
    select p.n, p.tree, p.kind,
      coalesce(s.shown, case p.kind when 'product_line' then p.name when 'territory' then p.territory_id::text else '' end),
      p.kind = 'team'
    from part p left join named s on s.key = p.who
    order by p.n;
end $$;

-- Their numbers: what the policy on values would keep from whoever may not see the person.
create function app.forecast_part_values(p_forecast uuid, p_team uuid)
returns table (n int, from_h int, to_h int, mean bigint, low80 bigint, high80 bigint)
language sql stable security definer set search_path = app, pg_temp
begin atomic
  select v.n, v.from_h, v.to_h, v.mean, v.low80, v.high80
  from app.forecast_value v
  where v.org_id = app.org() and v.forecast_id = p_forecast
    and v.n in (select p.n from app.forecast_parts(p_forecast, p_team) p);
end;

-- What people say of a period and what is put beside it, the last word of each, summed over those below: for a team
-- that one sees with every break-down, or, as a bare total, where four have said something.
create function app.own_forecast_sum(p_team uuid, p_from date, p_to date)
returns table (people int, said int, commit_amount bigint, likely bigint, best bigint)
language plpgsql stable security definer set search_path = app, pg_temp
as $$
declare
  v_depth text := app.depth_of(p_team);
begin
  if v_depth is null then
    return;
  end if;
  return query
    with member as (
      select distinct r.person_id
      from app.person_role r
      where r.org_id = app.org() and r.role = 'salesperson' and (p_team = app.org() or exists (
        select from app.reach b where b.org_id = r.org_id and b.boss_id = p_team and b.person_id = r.person_id
          and app.today() between b.from_day and b.to_day))
        and exists (select from app.person p where p.org_id = r.org_id and p.id = r.person_id
          and app.today() between p.start_day and p.end_day)
    ),
    last as (
      select distinct on (o.person_id) o.*
      from app.own_forecast o join member using (person_id)
      where o.org_id = app.org() and o.from_day = p_from and o.to_day = p_to
      order by o.person_id, o.said_at desc
    )
    select (select count(*)::int from member), count(*)::int, sum(l.commit_amount)::bigint, sum(l.likely)::bigint, sum(l.best)::bigint
    from last l
    having v_depth = 'open' or count(*) >= 4;
end $$;

-- How people's own numbers of a team fared, summed over its people for each period that is over: no one's record.
create function app.own_forecast_record(p_team uuid)
returns table (from_day date, to_day date, people int, likely bigint, actual bigint)
language plpgsql stable security definer set search_path = app, pg_temp
as $$
begin
  if not exists (select from app.open_teams() t where t = p_team) then
    return;
  end if;
  return query
    with said as (
      select distinct on (o.person_id, o.from_day, o.to_day) o.person_id, o.from_day, o.to_day, o.likely
      from app.own_forecast o
      where o.org_id = app.org() and o.to_day < app.today() and o.said_on <= o.to_day
        and (p_team = app.org() or exists (
          select from app.reach b where b.org_id = o.org_id and b.boss_id = p_team and b.person_id = o.person_id
            and o.from_day between b.from_day and b.to_day))
      order by o.person_id, o.from_day, o.to_day, o.said_at
    )
    select s.from_day, s.to_day, count(*)::int, sum(s.likely)::bigint, sum(b.net)::bigint
    from said s cross join lateral (
      select coalesce(sum(d.net), 0) as net from app.person_day d
      where d.org_id = app.org() and d.person_id = s.person_id and d.day between s.from_day and s.to_day) b
    group by s.from_day, s.to_day
    having count(*) >= 4
    order by s.from_day;
end $$;

alter table app.forecast_job enable row level security;
alter table app.forecast enable row level security;
alter table app.forecast_node enable row level security;
alter table app.forecast_value enable row level security;
alter table app.forecast_score enable row level security;
alter table app.forecast_cycle enable row level security;
alter table app.own_forecast enable row level security;
alter table app.forecast_adjustment enable row level security;

create policy own on app.forecast_job for select to plumbline_app using (org_id = app.org());
create policy ask on app.forecast_job for insert to plumbline_app
  with check (org_id = app.org() and asked_by = app.me() and state = 'waiting'
    and (select app.has_role('administrator', 'director')));
create policy cancel on app.forecast_job for update to plumbline_app
  using (org_id = app.org() and (select app.has_role('administrator', 'director')))
  with check (org_id = app.org() and state = 'cancelled');
create policy own on app.forecast for select to plumbline_app using (org_id = app.org());
create policy seen on app.forecast_node for select to plumbline_app
  using (org_id = app.org() and (
    person_id = any (array(select app.seen_people()))
    or team_id = any (array(select t.team_id from app.seen_teams() t))
    or kind in ('product_line', 'territory', 'gone') and app.org() = any (array(select app.open_teams()))));
create policy seen on app.forecast_value for select to plumbline_app
  using (org_id = app.org() and exists (
    select from app.forecast_node f
    where f.org_id = forecast_value.org_id and f.forecast_id = forecast_value.forecast_id and f.n = forecast_value.n));
create policy seen on app.forecast_score for select to plumbline_app
  using (org_id = app.org() and exists (
    select from app.forecast_node f
    where f.org_id = forecast_score.org_id and f.forecast_id = forecast_score.forecast_id and f.n = forecast_score.n));
create policy own on app.forecast_cycle for select to plumbline_app using (org_id = app.org());
create policy direct on app.forecast_cycle for insert to plumbline_app
  with check (org_id = app.org() and set_by = app.me() and (select app.has_role('administrator', 'director')));
create policy seen on app.own_forecast for select to plumbline_app
  using (org_id = app.org() and person_id = any (array(select app.seen_people())));
create policy say on app.own_forecast for insert to plumbline_app
  with check (org_id = app.org() and person_id = app.me());
create policy seen on app.forecast_adjustment for select to plumbline_app
  using (org_id = app.org() and person_id = any (array(select app.seen_people())));
create policy say on app.forecast_adjustment for insert to plumbline_app
  with check (org_id = app.org() and by_id = app.me() and exists (
    select from app.reach r
    where r.org_id = app.org() and r.boss_id = app.me() and r.person_id = forecast_adjustment.person_id and r.depth > 0
      and app.today() between r.from_day and r.to_day));

create policy keeper on app.forecast_job to plumbline_keeper using (org_id = app.org()) with check (org_id = app.org());
create policy keeper on app.forecast for select to plumbline_keeper using (org_id = app.org());
create policy keeper_writes on app.forecast for insert to plumbline_keeper with check (org_id = app.org());
create policy keeper on app.forecast_node for select to plumbline_keeper using (org_id = app.org());
create policy keeper_writes on app.forecast_node for insert to plumbline_keeper with check (org_id = app.org());
create policy keeper on app.forecast_value for select to plumbline_keeper using (org_id = app.org());
create policy keeper_writes on app.forecast_value for insert to plumbline_keeper with check (org_id = app.org());
create policy keeper on app.forecast_score for select to plumbline_keeper using (org_id = app.org());
create policy keeper_writes on app.forecast_score for insert to plumbline_keeper with check (org_id = app.org());

grant select, insert, update (state, sentence, ended_at) on app.forecast_job to plumbline_app;
grant select on app.forecast, app.forecast_node, app.forecast_value, app.forecast_score to plumbline_app;
grant select, insert on app.forecast_cycle, app.own_forecast, app.forecast_adjustment to plumbline_app;
grant select, insert, update on app.forecast_job to plumbline_keeper;
grant select, insert on app.forecast, app.forecast_node, app.forecast_value, app.forecast_score to plumbline_keeper;

revoke execute on function app.unfinished_forecasts(), app.forecast_parts(uuid, uuid), app.forecast_part_values(uuid, uuid),
  app.own_forecast_sum(uuid, date, date), app.own_forecast_record(uuid) from public;
grant execute on function app.unfinished_forecasts() to plumbline_keeper;
grant execute on function app.forecast_parts(uuid, uuid), app.forecast_part_values(uuid, uuid),
  app.own_forecast_sum(uuid, date, date), app.own_forecast_record(uuid) to plumbline_app, plumbline_keeper;
