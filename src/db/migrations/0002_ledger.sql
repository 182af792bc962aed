-- What was billed, to whom, by whom, and where each row came from.
-- Only the keeper writes here: an import is one transaction of one batch.

create table app.batch (
  org_id uuid not null references app.organisation,
  id uuid not null,
  kind text not null,                              -- an import kind of core/ledger/kinds.ts
  source text not null default '',                 -- the mapping's name for where it comes from
  state text not null check (state in ('waiting', 'reading', 'loading', 'done', 'dry', 'refused', 'failed', 'cancelled')),
  file_name text not null,
  file_hash text,
  mapping text,                                    -- the YAML as it was
  asks jsonb not null default '{}',                -- what the job is to work on: files handed in, or owners given by hand
  dry boolean not null default false,
  asked_by uuid,
  asked_at timestamptz not null default now(),
  ended_at timestamptz,
  rows_read bigint not null default 0,             -- progress while it runs, the count once it is done
  rows_total bigint,                               -- estimated from the file's size while it runs
  report jsonb,
  sentence text,                                   -- why nothing went in
  undoes uuid,                                     -- this batch undid that one
  undone_by uuid,
  primary key (org_id, id)
);
create index batch_asked on app.batch (org_id, asked_at desc);

create table app.refusal (
  org_id uuid not null,
  batch_id uuid not null,
  line bigint not null,
  ordinal int not null,
  column_name text not null,
  value text not null,
  reason text not null,
  primary key (org_id, batch_id, line, ordinal),
  foreign key (org_id, batch_id) references app.batch on delete cascade
);

-- What a batch found in place of each row it wrote: `before` is absent where there was none. `after_batch` is the
-- batch that the row bore once this one was through, absent where it took the row out: undo restores a row only while
-- it still bears that. New billing lines are not listed: they bear the batch.
create table app.replaced (
  org_id uuid not null,
  batch_id uuid not null,
  what text not null,                              -- table
  row_id text not null,
  before jsonb,
  after_batch uuid,
  primary key (org_id, batch_id, what, row_id),
  foreign key (org_id, batch_id) references app.batch on delete cascade
);

-- A file handed in; its bytes lie in the data folder under the id.
create table app.file (
  org_id uuid not null references app.organisation,
  id uuid not null,
  name text not null,
  hash text not null,
  size bigint not null,
  added_by uuid not null,
  added_at timestamptz not null default now(),
  primary key (org_id, id)
);

create table app.mapping (
  org_id uuid not null references app.organisation,
  id uuid not null,
  name text not null,
  kind text not null,
  yaml text not null,
  saved_by uuid,
  saved_at timestamptz not null default now(),
  primary key (org_id, id),
  unique (org_id, name)
);

create table app.account (
  org_id uuid not null references app.organisation,
  id uuid not null,
  code text not null,
  name text not null,
  parent_id uuid,
  place text,
  batch_id uuid,
  primary key (org_id, id),
  unique (org_id, code),
  foreign key (org_id, parent_id) references app.account
);
create index account_name on app.account using gin (name gin_trgm_ops);

create table app.account_territory (
  org_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  territory_id uuid not null,
  from_day date not null default '0001-01-01',
  to_day date not null default '9999-12-31',
  batch_id uuid,
  primary key (org_id, id),
  foreign key (org_id, account_id) references app.account on delete cascade,
  foreign key (org_id, territory_id) references app.territory on delete cascade,
  check (from_day <= to_day),
  constraint one_territory_a_day exclude using gist (org_id with =, account_id with =, daterange(from_day, to_day, '[]') with &&)
);

create table app.product (
  org_id uuid not null references app.organisation,
  id uuid not null,
  code text not null,
  name text not null,
  line text not null default '',
  category text not null default '',
  batch_id uuid,
  primary key (org_id, id),
  unique (org_id, code)
);

create table app.ownership (
  org_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  person_id uuid not null,
  share int check (share between 0 and 1000000),   -- millionths; absent: an equal part of what the others leave
  from_day date not null default '0001-01-01',
  to_day date not null default '9999-12-31',
  batch_id uuid,
  primary key (org_id, id),
  foreign key (org_id, account_id) references app.account on delete cascade,
  foreign key (org_id, person_id) references app.person on delete cascade,
  check (from_day <= to_day),
  constraint one_share_a_day exclude using gist
    (org_id with =, account_id with =, person_id with =, daterange(from_day, to_day, '[]') with &&)
);
create index ownership_person on app.ownership (org_id, person_id, account_id);

create table app.rate (
  org_id uuid not null references app.organisation,
  currency text not null,
  month text not null,
  rate numeric not null check (rate > 0),          -- reporting currency for one unit
  batch_id uuid,
  primary key (org_id, currency, month)
);

create table app.fiscal_period (
  org_id uuid not null references app.organisation,
  kind text not null check (kind in ('month', 'quarter', 'year')),
  code text not null,
  from_day date not null,
  to_day date not null,
  batch_id uuid,
  primary key (org_id, kind, from_day),
  unique (org_id, kind, code),
  check (from_day <= to_day),
  constraint periods_apart exclude using gist (org_id with =, kind with =, daterange(from_day, to_day, '[]') with &&)
);

