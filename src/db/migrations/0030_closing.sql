-- Months are over when billing says so, and what they came to follows the ledger; what was published stays as it is.

-- Up to which day there is billing: what every page says of its own freshness, and as far as a forecast knows anything.
create function app.billed_to() returns date
language sql stable security definer set search_path = app, pg_temp
return (select max(d.day) from app.team_day d where d.org_id = app.org() and d.team_id = app.org() and d.day <= app.today());

create or replace function app.freshness() returns table (
  billed_to date, first_day date, last_import_at timestamptz, unassigned_net bigint, unassigned_lines bigint
)
language sql stable security definer set search_path = app, pg_temp
begin atomic
  select
    app.billed_to(),
    (select min(d.day) from app.team_day d where d.org_id = app.org() and d.team_id = app.org()),
    (select max(b.ended_at) from app.batch b where b.org_id = app.org() and b.state = 'done'),
    case when app.has_role('administrator', 'director', 'executive') then
      (select coalesce(sum(d.net), 0) from app.person_day d join app.person h on h.org_id = d.org_id and h.id = d.person_id
       where d.org_id = app.org() and h.is_house and d.day <= app.today()) end::bigint,
    case when app.has_role('administrator', 'director', 'executive') then
      (select coalesce(sum(d.lines), 0) from app.person_day d join app.person h on h.org_id = d.org_id and h.id = d.person_id
       where d.org_id = app.org() and h.is_house and d.day <= app.today()) end::bigint;
end;

-- The business day whose reporting line a forecast was made on: billing is known to `origin`, which may be days before.
-- Without it, that of the origin.
alter table app.forecast add column line_on date;

-- What the ledger held of each month that forecasts were scored on, as a digest: where an import or an undo changes it,
-- whatever the month is part of is scored anew.
create table app.forecast_closed (
  org_id uuid not null references app.organisation,
  from_day date not null,
  to_day date not null,
  sums text not null,
  closed_at timestamptz not null default now(),
  primary key (org_id, from_day, to_day)
);
alter table app.forecast_closed enable row level security;
create policy keeper on app.forecast_closed to plumbline_keeper using (org_id = app.org()) with check (org_id = app.org());
grant select, insert, update, delete on app.forecast_closed to plumbline_keeper;

-- Scores are worked out, not said: they go when their month is not over any more, and come again when it is.
create policy keeper_takes on app.forecast_score for delete to plumbline_keeper using (org_id = app.org());
grant delete on app.forecast_score to plumbline_keeper;
create policy keeper_takes on app.own_forecast_score for delete to plumbline_keeper using (org_id = app.org());
create policy keeper_corrects on app.own_forecast_score for update to plumbline_keeper
  using (org_id = app.org()) with check (org_id = app.org());
grant delete, update (actual, naive, scored_at) on app.own_forecast_score to plumbline_keeper;

revoke execute on function app.billed_to() from public;
grant execute on function app.billed_to() to plumbline_app, plumbline_keeper;
