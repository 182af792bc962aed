-- What is worked out from everybody's facts and kept: a recipe knows by which method, and from which of the organisation's
-- own figures, it was found; what was learnt from deals is kept for whoever asks first.

alter table app.recipe
  add column method int not null default 1,        -- core/recipe's; a later one looks anew
  add column own_versions int not null default 0;  -- of own figures (nothing of them is written over) that it knew

-- Organisations whose ledger, month or own figures have moved on since the worker last looked, or for which an earlier
-- method looked, and that no import is changing now.
drop function app.recipes_due();
create function app.recipes_due(p_method int) returns setof uuid
language sql stable security definer set search_path = app, pg_temp
begin atomic
  select o.org_id
  from app.organisation o
    left join lateral (
      select r.found_at, r.to_day, r.method, r.own_versions
      from app.recipe r where r.org_id = o.org_id order by r.found_at desc limit 1) last on true
  where not exists (select from app.batch b where b.org_id = o.org_id and b.state in ('waiting', 'reading', 'loading'))
    and (exists (select from app.batch b where b.org_id = o.org_id and b.state = 'done' and b.ended_at > coalesce(last.found_at, '-infinity'))
      or last.method < p_method
      or last.own_versions <> (select count(*) from app.own_figure f where f.org_id = o.org_id)
      or last.found_at < now() - interval '1 day' and last.to_day < (select c.today from app.clock(o.org_id) c) - 28);
end;

-- What chances of open deals are said from, as learnt for one state of the ledger and one day (`as_of`). It tells of
-- everybody, so that only the keeper reads it; actions tell each of what they see.
create table app.deal_learning (
  org_id uuid primary key references app.organisation,
  as_of text not null,
  learnt jsonb not null,
  learnt_at timestamptz not null default now()
);
alter table app.deal_learning enable row level security;
create policy keeper on app.deal_learning to plumbline_keeper using (org_id = app.org()) with check (org_id = app.org());
grant select, insert, update, delete on app.deal_learning to plumbline_keeper;

-- What it depends on: the method, the last batch that went in, and what day it is.
create function app.deals_as_of(p_org uuid, p_method int) returns text
language sql stable security definer set search_path = app, pg_temp
return (
  select concat_ws(' ', p_method, c.today, (
    select extract(epoch from max(b.ended_at)) from app.batch b where b.org_id = p_org and b.state = 'done'))
  from app.clock(p_org) c
);

-- Organisations with deals of which nothing was learnt as of now, and that no import is changing.
create function app.deals_due(p_method int) returns setof uuid
language sql stable security definer set search_path = app, pg_temp
begin atomic
  select o.org_id
  from app.organisation o
    left join app.deal_learning l on l.org_id = o.org_id
  where exists (select from app.opportunity d where d.org_id = o.org_id)
    and not exists (select from app.batch b where b.org_id = o.org_id and b.state in ('waiting', 'reading', 'loading'))
    and l.as_of is distinct from app.deals_as_of(o.org_id, p_method);
end;

revoke execute on function app.recipes_due(int), app.deals_as_of(uuid, int), app.deals_due(int) from public;
grant execute on function app.recipes_due(int), app.deals_as_of(uuid, int), app.deals_due(int) to plumbline_keeper;
