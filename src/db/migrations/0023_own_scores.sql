-- What people said of a quarter, and what somebody above put beside it, scored once the quarter is over: as it stood when
-- so many of its months were still to come. Frozen with the model's own word of that day.

-- An adjustment counts from a business day, as a person's own word does.
alter table app.forecast_adjustment add column said_on date;
update app.forecast_adjustment set said_on = said_at::date;
alter table app.forecast_adjustment alter column said_on set not null;

-- The cycle is an ask like any other: who asks and what for stand beside how often and how long.
alter table app.forecast_cycle add column why text not null default '';

create table app.own_forecast_score (
  org_id uuid not null references app.organisation,
  person_id uuid not null,
  from_day date not null,
  to_day date not null,
  ahead int not null,                               -- months of the quarter that were still to come
  commit_amount bigint not null,
  likely bigint not null,
  best bigint not null,
  adjusted bigint,                                  -- what stood beside it, and by whom
  adjusted_by uuid,
  model bigint,                                     -- what the forecast published then expected
  naive bigint,                                     -- the same quarter a year before
  actual bigint not null,
  scored_at timestamptz not null default now(),
  primary key (org_id, person_id, from_day, to_day, ahead),
  foreign key (org_id, person_id) references app.person,
  foreign key (org_id, adjusted_by) references app.person,
  check ((adjusted is null) = (adjusted_by is null))
);
create index own_forecast_score_by on app.own_forecast_score (org_id, adjusted_by, from_day);

-- How many salespeople a cycle asks: a bare number, for everybody who is asked or asks.
create function app.asked_of() returns int
language sql stable security definer set search_path = app, pg_temp
begin atomic
  select count(*)::int
  from app.person_role r join app.person p on p.org_id = r.org_id and p.id = r.person_id
  where r.org_id = app.org() and r.role = 'salesperson' and not p.is_house
    and app.today() between p.start_day and p.end_day;
end;

-- Who switched the cycle to what it is: everybody who is asked may know who asks.
create function app.cycle_set_by() returns text
language sql stable security definer set search_path = app, pg_temp
begin atomic
  select p.name
  from app.forecast_cycle c join app.person p on p.org_id = c.org_id and p.id = c.set_by
  where c.org_id = app.org()
  order by c.set_at desc, c.id desc limit 1;
end;

-- How people's own numbers of a team fared, summed over its people by quarter and months still to come: no one's record.
-- A number that nobody adjusted counts as it was said, so that both sums are of the same people.
drop function app.own_forecast_record(uuid);
create function app.own_forecast_record(p_team uuid)
returns table (from_day date, to_day date, ahead int, people int, commit_amount bigint, likely bigint, best bigint,
  adjusted bigint, model bigint, naive bigint, actual bigint)
language plpgsql stable security definer set search_path = app, pg_temp
as $$
begin
  if not exists (select from app.open_teams() t where t = p_team) then
    return;
  end if;
  return query
    select s.from_day, s.to_day, s.ahead, count(*)::int, sum(s.commit_amount)::bigint, sum(s.likely)::bigint,
      sum(s.best)::bigint,
      case when count(s.adjusted) > 0 then sum(coalesce(s.adjusted, s.likely))::bigint end,
      case when count(s.model) = count(*) then sum(s.model)::bigint end,
      case when count(s.naive) = count(*) then sum(s.naive)::bigint end,
      sum(s.actual)::bigint
    from app.own_forecast_score s
    where s.org_id = app.org() and (p_team = app.org() or exists (
      select from app.reach b where b.org_id = s.org_id and b.boss_id = p_team and b.person_id = s.person_id
        and s.from_day between b.from_day and b.to_day))
    group by s.from_day, s.to_day, s.ahead
    having count(*) >= 4
    order by s.from_day, s.ahead desc;
end $$;

alter table app.own_forecast_score enable row level security;

-- One's own record is one's own; of what somebody put beside it, both know at once how it fared.
create policy own on app.own_forecast_score for select to plumbline_app
  using (org_id = app.org() and (person_id = app.me() or adjusted_by = app.me()));
create policy keeper on app.own_forecast_score for select to plumbline_keeper using (org_id = app.org());
create policy keeper_writes on app.own_forecast_score for insert to plumbline_keeper with check (org_id = app.org());
create policy keeper on app.own_forecast for select to plumbline_keeper using (org_id = app.org());
create policy keeper on app.forecast_adjustment for select to plumbline_keeper using (org_id = app.org());

grant select on app.own_forecast_score to plumbline_app;
grant select, insert on app.own_forecast_score to plumbline_keeper;
grant select on app.own_forecast, app.forecast_adjustment to plumbline_keeper;

revoke execute on function app.asked_of(), app.cycle_set_by(), app.own_forecast_record(uuid) from public;
grant execute on function app.asked_of(), app.cycle_set_by(), app.own_forecast_record(uuid) to plumbline_app, plumbline_keeper;
