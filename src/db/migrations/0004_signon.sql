-- Sign-on: better-auth's tables under names of our own, so that an account stays a customer.
-- Made once from better-auth 1.7.25's own schema (src/http/sign-on/better-auth.ts says which column is which);
-- a test asks better-auth whether anything is missing. A login is global, a person is an organisation's.
-- No row-level security: a sign-on belongs to no organisation. Only plumbline_signon gets in, and app never joins it.

create schema auth;
grant usage on schema auth to plumbline_signon;

create table auth.login (
  id text primary key,
  name text not null,
  email text not null unique,
  email_verified boolean not null,
  image text,
  created_at timestamptz not null default current_timestamp,
  updated_at timestamptz not null default current_timestamp
);

-- A browser that is signed in.
create table auth.sign_in (
  id text primary key,
  expires_at timestamptz not null,
  token text not null unique,
  created_at timestamptz not null default current_timestamp,
  updated_at timestamptz not null,
  ip_address text,
  user_agent text,
  login_id text not null references auth.login (id) on delete cascade
);
create index sign_in_login on auth.sign_in (login_id);

-- What a login proves itself by: a password's hash, later an identity elsewhere.
create table auth.credential (
  id text primary key,
  account_id text not null,
  provider_id text not null,
  login_id text not null references auth.login (id) on delete cascade,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz not null default current_timestamp,
  updated_at timestamptz not null
);
create index credential_login on auth.credential (login_id);

create table auth.verification (
  id text primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default current_timestamp,
  updated_at timestamptz not null default current_timestamp
);
create index verification_identifier on auth.verification (identifier);

create table auth.rate_limit (
  id text primary key default gen_random_uuid()::text,
  key text not null unique,
  count int not null,
  last_request bigint not null
);

grant select, insert, update, delete on all tables in schema auth to plumbline_signon;

-- Where no mail is set up, a message waits here for an administrator to hand its link over.
create table app.hand_over (
  org_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  subject text not null,
  link text not null,
  made_at timestamptz not null default now(),
  expires_at timestamptz not null,
  primary key (org_id, id),
  unique (org_id, person_id),                      -- the newest takes the place of the one before
  foreign key (org_id, person_id) references app.person on delete cascade
);
alter table app.hand_over enable row level security;
create policy administer on app.hand_over for select to plumbline_app
  using (org_id = app.org() and (select app.has_role('administrator')));
create policy administer_delete on app.hand_over for delete to plumbline_app
  using (org_id = app.org() and (select app.has_role('administrator')));
grant select, delete on app.hand_over to plumbline_app;

-- Hatches from sign-on into app: with the owner's rights, for exactly this and nothing else. ---------------------

-- One event for each person that the login stands for.
create function auth.record_sign_on(login text, what text) returns void
language sql volatile security definer set search_path = app, pg_temp
begin atomic
  insert into app.event (org_id, id, person_id, action, subject, subject_id)
  select p.org_id, gen_random_uuid(), p.id, what, 'sign-on', p.id
  from app.person p
  where p.login_id = login
    and what in ('sign-on.in', 'sign-on.failed', 'sign-on.ended', 'sign-on.passwordSet', 'sign-on.resetAsked');
end;

create function auth.hand_over(login text, p_subject text, p_link text, p_expires timestamptz) returns void
language sql volatile security definer set search_path = app, pg_temp
begin atomic
  insert into app.hand_over as h (org_id, id, person_id, subject, link, expires_at)
  select p.org_id, gen_random_uuid(), p.id, p_subject, p_link, p_expires
  from app.person p
  where p.login_id = login
    -- of a login that stands in several organisations no administrator may open the others: it needs mail
    and (select count(distinct o.org_id) from app.person o where o.login_id = login) = 1
  on conflict (org_id, person_id) do update
  set id = excluded.id, subject = excluded.subject, link = excluded.link, made_at = now(), expires_at = excluded.expires_at;
end;

-- A link that was used is not for handing over any more.
create function auth.handed_over(login text) returns void
language sql volatile security definer set search_path = app, pg_temp
begin atomic
  delete from app.hand_over h using app.person p
  where p.org_id = h.org_id and p.id = h.person_id and p.login_id = login;
end;

-- Demo sign-in: whom one may be, in an organisation whose clock is fixed, and the login that stands for them.
create function auth.demo_people() returns table (id uuid, name text, organisation text, roles text[], manages boolean)
language sql stable security definer set search_path = app, pg_temp
begin atomic
  select p.id, p.name, o.name,
    array(select r.role from app.person_role r where r.org_id = p.org_id and r.person_id = p.id order by r.role),
    exists (select from app.reach r where r.org_id = p.org_id and r.boss_id = p.id and r.depth = 1
            and o.clock_day between r.from_day and r.to_day)
  from app.person p join app.organisation o using (org_id)
  where not p.is_house and o.clock_day between p.start_day and p.end_day
  order by p.name;
end;

create function auth.demo_login(person uuid, login text) returns text
language sql volatile security definer set search_path = app, pg_temp
begin atomic
  update app.person p set login_id = coalesce(p.login_id, login)
  from app.organisation o
  where o.org_id = p.org_id and p.id = person and not p.is_house and o.clock_day between p.start_day and p.end_day
  returning p.login_id;
end;

revoke execute on all functions in schema auth from public;
grant execute on all functions in schema auth to plumbline_signon;

-- Net billing from a day on, under each person and team whose totals one sees: what a move would carry along.
create function app.net_under(p_from date) returns table (team_id uuid, net bigint)
language sql stable security definer set search_path = app, pg_temp
begin atomic
  select r.boss_id, sum(d.net)::bigint
  from app.person_day d
    join app.reach r on r.org_id = d.org_id and r.person_id = d.person_id and d.day between r.from_day and r.to_day
  where d.org_id = app.org() and d.day >= p_from
    and r.boss_id = any (array(
      select app.seen_people() union select t.team_id from app.seen_teams() t where t.depth = 'open'))
  group by r.boss_id;
end;
revoke execute on function app.net_under(date) from public;
grant execute on function app.net_under(date) to plumbline_app;
