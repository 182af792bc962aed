-- The organisation, its people and who sees whom.
-- Roles plumbline_app, plumbline_keeper, plumbline_signon, plumbline_queue exist before this runs (db/open.ts).
-- Days are inclusive on both ends; 0001-01-01 and 9999-12-31 stand for "always" and "until further notice".

create extension if not exists btree_gist;
create extension if not exists pg_trgm;

create schema app;
grant usage on schema app to plumbline_app, plumbline_keeper;

-- Who asks, set for each transaction by db/scope.ts; empty outside one, and then nothing is to be seen.
create function app.org() returns uuid
language sql stable parallel safe
return nullif(current_setting('app.org', true), '')::uuid;

create function app.me() returns uuid
language sql stable parallel safe
return nullif(current_setting('app.person', true), '')::uuid;

-- The organisation's business day: sight follows the reporting line of this day.
create function app.today() returns date
language sql stable parallel safe
return nullif(current_setting('app.today', true), '')::date;

create table app.organisation (
  org_id uuid primary key,
  name text not null,
  currency text not null,
  time_zone text not null,
  locale text not null default 'en-GB',
  clock_day date,                                  -- fixed business day (the demo's); absent: the real one
  fiscal_rule jsonb not null default '{"kind":"months","startMonth":1}',
  executives_see_names boolean not null default false,
  created_at timestamptz not null default now()
);

create table app.person (
  org_id uuid not null references app.organisation,
  id uuid not null,
  code text not null,
  name text not null,
  email text,
  place text,
  time_zone text,
  start_day date not null default '0001-01-01',
  end_day date not null default '9999-12-31',
  is_house boolean not null default false,         -- the seller of lines that nobody sold
  login_id text,                                   -- a sign-on in schema auth; never joined from here
  batch_id uuid,
  primary key (org_id, id),
  unique (org_id, code),
  check (start_day <= end_day)
);
create unique index person_login on app.person (org_id, login_id);
create index person_of_login on app.person (login_id) where login_id is not null;
create unique index one_house on app.person (org_id) where is_house;

create table app.person_role (
  org_id uuid not null,
  person_id uuid not null,
  role text not null check (role in ('executive', 'director', 'salesperson', 'service', 'technologist', 'administrator')),
  batch_id uuid,
  primary key (org_id, person_id, role),
  foreign key (org_id, person_id) references app.person on delete cascade
);

create table app.reporting_line (
  org_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  manager_id uuid,                                 -- absent: a top
  from_day date not null default '0001-01-01',
  to_day date not null default '9999-12-31',
  why text,
  batch_id uuid,
  primary key (org_id, id),
  foreign key (org_id, person_id) references app.person on delete cascade,
  foreign key (org_id, manager_id) references app.person,
  check (from_day <= to_day),
  check (person_id <> manager_id),
  constraint one_manager_a_day exclude using gist (org_id with =, person_id with =, daterange(from_day, to_day, '[]') with &&)
);
create index reporting_line_manager on app.reporting_line (org_id, manager_id);

-- Dated closure of the reporting line, oneself included at depth 0; written by db/people from core/people.
create table app.reach (
  org_id uuid not null,
  boss_id uuid not null,
  person_id uuid not null,
  depth int not null,
  from_day date not null,
  to_day date not null,
  primary key (org_id, boss_id, person_id, from_day),
  foreign key (org_id, boss_id) references app.person on delete cascade,
  foreign key (org_id, person_id) references app.person on delete cascade
);
create index reach_up on app.reach (org_id, person_id, from_day);

create table app.territory (
  org_id uuid not null references app.organisation,
  id uuid not null,
  code text not null,
  name text not null,
  parent_id uuid,
  batch_id uuid,
  primary key (org_id, id),
  unique (org_id, code),
  foreign key (org_id, parent_id) references app.territory
);

create table app.assignment (
  org_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  territory_id uuid not null,
  from_day date not null default '0001-01-01',
  to_day date not null default '9999-12-31',
  batch_id uuid,
  primary key (org_id, id),
  foreign key (org_id, person_id) references app.person on delete cascade,
  foreign key (org_id, territory_id) references app.territory on delete cascade,
  check (from_day <= to_day),
  constraint one_assignment_a_day exclude using gist
    (org_id with =, person_id with =, territory_id with =, daterange(from_day, to_day, '[]') with &&)
);

create table app.invite (
  org_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  secret_hash text not null unique,
  made_by uuid not null,
  made_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz,
  primary key (org_id, id),
  foreign key (org_id, person_id) references app.person on delete cascade
);

create table app.api_token (
  org_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  name text not null,
  secret_hash text not null unique,
  made_at timestamptz not null default now(),
  last_used_at timestamptz,
  expires_at timestamptz,
  ended_at timestamptz,
  primary key (org_id, id),
  foreign key (org_id, person_id) references app.person on delete cascade
);

-- Every change is an event, in the transaction of the change; nobody may alter or remove one.
create table app.event (
  org_id uuid not null references app.organisation,
  id uuid not null,
  at timestamptz not null default now(),
  person_id uuid,                                  -- who; absent: Plumbline itself
  action text not null,
  subject text not null,
  subject_id uuid,
  before jsonb,
  after jsonb,
  why text,
  primary key (org_id, id)
);
create index event_at on app.event (org_id, at desc);

-- Roles and sight ------------------------------------------------------------------------------------------
-- These run with their owner's rights: a policy that asked the walled tables would ask itself.

create function app.has_role(variadic wanted text[]) returns boolean
language sql stable security definer set search_path = app, pg_temp
return exists (
  select from app.person_role r
  where r.org_id = app.org() and r.person_id = app.me() and r.role = any (wanted)
);

-- Rule 4: oneself and those below today. An executive who is not also director sees managers by name,
-- salespeople only where the organisation says so, and always those who report directly.
create function app.seen_people() returns setof uuid
language sql stable security definer set search_path = app, pg_temp
begin atomic
  with my as (
    select app.org() as org, app.me() as me, app.today() as today,
      app.has_role('executive') as executive,
      app.has_role('executive') and not app.has_role('director')
        and not coalesce((select o.executives_see_names from app.organisation o where o.org_id = app.org()), false) as totals_only
  )
  select me from my where me is not null
  union
  select r.person_id
  from my join app.reach r on r.org_id = my.org and r.boss_id = my.me and my.today between r.from_day and r.to_day
  where not my.totals_only or r.depth <= 1
  union
  select r.boss_id
  from my join app.reach r on r.org_id = my.org and r.depth = 1 and my.today between r.from_day and r.to_day
  where my.executive
  union
  select p.id
  from my join app.person p on p.org_id = my.org
  where my.executive and not my.totals_only
  union
  -- what nobody sold is everybody's who can assign it
  select h.id from my join app.person h on h.org_id = my.org and h.is_house
  where app.has_role('executive', 'director', 'administrator');
end;

-- Whose name one may know: those whose figures one sees, the chain above oneself, and, to administer, everybody.
create function app.known_people() returns setof uuid
language sql stable security definer set search_path = app, pg_temp
begin atomic
  select app.seen_people()
  union
  select r.boss_id from app.reach r
  where r.org_id = app.org() and r.person_id = app.me() and app.today() between r.from_day and r.to_day
  union
  select p.id from app.person p where p.org_id = app.org() and app.has_role('administrator', 'director');
end;

-- Doors that open before anybody is known: each answers one exact secret and nothing else.
create function app.persons_of_login(login text)
returns table (org_id uuid, person_id uuid, organisation text, name text)
language sql stable security definer set search_path = app, pg_temp
begin atomic
  select p.org_id, p.id, o.name, p.name
  from app.person p join app.organisation o using (org_id)
  where p.login_id = login
    and coalesce(o.clock_day, (now() at time zone o.time_zone)::date) between p.start_day and p.end_day
  order by o.name, p.name;
end;

-- Its last use is noted by the minute, so that a busy token does not write at each request.
create function app.owner_of_token(hash text)
returns table (org_id uuid, person_id uuid, token_id uuid)
language sql volatile security definer set search_path = app, pg_temp
begin atomic
  with token as (
    select t.org_id, t.person_id, t.id, t.last_used_at
    from app.api_token t
      join app.organisation o using (org_id)
      join app.person p on p.org_id = t.org_id and p.id = t.person_id
    where t.secret_hash = hash and t.ended_at is null and (t.expires_at is null or t.expires_at > now())
      and coalesce(o.clock_day, (now() at time zone o.time_zone)::date) between p.start_day and p.end_day
  ),
  noted as (
    update app.api_token t set last_used_at = now()
    from token
    where t.org_id = token.org_id and t.id = token.id
      and (token.last_used_at is null or token.last_used_at < now() - interval '1 minute')
  )
  select token.org_id, token.person_id, token.id from token;
end;

create function app.invite_by_secret(hash text)
returns table (org_id uuid, invite_id uuid, person_id uuid, organisation text, name text, email text)
language sql stable security definer set search_path = app, pg_temp
begin atomic
  select i.org_id, i.id, i.person_id, o.name, p.name, p.email
  from app.invite i
    join app.organisation o using (org_id)
    join app.person p on p.org_id = i.org_id and p.id = i.person_id
  where i.secret_hash = hash and i.used_at is null and i.expires_at > now() and p.login_id is null;
end;

-- The invited person's sign-on is tied to them once; the invite is used up by it.
create function app.take_invite(hash text, login text) returns uuid
language sql volatile security definer set search_path = app, pg_temp
begin atomic
  with taken as (
    update app.invite i set used_at = now()
    where i.secret_hash = hash and i.used_at is null and i.expires_at > now()
    returning i.org_id, i.person_id
  ),
  tied as (
    update app.person p set login_id = login
    from taken
    where p.org_id = taken.org_id and p.id = taken.person_id and p.login_id is null
    returning p.org_id, p.id
  ),
  told as (
    insert into app.event (org_id, id, person_id, action, subject, subject_id)
    select t.org_id, gen_random_uuid(), t.id, 'people.joined', 'person', t.id from tied t
  )
  select t.id from tied t;
end;

create function app.clock(org uuid) returns table (today date, time_zone text, currency text, locale text)
language sql stable security definer set search_path = app, pg_temp
begin atomic
  select coalesce(o.clock_day, (now() at time zone o.time_zone)::date), o.time_zone, o.currency, o.locale
  from app.organisation o where o.org_id = org;
end;

-- A person as they are now, with their organisation's clock: all that a request has to know of who asks, at once.
create function app.actor(p_org uuid, p_person uuid)
returns table (name text, roles text[], manages boolean, today date, time_zone text, currency text, locale text)
language sql stable security definer set search_path = app, pg_temp
begin atomic
  select p.name,
    array(select r.role from app.person_role r where r.org_id = p.org_id and r.person_id = p.id),
    exists (select from app.reach r where r.org_id = p.org_id and r.boss_id = p.id and r.depth = 1
            and c.today between r.from_day and r.to_day),
    c.today, c.time_zone, c.currency, c.locale
  from app.person p cross join app.clock(p_org) c
  where p.org_id = p_org and p.id = p_person and c.today between p.start_day and p.end_day;
end;

-- Whether anybody has settled in: the first visitor of an empty Plumbline founds its organisation.
create function app.is_empty() returns boolean
language sql stable security definer set search_path = app, pg_temp
return not exists (select from app.organisation);

-- Founding: organisation, founder with both roles, and the house. Refused (no row) once there is one.
create function app.found(
  p_org uuid, p_name text, p_currency text, p_time_zone text, p_locale text,
  p_person uuid, p_person_name text, p_email text, p_login text, p_house uuid
) returns uuid
language plpgsql volatile security definer set search_path = app, pg_temp
as $$
begin
  perform pg_advisory_xact_lock(hashtext('plumbline found'));
  if exists (select from app.organisation) then
    return null;
  end if;
  insert into app.organisation (org_id, name, currency, time_zone, locale)
  values (p_org, p_name, p_currency, p_time_zone, p_locale);
  insert into app.person (org_id, id, code, name, email, login_id)
  values (p_org, p_person, 'founder', p_person_name, p_email, p_login);
  insert into app.person (org_id, id, code, name, is_house)
  values (p_org, p_house, 'house', 'The house', true);
  insert into app.person_role (org_id, person_id, role)
  values (p_org, p_person, 'administrator'), (p_org, p_person, 'director');
  insert into app.reporting_line (org_id, id, person_id) values (p_org, gen_random_uuid(), p_person);
  insert into app.reach (org_id, boss_id, person_id, depth, from_day, to_day)
  values (p_org, p_person, p_person, 0, '0001-01-01', '9999-12-31'),
         (p_org, p_house, p_house, 0, '0001-01-01', '9999-12-31');
  insert into app.event (org_id, id, person_id, action, subject, subject_id, after)
  values (p_org, gen_random_uuid(), p_person, 'people.found', 'organisation', p_org,
          jsonb_build_object('name', p_name, 'currency', p_currency));
  return p_org;
end $$;

-- 2: somebody who can sign in administers; 1: somebody who could be invited to; 0: nobody.
create function app.administrators() returns int
language sql stable security definer set search_path = app, pg_temp
return coalesce((
  select max(case when p.login_id is null then 1 else 2 end)
  from app.person_role r join app.person p on p.org_id = r.org_id and p.id = r.person_id
  where r.org_id = app.org() and r.role = 'administrator' and p.end_day >= app.today()
), 0);

-- Walls ----------------------------------------------------------------------------------------------------
-- `= any (array(select …))` is evaluated once and can use the index; a plain `in` or an `or` cannot.

alter table app.organisation enable row level security;
alter table app.person enable row level security;
alter table app.person_role enable row level security;
alter table app.reporting_line enable row level security;
alter table app.reach enable row level security;
alter table app.territory enable row level security;
alter table app.assignment enable row level security;
alter table app.invite enable row level security;
alter table app.api_token enable row level security;
alter table app.event enable row level security;

create policy own on app.organisation for select to plumbline_app using (org_id = app.org());
create policy administer on app.organisation for update to plumbline_app
  using (org_id = app.org() and (select app.has_role('administrator')))
  with check (org_id = app.org());
create policy known on app.person for select to plumbline_app
  using (org_id = app.org() and id = any (array(select app.known_people())));
create policy administer on app.person for insert to plumbline_app
  with check (org_id = app.org() and (select app.has_role('administrator', 'director')));
create policy administer_update on app.person for update to plumbline_app
  using (org_id = app.org() and (select app.has_role('administrator', 'director')))
  with check (org_id = app.org());
create policy known on app.person_role for select to plumbline_app
  using (org_id = app.org() and person_id = any (array(select app.known_people())));
create policy administer on app.person_role for insert to plumbline_app
  with check (org_id = app.org() and (select app.has_role('administrator')));
create policy administer_delete on app.person_role for delete to plumbline_app
  using (org_id = app.org() and (select app.has_role('administrator')));
create policy known on app.reporting_line for select to plumbline_app
  using (org_id = app.org() and person_id = any (array(select app.known_people())));
create policy administer on app.reporting_line to plumbline_app
  using (org_id = app.org() and (select app.has_role('administrator', 'director')))
  with check (org_id = app.org() and (select app.has_role('administrator', 'director')));
create policy known on app.reach for select to plumbline_app
  using (org_id = app.org() and person_id = any (array(select app.known_people())));
create policy administer on app.reach to plumbline_app
  using (org_id = app.org() and (select app.has_role('administrator', 'director')))
  with check (org_id = app.org() and (select app.has_role('administrator', 'director')));
create policy own on app.territory for select to plumbline_app using (org_id = app.org());
create policy known on app.assignment for select to plumbline_app
  using (org_id = app.org() and person_id = any (array(select app.known_people())));
create policy administer on app.invite to plumbline_app
  using (org_id = app.org() and (select app.has_role('administrator', 'director')))
  with check (org_id = app.org() and made_by = app.me() and (select app.has_role('administrator', 'director')));
create policy own on app.api_token to plumbline_app
  using (org_id = app.org() and person_id = app.me())
  with check (org_id = app.org() and person_id = app.me());
create policy log on app.event for insert to plumbline_app
  with check (org_id = app.org() and person_id = app.me());
create policy read_own on app.event for select to plumbline_app
  using (org_id = app.org() and person_id = app.me());
create policy read_all on app.event for select to plumbline_app
  using (org_id = app.org() and (select app.has_role('administrator')));

-- The keeper (imports and upkeep, asked for by jobs/ alone) sees one whole organisation.
create policy keeper on app.organisation for select to plumbline_keeper using (org_id = app.org());
create policy keeper on app.person to plumbline_keeper using (org_id = app.org()) with check (org_id = app.org());
create policy keeper on app.person_role to plumbline_keeper using (org_id = app.org()) with check (org_id = app.org());
create policy keeper on app.reporting_line to plumbline_keeper using (org_id = app.org()) with check (org_id = app.org());
create policy keeper on app.reach to plumbline_keeper using (org_id = app.org()) with check (org_id = app.org());
create policy keeper on app.territory to plumbline_keeper using (org_id = app.org()) with check (org_id = app.org());
create policy keeper on app.assignment to plumbline_keeper using (org_id = app.org()) with check (org_id = app.org());
create policy keeper on app.event to plumbline_keeper using (org_id = app.org()) with check (org_id = app.org());

grant select, update (name, currency, time_zone, locale, clock_day, fiscal_rule, executives_see_names) on app.organisation to plumbline_app;
-- whose sign-on stands for a person is never written by hand: only an invite that is taken ties the two
grant select, insert (org_id, id, code, name, email, place, time_zone, start_day, end_day, batch_id),
  update (code, name, email, place, time_zone, start_day, end_day, batch_id) on app.person to plumbline_app;
grant select, insert, delete on app.person_role to plumbline_app;
grant select, insert, update, delete on app.reporting_line, app.reach to plumbline_app;
grant select on app.territory, app.assignment to plumbline_app;
grant select, insert, update (expires_at) on app.invite to plumbline_app;
grant select, insert, update (ended_at) on app.api_token to plumbline_app;
grant select, insert on app.event to plumbline_app;
grant select on app.organisation to plumbline_keeper;
grant select, insert, update, delete on app.person, app.person_role, app.reporting_line, app.reach, app.territory, app.assignment to plumbline_keeper;
grant select, insert on app.event to plumbline_keeper;
