-- What a forecast is made of, as long as it is on record: repeat billing, open deals and business not yet seen, each as it
-- would be alone. Later forecasts earn from it by which weights to join the three.

-- Whether the three are joined in it, with which weights, and why; absent where too few deals had closed.
alter table app.forecast add column joined jsonb;

-- One month ahead, in the reporting line.
create table app.forecast_part (
  org_id uuid not null,
  forecast_id uuid not null,
  n int not null,
  h int not null,
  series bigint not null,                          -- what past billing foretells, coherent
  open_deals bigint not null,
  not_yet_seen bigint not null,
  primary key (org_id, forecast_id, n, h),
  foreign key (org_id, forecast_id, n) references app.forecast_node on delete cascade
);

alter table app.forecast_part enable row level security;

-- Of teams whose bare total one sees, the parts would tell whose deals are open.
create policy seen on app.forecast_part for select to plumbline_app
  using (org_id = app.org() and exists (
    select from app.forecast_node f
    where f.org_id = forecast_part.org_id and f.forecast_id = forecast_part.forecast_id and f.n = forecast_part.n
      and (f.person_id = any (array(select app.seen_people())) or f.team_id = any (array(select app.open_teams())))));
create policy keeper on app.forecast_part for select to plumbline_keeper using (org_id = app.org());
create policy keeper_writes on app.forecast_part for insert to plumbline_keeper with check (org_id = app.org());

grant select on app.forecast_part to plumbline_app;
grant select, insert on app.forecast_part to plumbline_keeper;
