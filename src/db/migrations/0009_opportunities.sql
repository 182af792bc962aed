-- Possible deals and what was done for them, as the sources' exports say; and the history that no export has.
-- Only the keeper writes here: an import is one transaction of one batch.

-- What an opportunity's products would cost at list, where neither the deal nor billing says.
alter table app.product add column list_price bigint;                -- of one piece
alter table app.product add column list_currency text;               -- absent: the reporting currency

-- Stages of the sales process: learned from exports, or said by a list of stages (`given`).
create table app.stage (
  org_id uuid not null references app.organisation,
  name text not null,
  position int not null,
  outcome text not null check (outcome in ('open', 'won', 'lost')),
  given boolean not null default false,
  batch_id uuid,
  primary key (org_id, name)
);

-- Which exports of a source the ledger has seen: history is as fine as these days are.
create table app.opportunity_export (
  org_id uuid not null references app.organisation,
  source text not null,
  day date not null,
  batch_id uuid,
  primary key (org_id, source, day)
);

-- `owners` and `products` are what the source says, so that an import changes, and an undo restores, one row.
-- From amount_rc on everything is worked out from the rest by each batch (core/ledger/deals), and no part of undo.
create table app.opportunity (
  org_id uuid not null references app.organisation,
  id uuid not null,
  code text not null,
  source text not null,
  name text not null default '',
  account_id uuid,
  stage text not null,
  outcome text not null check (outcome in ('open', 'won', 'lost', 'gone')),  -- gone: a whole export came without it
  amount bigint,
  currency text not null,
  created_day date,
  expected_day date,
  closed_day date,
  closed_assumed boolean not null default false,   -- the source names no day: it is the day it was first seen closed
  loss_reason text,
  competitor text,
  origin text,
  owners jsonb not null default '[]',
  products jsonb not null default '[]',
  first_seen date not null,
  batch_id uuid,
  amount_rc bigint,
  amount_by text not null default 'unknown' check (amount_by in ('said', 'list', 'unknown')),
  likely_day date,
  likely_by text not null default 'unknown' check (likely_by in ('said', 'stage', 'all', 'unknown')),
  stale_from date,                                 -- older, from then on, than any that ever closed
  primary key (org_id, id),
  unique (org_id, code),
  foreign key (org_id, account_id) references app.account
);
create index opportunity_account on app.opportunity (org_id, account_id);
create index opportunity_batch on app.opportunity (org_id, batch_id);
create index opportunity_name on app.opportunity using gin (name gin_trgm_ops);

-- Whose a deal is: its owners, and the house for what they leave. Shares and amounts sum to the deal.
create table app.opportunity_credit (
  org_id uuid not null,
  opportunity_id uuid not null,
  person_id uuid not null,
  share int not null,
  amount_rc bigint,
  primary key (org_id, opportunity_id, person_id),
  foreign key (org_id, opportunity_id) references app.opportunity on delete cascade,
  foreign key (org_id, person_id) references app.person
);
create index opportunity_credit_person on app.opportunity_credit (org_id, person_id, opportunity_id);

create table app.opportunity_product (
  org_id uuid not null,
  opportunity_id uuid not null,
  product_id uuid not null,
  quantity numeric not null,
  primary key (org_id, opportunity_id, product_id),
  foreign key (org_id, opportunity_id) references app.opportunity on delete cascade,
  foreign key (org_id, product_id) references app.product
);
create index opportunity_product_product on app.opportunity_product (org_id, product_id);

-- What changed between two exports, dated by the later one.
create table app.opportunity_change (
  org_id uuid not null,
  id uuid not null,
  opportunity_id uuid not null,
  field text not null check (field in ('stage', 'outcome', 'amount', 'expected', 'owners')),
  before text,
  after text,
  day date not null,
  batch_id uuid,
  primary key (org_id, id),
  foreign key (org_id, opportunity_id) references app.opportunity on delete cascade
);
create index opportunity_change_of on app.opportunity_change (org_id, opportunity_id, day);
create index opportunity_change_batch on app.opportunity_change (org_id, batch_id);

create table app.activity (
  org_id uuid not null references app.organisation,
  id uuid not null,
  code text not null,
  source text not null,
  kind text not null,
  person_id uuid not null,
  account_id uuid,
  opportunity_id uuid,
  day date not null,
  batch_id uuid,
  primary key (org_id, id),
  unique (org_id, source, code),
  foreign key (org_id, person_id) references app.person,
  foreign key (org_id, account_id) references app.account,
  foreign key (org_id, opportunity_id) references app.opportunity
);
create index activity_person on app.activity (org_id, person_id, day, id);
create index activity_account on app.activity (org_id, account_id, day);
create index activity_opportunity on app.activity (org_id, opportunity_id, day);
create index activity_day on app.activity (org_id, day, id);
create index activity_batch on app.activity (org_id, batch_id);

