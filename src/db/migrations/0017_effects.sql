-- What was done to change a figure, whom it reached from when, and what changed after it.

create table app.intervention (
  org_id uuid not null references app.organisation,
  id uuid not null,
  kind text not null check (kind in ('training', 'price', 'process', 'crm_use')),
  name text not null,
  figure text not null,                            -- what it was meant to move
  meant text not null default '',                  -- in the words of who did it
  level int,                                       -- of crm_use: activities a month from which somebody counts as reached
  made_by uuid not null,
  changed_at timestamptz not null default now(),
  primary key (org_id, id),
  foreign key (org_id, made_by) references app.person,
  check ((kind = 'crm_use') = (level is not null))
);

-- Whom it reached, from which day. Of crm_use the worker writes them, by their activities.
create table app.intervention_person (
  org_id uuid not null,
  intervention_id uuid not null,
  person_id uuid not null,
  from_day date not null,
  primary key (org_id, intervention_id, person_id),
  foreign key (org_id, intervention_id) references app.intervention on delete cascade,
  foreign key (org_id, person_id) references app.person on delete cascade
);
create index intervention_person_person on app.intervention_person (org_id, person_id);

-- Estimated by the keeper's eyes over everybody; sums of at least four people on either side, and nothing about one.
create table app.intervention_effect (
  org_id uuid not null,
  intervention_id uuid not null,
  found_at timestamptz not null default now(),
  found jsonb not null,
  primary key (org_id, intervention_id),
  foreign key (org_id, intervention_id) references app.intervention on delete cascade
);

-- Whether one leads somebody today.
create function app.leads() returns boolean
language sql stable security definer set search_path = app, pg_temp
return app.has_role('director') or exists (
  select from app.reach r
  where r.org_id = app.org() and r.boss_id = app.me() and r.depth = 1 and app.today() between r.from_day and r.to_day);

-- Interventions that one knows of: one's own, those that reached oneself or somebody whose figures one sees, and, for
-- who answers for all, every one.
create function app.known_interventions() returns setof uuid
language sql stable security definer set search_path = app, pg_temp
begin atomic
  select i.id from app.intervention i
  where i.org_id = app.org() and (i.made_by = app.me() or app.has_role('director', 'executive'))
  union
  select p.intervention_id from app.intervention_person p
  where p.org_id = app.org() and p.person_id in (select app.seen_people());
end;

-- Whose to change: of who made it, while they lead somebody, and of a director.
create function app.own_interventions() returns setof uuid
language sql stable security definer set search_path = app, pg_temp
begin atomic
  select i.id from app.intervention i
  where i.org_id = app.org() and app.leads() and (i.made_by = app.me() or app.has_role('director'));
end;

-- Organisations with an intervention whose effect is older than itself or than the ledger, while no import runs.
create function app.effects_due() returns setof uuid
language sql stable security definer set search_path = app, pg_temp
begin atomic
  select distinct i.org_id
  from app.intervention i
    left join app.intervention_effect e on e.org_id = i.org_id and e.intervention_id = i.id
  where (e.found_at is null or i.changed_at > e.found_at
      or exists (select from app.batch b where b.org_id = i.org_id and b.state = 'done' and b.ended_at > e.found_at))
    and not exists (select from app.batch b where b.org_id = i.org_id and b.state in ('waiting', 'reading', 'loading'));
end;

alter table app.intervention enable row level security;
alter table app.intervention_person enable row level security;
alter table app.intervention_effect enable row level security;

create policy known on app.intervention for select to plumbline_app
  using (org_id = app.org() and id = any (array(select app.known_interventions())));
create policy made on app.intervention for insert to plumbline_app
  with check (org_id = app.org() and made_by = app.me() and (select app.leads()));
create policy own_update on app.intervention for update to plumbline_app
  using (org_id = app.org() and id = any (array(select app.own_interventions()))) with check (org_id = app.org());
create policy own_delete on app.intervention for delete to plumbline_app
  using (org_id = app.org() and id = any (array(select app.own_interventions())));

create policy seen on app.intervention_person for select to plumbline_app
  using (org_id = app.org() and person_id = any (array(select app.seen_people())));
create policy own_insert on app.intervention_person for insert to plumbline_app
  with check (org_id = app.org() and person_id = any (array(select app.seen_people()))
    and intervention_id = any (array(select app.own_interventions())));
create policy own_delete on app.intervention_person for delete to plumbline_app
  using (org_id = app.org() and person_id = any (array(select app.seen_people()))
    and intervention_id = any (array(select app.own_interventions())));

create policy known on app.intervention_effect for select to plumbline_app
  using (org_id = app.org() and intervention_id = any (array(select app.known_interventions())));

create policy keeper on app.intervention to plumbline_keeper using (org_id = app.org()) with check (org_id = app.org());
create policy keeper on app.intervention_person to plumbline_keeper using (org_id = app.org()) with check (org_id = app.org());
create policy keeper on app.intervention_effect to plumbline_keeper using (org_id = app.org()) with check (org_id = app.org());

grant select, insert, update (name, kind, figure, meant, level, changed_at), delete on app.intervention to plumbline_app;
grant select, insert, delete on app.intervention_person to plumbline_app;
grant select on app.intervention_effect to plumbline_app;
grant select on app.intervention to plumbline_keeper;
grant select, insert, update, delete on app.intervention_person, app.intervention_effect to plumbline_keeper;

revoke execute on function app.leads(), app.known_interventions(), app.own_interventions(), app.effects_due() from public;
grant execute on function app.leads(), app.known_interventions(), app.own_interventions() to plumbline_app, plumbline_keeper;
grant execute on function app.effects_due() to plumbline_keeper;
