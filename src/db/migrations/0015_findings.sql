-- What the price did, and what was found: each finding goes to somebody by a day, and answers are kept for ever.

-- Accounts that bought of a product line in both ranges, by lines that have a list price and a quantity.
create function app.price_pairs(p_team uuid, p_people uuid[], p_froms date[], p_tos date[])
returns table (
  account_id uuid, product_line text, net_now bigint, list_now bigint, quantity_now double precision,
  net_then bigint, list_then bigint, quantity_then double precision
)
language plpgsql stable security definer set search_path = app, pg_temp
as $$
begin
  if not app.may_diagnose(p_team, p_people) then
    return;
  end if;
  return query
    with line as materialized (
      select s.n::int as side, b.account_id, p.line as product_line, c.net_rc, c.list_rc,
        (b.quantity * c.share / 1000000)::double precision as quantity
      from unnest(p_froms, p_tos) with ordinality as s (f, t, n)
        cross join lateral app.quota_days(p_team, p_people, s.f, s.t) k
        join app.line_credit c on c.org_id = app.org() and c.person_id = k.person_id and c.day between k.from_day and k.to_day
        join app.billing_line b on b.org_id = c.org_id and b.id = c.line_id and b.kind = 'goods'
        join app.product p on p.org_id = b.org_id and p.id = b.product_id
      where b.account_id is not null and p.line <> '' and c.list_rc > 0 and b.quantity > 0
    )
    select l.account_id, l.product_line,
      sum(l.net_rc) filter (where l.side = 1)::bigint, sum(l.list_rc) filter (where l.side = 1)::bigint,
      sum(l.quantity) filter (where l.side = 1),
      sum(l.net_rc) filter (where l.side = 2)::bigint, sum(l.list_rc) filter (where l.side = 2)::bigint,
      sum(l.quantity) filter (where l.side = 2)
    from line l
    group by l.account_id, l.product_line
    having count(distinct l.side) = 2;
end $$;

-- Deals that closed within some days, one a row: how large, and why lost. Of a team its members' of today.
create function app.closed_deals(p_team uuid, p_people uuid[], p_from date, p_to date)
returns table (outcome text, amount bigint, loss_reason text)
language plpgsql stable security definer set search_path = app, pg_temp
as $$
begin
  if not app.may_diagnose(p_team, p_people) then
    return;
  end if;
  return query
    select o.outcome, o.amount_rc, o.loss_reason
    from app.opportunity o
    where o.org_id = app.org() and o.outcome in ('won', 'lost') and o.closed_day between p_from and p_to
      and exists (
        select from app.opportunity_credit c
          join app.members(p_team, p_people, '', null, app.today(), app.today()) m on m.person_id = c.person_id
        where c.org_id = o.org_id and c.opportunity_id = o.id);
end $$;

-- Quotas of the whole company's people and what they billed, by shown keys: what one person is compared with. Told to
-- nobody: the server answers with the asked person's own place, so that whoever is named knows it as soon as others do.
create function app.peers(p_person uuid, p_froms date[], p_tos date[], p_untils date[])
returns table (period int, key text, quota bigint, net_with_quota bigint)
language plpgsql stable security definer set search_path = app, pg_temp
as $$
begin
  if not app.may_diagnose(null, array[p_person]) or app.contributors(app.org()) < 5 then
    return;
  end if;
  return query
    with quotas as materialized (select * from app.quota_sums(app.org(), null, 'person', null, p_froms, p_tos, p_untils)),
    named as (select * from app.shown_keys(array(select distinct q.key from quotas q), 'person'))
    select q.period, n.shown, q.quota, q.net_with_quota from quotas q join named n on n.key = q.key;
end $$;

-- A finding as it was when it was handed to somebody: what was found (key and facts; screens have the sentence), about
-- whom, and by when an answer is promised. Nothing of it is ever changed.
create table app.finding (
  org_id uuid not null references app.organisation,
  id uuid not null,
  team_id uuid,                                    -- about a team: its manager's id, the organisation's for the company
  person_id uuid,                                  -- about a person
  kind text not null check (kind in ('strategy', 'execution')),
  key text not null,
  facts jsonb not null,
  period_kind text not null,
  period_code text not null,
  addressed_to uuid not null,
  addressed_by uuid not null,
  addressed_day date not null,
  answer_by date not null,
  note text,
  primary key (org_id, id),
  foreign key (org_id, person_id) references app.person,
  foreign key (org_id, addressed_to) references app.person,
  foreign key (org_id, addressed_by) references app.person,
  check ((team_id is null) <> (person_id is null)),
  check (answer_by >= addressed_day)
);
create index finding_about_team on app.finding (org_id, team_id);
create index finding_about_person on app.finding (org_id, person_id);
create index finding_to on app.finding (org_id, addressed_to);

create table app.finding_answer (
  org_id uuid not null,
  id uuid not null,
  finding_id uuid not null,
  person_id uuid not null,
  answer text not null,
  day date not null,
  primary key (org_id, id),
  foreign key (org_id, finding_id) references app.finding,
  foreign key (org_id, person_id) references app.person
);
create index finding_answer_of on app.finding_answer (org_id, finding_id);

alter table app.finding enable row level security;
alter table app.finding_answer enable row level security;

-- About a person: that person from the same moment on, those above, and whom it was handed to. About a team: whoever
-- leads it or a team above it, executives, and whom it was handed to. It names nobody but whom it is about.
create policy about_person on app.finding for select to plumbline_app
  using (org_id = app.org() and person_id = any (array(select app.seen_people())));
create policy about_team on app.finding for select to plumbline_app
  using (org_id = app.org() and team_id = any (array(select app.open_teams())));
create policy addressee on app.finding for select to plumbline_app
  using (org_id = app.org() and addressed_to = app.me());
create policy address on app.finding for insert to plumbline_app
  with check (org_id = app.org() and addressed_by = app.me() and addressed_day = app.today() and (
    person_id = any (array(select app.seen_people())) or team_id = any (array(select app.open_teams()))));
create policy seen on app.finding_answer for select to plumbline_app
  using (org_id = app.org() and exists (
    select from app.finding f where f.org_id = finding_answer.org_id and f.id = finding_id));
create policy answer on app.finding_answer for insert to plumbline_app
  with check (org_id = app.org() and person_id = app.me() and day = app.today() and exists (
    select from app.finding f where f.org_id = finding_answer.org_id and f.id = finding_id and f.addressed_to = app.me()));

grant select, insert on app.finding, app.finding_answer to plumbline_app;

revoke execute on function app.peers(uuid, date[], date[], date[]), app.price_pairs(uuid, uuid[], date[], date[]), app.closed_deals(uuid, uuid[], date, date) from public;
grant execute on function app.peers(uuid, date[], date[], date[]), app.price_pairs(uuid, uuid[], date[], date[]), app.closed_deals(uuid, uuid[], date, date) to plumbline_app;