-- Open deals of a team as it is today, by whom they are credited to: people whom one may not see keep their numbers
-- and lose their name. Of a team of which one sees the bare total, only where at least four have open deals.
create function app.team_deals(p_team uuid) returns table (key text, deals bigint, amount bigint, without_amount bigint)
language plpgsql stable security definer set search_path = app, pg_temp
as $$
declare
  v_depth text := app.depth_of(p_team);
begin
  if v_depth is null then
    return;
  end if;
  return query
    with sums as materialized (
      select c.person_id, count(*) as deals, coalesce(sum(c.amount_rc), 0)::bigint as amount,
        count(*) filter (where c.amount_rc is null) as without_amount
      from app.opportunity_credit c
        join app.opportunity o on o.org_id = c.org_id and o.id = c.opportunity_id and o.outcome = 'open'
      where c.org_id = app.org() and (p_team = app.org() or exists (
        select from app.reach r
        where r.org_id = c.org_id and r.boss_id = p_team and r.person_id = c.person_id
          and app.today() between r.from_day and r.to_day))
      group by c.person_id
    ),
    named as (select * from app.shown_keys(array(select s.person_id::text from sums s), 'person'))
    select n.shown, s.deals, s.amount, s.without_amount
    from sums s join named n on n.key = s.person_id::text
    where v_depth = 'open' or (select count(*) from named m where m.key not in (
      select p.id::text from app.person p where p.org_id = app.org() and p.is_house)) >= 4;
end $$;

alter table app.stage enable row level security;
alter table app.opportunity_export enable row level security;
alter table app.opportunity enable row level security;
alter table app.opportunity_credit enable row level security;
alter table app.opportunity_product enable row level security;
alter table app.opportunity_change enable row level security;
alter table app.activity enable row level security;

create policy own on app.stage for select to plumbline_app using (org_id = app.org());
create policy own on app.opportunity_export for select to plumbline_app using (org_id = app.org());
create policy seen on app.opportunity_credit for select to plumbline_app
  using (org_id = app.org() and person_id = any (array(select app.seen_people())));
-- As with lines: whoever owns or shares the deal, or its account today, and whoever leads them. Narrowed by the query.
create policy seen on app.opportunity for select to plumbline_app
  using (org_id = app.org() and (
    account_id = any (array(select app.open_accounts()))
    or exists (select from app.opportunity_credit c
               where c.org_id = opportunity.org_id and c.opportunity_id = opportunity.id)));
create policy seen on app.opportunity_product for select to plumbline_app
  using (org_id = app.org() and exists (
    select from app.opportunity o where o.org_id = opportunity_product.org_id and o.id = opportunity_id));
create policy seen on app.opportunity_change for select to plumbline_app
  using (org_id = app.org() and exists (
    select from app.opportunity o where o.org_id = opportunity_change.org_id and o.id = opportunity_id));
create policy seen on app.activity for select to plumbline_app
  using (org_id = app.org() and (
    person_id = any (array(select app.seen_people()))
    or account_id = any (array(select app.open_accounts()))
    or exists (select from app.opportunity o where o.org_id = activity.org_id and o.id = activity.opportunity_id)));
-- An account is also known to those who work a deal with it.
create policy worked on app.account for select to plumbline_app
  using (org_id = app.org() and exists (
    select from app.opportunity o join app.opportunity_credit c on c.org_id = o.org_id and c.opportunity_id = o.id
    where o.org_id = account.org_id and o.account_id = account.id));

create policy keeper on app.stage to plumbline_keeper using (org_id = app.org()) with check (org_id = app.org());
create policy keeper on app.opportunity_export to plumbline_keeper using (org_id = app.org()) with check (org_id = app.org());
create policy keeper on app.opportunity to plumbline_keeper using (org_id = app.org()) with check (org_id = app.org());
create policy keeper on app.opportunity_credit to plumbline_keeper using (org_id = app.org()) with check (org_id = app.org());
create policy keeper on app.opportunity_product to plumbline_keeper using (org_id = app.org()) with check (org_id = app.org());
create policy keeper on app.opportunity_change to plumbline_keeper using (org_id = app.org()) with check (org_id = app.org());
create policy keeper on app.activity to plumbline_keeper using (org_id = app.org()) with check (org_id = app.org());

grant select on app.stage, app.opportunity_export, app.opportunity, app.opportunity_credit, app.opportunity_product,
  app.opportunity_change, app.activity to plumbline_app;
grant select, insert, update, delete on app.stage, app.opportunity_export, app.opportunity, app.opportunity_credit,
  app.opportunity_product, app.opportunity_change, app.activity to plumbline_keeper;

revoke execute on function app.team_deals(uuid) from public;
grant execute on function app.team_deals(uuid) to plumbline_app, plumbline_keeper;