-- Amounts are whole minor units: as billed in `currency`, and (…_rc) in the reporting currency.
-- Identity: the source, the mapping's key columns, and the occurrence's number within them.
-- What lines, sellers and credits refer to is checked a statement at a time, at the end of this file.
create table app.billing_line (
  org_id uuid not null references app.organisation,
  id uuid not null,
  source text not null,
  key text not null,
  occurrence int not null,
  batch_id uuid not null,
  content text not null,                           -- hash of the row as mapped
  invoice text not null,
  day date not null,
  account_id uuid,
  product_id uuid,
  channel text not null default '',
  kind text not null check (kind in ('goods', 'credit_note', 'adjustment', 'charge')),
  credits text,                                    -- the invoice a credit note takes off
  quantity numeric,
  currency text not null,
  list bigint,
  discount bigint,
  net bigint not null,
  cost bigint,
  list_rc bigint,
  discount_rc bigint,
  net_rc bigint not null,
  cost_rc bigint,
  primary key (org_id, id),
  unique (org_id, source, key, occurrence),
  foreign key (org_id, account_id) references app.account,
  foreign key (org_id, product_id) references app.product
);
create index billing_line_day on app.billing_line (org_id, day, id);
create index billing_line_account on app.billing_line (org_id, account_id, day);
create index billing_line_product on app.billing_line (org_id, product_id) where product_id is not null;
create index billing_line_batch on app.billing_line (org_id, batch_id);
create index billing_line_invoice on app.billing_line (org_id, source, invoice);

-- Who sold a line, as its source says; absent where the source says nobody.
create table app.line_seller (
  org_id uuid not null,
  line_id uuid not null,
  person_id uuid not null,
  share int not null check (share between 0 and 1000000),
  primary key (org_id, line_id, person_id),
  foreign key (org_id, line_id) references app.billing_line on delete cascade,
  foreign key (org_id, person_id) references app.person
);

-- Whose a line is (rule 8): its sellers, else the account's owners of the day, else the house. Shares sum to the line.
create table app.line_credit (
  org_id uuid not null,
  line_id uuid not null,
  person_id uuid not null,
  day date not null,
  share int not null,
  by text not null check (by in ('seller', 'owner', 'house')),
  list_rc bigint,
  discount_rc bigint,
  net_rc bigint not null,
  cost_rc bigint,
  primary key (org_id, line_id, person_id),
  foreign key (org_id, line_id) references app.billing_line on delete cascade,
  foreign key (org_id, person_id) references app.person
);
create index line_credit_person on app.line_credit (org_id, person_id, day, line_id);

create table app.quota (
  org_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  figure text not null default 'billed_revenue',
  from_day date not null,
  to_day date not null,
  amount bigint not null,
  currency text not null,
  amount_rc bigint not null,
  batch_id uuid,
  primary key (org_id, id),
  foreign key (org_id, person_id) references app.person on delete cascade,
  check (from_day <= to_day),
  constraint one_quota_a_day exclude using gist
    (org_id with =, person_id with =, figure with =, daterange(from_day, to_day, '[]') with &&)
);

-- To whole units, half to even, as core/money rounds: an import converts a million lines without asking it.
create function app.half_even(x numeric) returns bigint
language sql immutable parallel safe
return case when abs(x - trunc(x)) = 0.5 then 2 * round(x / 2) else round(x) end;

-- Accounts owned today by somebody whose figures one sees: all their lines are open.
create function app.open_accounts() returns setof uuid
language sql stable security definer set search_path = app, pg_temp
begin atomic
  select o.account_id from app.ownership o
  where o.org_id = app.org() and app.today() between o.from_day and o.to_day
    and o.share is distinct from 0 and o.person_id = any (array(select app.seen_people()));
end;

-- Statistics of tables that have doubled since they were last taken: in a ledger's first import the server would
-- plan for empty tables, and compare every line with every other.
create function app.measure(variadic p_tables text[]) returns void
language plpgsql volatile security definer set search_path = app, pg_temp set default_statistics_target = 100
as $$
declare
  v_table text;
begin
  for v_table in
    select c.relname
    from pg_class c
    where c.relnamespace = 'app'::regnamespace and c.relname = any (p_tables)
      and pg_relation_size(c.oid) > 2 * c.relpages::bigint * current_setting('block_size')::int
    order by c.relname
  loop
    execute format('analyze (skip_locked) app.%I', v_table);
  end loop;
end $$;

alter table app.batch enable row level security;
alter table app.refusal enable row level security;
alter table app.replaced enable row level security;
alter table app.file enable row level security;
alter table app.mapping enable row level security;
alter table app.account enable row level security;
alter table app.account_territory enable row level security;
alter table app.product enable row level security;
alter table app.ownership enable row level security;
alter table app.rate enable row level security;
alter table app.fiscal_period enable row level security;
alter table app.billing_line enable row level security;
alter table app.line_seller enable row level security;
alter table app.line_credit enable row level security;
alter table app.quota enable row level security;

