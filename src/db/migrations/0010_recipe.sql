-- What foretells billing here and each person's own way to a target, both measured by the worker over whole months; and
-- what each person makes of it.

-- Found by the keeper's eyes over everybody; holds no figure about a person, so that everybody may read it.
create table app.recipe (
  org_id uuid not null references app.organisation,
  to_day date not null,                            -- last day of the last whole month that it stands on
  found_at timestamptz not null default now(),
  found jsonb not null,
  primary key (org_id, to_day)
);

-- A person's own rates, sizes and levels: for that person and, at the same moment, whoever sees their figures.
create table app.person_recipe (
  org_id uuid not null,
  person_id uuid not null,
  to_day date not null,
  measured jsonb not null,
  primary key (org_id, person_id),
  foreign key (org_id, person_id) references app.person on delete cascade
);

-- What somebody steers by, version after version; only the person writes, and nothing is written over.
create table app.own_recipe (
  org_id uuid not null,
  person_id uuid not null,
  version int not null,
  kept_at timestamptz not null default now(),
  kept jsonb not null,
  primary key (org_id, person_id, version),
  foreign key (org_id, person_id) references app.person on delete cascade
);

-- Organisations whose ledger or month has moved on since the worker last looked, and that no import is changing now.
create function app.recipes_due() returns setof uuid
language sql stable security definer set search_path = app, pg_temp
begin atomic
  select o.org_id
  from app.organisation o
    left join lateral (
      select r.found_at, r.to_day from app.recipe r where r.org_id = o.org_id order by r.found_at desc limit 1) last on true
  where exists (select from app.batch b where b.org_id = o.org_id and b.state = 'done' and b.ended_at > coalesce(last.found_at, '-infinity'))
      and not exists (select from app.batch b where b.org_id = o.org_id and b.state in ('waiting', 'reading', 'loading'))
    or last.found_at < now() - interval '1 day' and last.to_day < (select c.today from app.clock(o.org_id) c) - 28;
end;

alter table app.recipe enable row level security;
alter table app.person_recipe enable row level security;
alter table app.own_recipe enable row level security;

create policy own on app.recipe for select to plumbline_app using (org_id = app.org());
create policy seen on app.person_recipe for select to plumbline_app
  using (org_id = app.org() and person_id = any (array(select app.seen_people())));
create policy seen on app.own_recipe for select to plumbline_app
  using (org_id = app.org() and person_id = any (array(select app.seen_people())));
create policy mine on app.own_recipe for insert to plumbline_app
  with check (org_id = app.org() and person_id = app.me());

create policy keeper on app.recipe to plumbline_keeper using (org_id = app.org()) with check (org_id = app.org());
create policy keeper on app.person_recipe to plumbline_keeper using (org_id = app.org()) with check (org_id = app.org());

grant select on app.recipe, app.person_recipe to plumbline_app;
grant select, insert on app.own_recipe to plumbline_app;
grant select, insert, update, delete on app.recipe, app.person_recipe to plumbline_keeper;

revoke execute on function app.recipes_due() from public;
grant execute on function app.recipes_due() to plumbline_keeper;