-- Imports belong to those who administer; everybody may see that there was one (the footer says up to which day).
create policy administer on app.batch for select to plumbline_app
  using (org_id = app.org() and (select app.has_role('administrator', 'director')));
create policy ask on app.batch for insert to plumbline_app
  with check (org_id = app.org() and asked_by = app.me() and state = 'waiting'
    and (select app.has_role('administrator', 'director')));
create policy cancel on app.batch for update to plumbline_app
  using (org_id = app.org() and state in ('waiting', 'reading', 'loading') and (select app.has_role('administrator', 'director')))
  with check (org_id = app.org() and state = 'cancelled');
create policy administer on app.refusal for select to plumbline_app
  using (org_id = app.org() and (select app.has_role('administrator', 'director')));
create policy administer on app.file to plumbline_app
  using (org_id = app.org() and (select app.has_role('administrator', 'director')))
  with check (org_id = app.org() and added_by = app.me() and (select app.has_role('administrator', 'director')));
create policy administer on app.mapping to plumbline_app
  using (org_id = app.org() and (select app.has_role('administrator', 'director')))
  with check (org_id = app.org() and (select app.has_role('administrator', 'director')));
create policy own on app.product for select to plumbline_app using (org_id = app.org());
create policy own on app.rate for select to plumbline_app using (org_id = app.org());
create policy own on app.fiscal_period for select to plumbline_app using (org_id = app.org());

create policy seen on app.line_credit for select to plumbline_app
  using (org_id = app.org() and person_id = any (array(select app.seen_people())));
create policy seen on app.quota for select to plumbline_app
  using (org_id = app.org() and person_id = any (array(select app.seen_people())));
create policy seen on app.line_seller for select to plumbline_app
  using (org_id = app.org() and person_id = any (array(select app.seen_people())));
create policy seen on app.ownership for select to plumbline_app
  using (org_id = app.org() and person_id = any (array(select app.seen_people())));
-- A line is narrowed by the query (its account, its credit); the wall asks line by line and needs no index of its own.
create policy seen on app.billing_line for select to plumbline_app
  using (org_id = app.org() and (
    account_id = any (array(select app.open_accounts()))
    or exists (select from app.line_credit c
               where c.org_id = billing_line.org_id and c.line_id = billing_line.id)));
-- An account is known to those who own it today, who ever sold to it, and by name to executives and administrators.
create policy seen on app.account for select to plumbline_app
  using (org_id = app.org() and (
    (select app.has_role('executive', 'administrator', 'director'))
    or id = any (array(select app.open_accounts()))
    or exists (select from app.billing_line b join app.line_credit c on c.org_id = b.org_id and c.line_id = b.id
               where b.org_id = account.org_id and b.account_id = account.id)));
create policy seen on app.account_territory for select to plumbline_app
  using (org_id = app.org() and exists (select from app.account a where a.org_id = account_territory.org_id and a.id = account_id));

create policy keeper on app.batch to plumbline_keeper using (org_id = app.org()) with check (org_id = app.org());
create policy keeper on app.refusal to plumbline_keeper using (org_id = app.org()) with check (org_id = app.org());
create policy keeper on app.replaced to plumbline_keeper using (org_id = app.org()) with check (org_id = app.org());
create policy keeper on app.file for select to plumbline_keeper using (org_id = app.org());
create policy keeper on app.mapping for select to plumbline_keeper using (org_id = app.org());
create policy keeper on app.account to plumbline_keeper using (org_id = app.org()) with check (org_id = app.org());
create policy keeper on app.account_territory to plumbline_keeper using (org_id = app.org()) with check (org_id = app.org());
create policy keeper on app.product to plumbline_keeper using (org_id = app.org()) with check (org_id = app.org());
create policy keeper on app.ownership to plumbline_keeper using (org_id = app.org()) with check (org_id = app.org());
create policy keeper on app.rate to plumbline_keeper using (org_id = app.org()) with check (org_id = app.org());
create policy keeper on app.fiscal_period to plumbline_keeper using (org_id = app.org()) with check (org_id = app.org());
create policy keeper on app.billing_line to plumbline_keeper using (org_id = app.org()) with check (org_id = app.org());
create policy keeper on app.line_seller to plumbline_keeper using (org_id = app.org()) with check (org_id = app.org());
create policy keeper on app.line_credit to plumbline_keeper using (org_id = app.org()) with check (org_id = app.org());
create policy keeper on app.quota to plumbline_keeper using (org_id = app.org()) with check (org_id = app.org());

grant select on app.batch, app.refusal, app.mapping, app.account, app.account_territory, app.product, app.ownership,
  app.rate, app.fiscal_period, app.billing_line, app.line_seller, app.line_credit, app.quota to plumbline_app;
grant insert, update (state, ended_at, sentence) on app.batch to plumbline_app;
grant select, insert on app.file to plumbline_app;
grant insert, update, delete on app.mapping to plumbline_app;
grant select, insert, update, delete on app.batch, app.refusal, app.replaced, app.account, app.account_territory,
  app.product, app.ownership, app.rate, app.fiscal_period, app.billing_line, app.line_seller, app.line_credit,
  app.quota to plumbline_keeper;
grant select on app.mapping, app.file to plumbline_keeper;
