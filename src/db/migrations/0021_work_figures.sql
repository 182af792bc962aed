-- Figures of opportunities and activities, and figures of an organisation's own. They are counted from the deals and
-- activities themselves, by the day along the indexes below: a deal has one row a person and few events, so that a
-- roll-up would be as large as what it rolls up, and would have to be kept right by every import and every undo.

create index opportunity_created on app.opportunity (org_id, created_day);
create index opportunity_closed on app.opportunity (org_id, closed_day) where outcome in ('won', 'lost');
create index opportunity_seen on app.opportunity (org_id, source, first_seen);
create index opportunity_stage on app.opportunity_change (org_id, day) where field = 'stage';
create index activity_kind on app.activity (org_id, kind, day);

-- What happened to deals and was done, by day and by whom it is credited to, as one question.
--   created, won, lost   on the day the source says
--   entered              a stage: on the day of the export in which the deal was first seen there; what stood in a stage
--                        in the source's first export entered it nobody knows when
--   activity             on its day
-- Parameters as in app.work_sums.
create function app.happened_sql(p_events text[], p_people uuid[], p_account uuid) returns text
language sql stable
as $$
  with narrowed as (
    select
      case when p_people is null then '' else ' and c.person_id = any ($3)' end
        || case when p_account is null then '' else ' and o.account_id = $5' end as deal,
      case when p_people is null then '' else ' and t.person_id = any ($3)' end
        || case when p_account is null then '' else ' and t.account_id = $5' end as activity
  ),
  arm as (
    select 'created' as event, format($q$
      select s.period, 'created', null::text, o.created_day, o.id, o.account_id, c.person_id, c.amount_rc, o.amount_rc,
        null::int, o.origin, o.loss_reason, o.competitor
      from span s
        join app.opportunity o on o.org_id = $1 and o.created_day between s.from_day and s.to_day
        join app.opportunity_credit c on c.org_id = o.org_id and c.opportunity_id = o.id
      where true%s$q$, n.deal) as sql from narrowed n
    union all
    select 'closed', format($q$
      select s.period, o.outcome, null::text, o.closed_day, o.id, o.account_id, c.person_id, c.amount_rc, o.amount_rc,
        case when o.closed_day >= o.created_day and not o.closed_assumed then o.closed_day - o.created_day end,
        o.origin, o.loss_reason, o.competitor
      from span s
        join app.opportunity o on o.org_id = $1 and o.outcome in ('won', 'lost') and o.closed_day between s.from_day and s.to_day
        join app.opportunity_credit c on c.org_id = o.org_id and c.opportunity_id = o.id
      where true%s$q$, n.deal) from narrowed n
    union all
    select 'entered', format($q$
      select s.period, 'entered', h.after, h.day, o.id, o.account_id, c.person_id, c.amount_rc, o.amount_rc, null::int,
        o.origin, o.loss_reason, o.competitor
      from span s
        join app.opportunity_change h on h.org_id = $1 and h.field = 'stage' and h.day between s.from_day and s.to_day
        join app.opportunity o on o.org_id = h.org_id and o.id = h.opportunity_id
        join app.opportunity_credit c on c.org_id = o.org_id and c.opportunity_id = o.id
      where true%1$s
      union all
      select s.period, 'entered', coalesce((
          select h.before from app.opportunity_change h
          where h.org_id = o.org_id and h.opportunity_id = o.id and h.field = 'stage' order by h.day limit 1), o.stage),
        o.first_seen, o.id, o.account_id, c.person_id, c.amount_rc, o.amount_rc, null::int,
        o.origin, o.loss_reason, o.competitor
      from (select e.source, min(e.day) as day from app.opportunity_export e where e.org_id = $1 group by e.source) e
        cross join span s
        join app.opportunity o on o.org_id = $1 and o.source = e.source and o.first_seen > e.day
          and o.first_seen between s.from_day and s.to_day
        join app.opportunity_credit c on c.org_id = o.org_id and c.opportunity_id = o.id
      where true%1$s$q$, n.deal) from narrowed n
    union all
    select 'activity', format($q$
      select s.period, 'activity', t.kind, t.day, t.id, t.account_id, t.person_id, null::bigint, null::bigint,
        null::int, null::text, null::text, null::text
      from span s join app.activity t on t.org_id = $1 and t.day between s.from_day and s.to_day
      where true%s$q$, n.activity) from narrowed n
  )
  select string_agg(a.sql, ' union all ') from arm a
  where a.event = any (p_events) or a.event = 'closed' and p_events && array['won', 'lost']
$$;

-- The measures that figures are made of, each thing counted once, over some spans of days. A measure counts one event,
-- narrowed: of these kinds, of this stage, of deals with a product of this line, from this origin …, on these days
-- (an own figure's versions). Otherwise as app.base_sums. Of channels work knows nothing.
create function app.work_sums(
  p_team uuid, p_people uuid[], p_froms date[], p_tos date[], p_by text, p_root uuid, p_measures jsonb,
  p_account uuid default null, p_product_line text default null, p_category text default null,
  p_channel text default null, p_territory uuid default null
) returns table (
  period int, key text, measure text, things bigint, amount bigint, valued bigint, days bigint, timed bigint, people int
)
language plpgsql stable
as $$
declare
  v_happened text := app.happened_sql(
    array(select m ->> 'event' from jsonb_array_elements(p_measures) m), p_people, p_account);
begin
  if v_happened is null or p_by = 'channel' or p_channel is not null then
    return;
  end if;
  return query execute format($q$
    with span as (
      select n::int as period, f as from_day, t as to_day from unnest($10, $11) with ordinality as u (f, t, n)
    ),
    branch as materialized (
      select * from app.members($2, null, 'branch', $4, date '0001-01-01', date '9999-12-31') where %4$L = 'branch'
    ),
    measure as materialized (
      select m.id, m.event, coalesce(m."from", '0001-01-01') as from_day, coalesce(m."to", '9999-12-31') as to_day,
        m.kinds, m.stage, m."productLine" as product_line, m.origin, m."lossReason" as loss_reason, m.competitor, m.least
      from jsonb_to_recordset($12) as m (
        id text, event text, "from" date, "to" date, kinds text[], stage text, "productLine" text, origin text,
        "lossReason" text, competitor text, least bigint)
    ),
    happened (period, event, detail, day, thing, account_id, person_id, credited, worth, days, origin, loss_reason,
      competitor) as materialized (%1$s),
    fact as (
      select d.period, m.id as measure, %2$s as key, d.thing, d.person_id, d.credited, d.days
      from happened d
        join measure m on m.event = d.event and d.day between m.from_day and m.to_day
          and (m.kinds is null or d.detail = any (m.kinds)) and (m.stage is null or d.detail = m.stage)
          and (m.origin is null or d.origin = m.origin) and (m.loss_reason is null or d.loss_reason = m.loss_reason)
          and (m.competitor is null or d.competitor = m.competitor) and (m.least is null or d.worth >= m.least)
          and (m.product_line is null or exists (
            select from app.opportunity_product p join app.product r on r.org_id = p.org_id and r.id = p.product_id
            where p.org_id = $1 and p.opportunity_id = d.thing and r.line = m.product_line))
        %3$s
    ),
    -- a deal of two people, or of two lines that are one category, is one deal
    thing as (
      select f.period, f.key, f.measure, f.thing, sum(f.credited) as amount, max(f.days) as days
      from fact f group by f.period, f.key, f.measure, f.thing
    ),
    behind as (
      select f.period, f.key, f.measure, count(distinct f.person_id)::int as people
      from fact f where f.person_id is distinct from $13
      group by f.period, f.key, f.measure
    )
    select t.period, t.key, t.measure, count(*), coalesce(sum(t.amount), 0)::bigint, count(t.amount),
      coalesce(sum(t.days), 0)::bigint, count(t.days), coalesce(max(b.people), 0)
    from thing t left join behind b using (period, key, measure)
    group by t.period, t.key, t.measure
    $q$,
    v_happened,
    case p_by
      when '' then '''''::text' when 'person' then 'd.person_id::text' when 'branch' then 'coalesce(b.key, ''other'')'
      when 'account' then 'coalesce(d.account_id, ''00000000-0000-0000-0000-000000000000'')::text'
      when 'product_line' then 'coalesce(x.line, '''')' when 'category' then 'coalesce(x.category, '''')'
      when 'territory' then 'coalesce(y.territory_id, ''00000000-0000-0000-0000-000000000000'')::text'
    end,
    case when p_team <> app.org() then
      ' join app.reach r on r.org_id = $1 and r.boss_id = $2 and r.person_id = d.person_id
          and d.day between r.from_day and r.to_day' else '' end
    || case when p_by = 'branch' then
      ' left join branch b on b.person_id = d.person_id and d.day between b.from_day and b.to_day' else '' end
    || case when p_by in ('product_line', 'category') then
      ' left join lateral (
          select distinct r.line, r.category
          from app.opportunity_product p join app.product r on r.org_id = p.org_id and r.id = p.product_id
          where p.org_id = $1 and p.opportunity_id = d.thing) x on true' else '' end
    || case when p_by = 'territory' or p_territory is not null then
      ' left join app.account_territory y on y.org_id = $1 and y.account_id = d.account_id
          and d.day between y.from_day and y.to_day' else '' end
    || ' where true'
    || case when p_product_line is not null or p_category is not null then
      ' and exists (
          select from app.opportunity_product p join app.product r on r.org_id = p.org_id and r.id = p.product_id
          where p.org_id = $1 and p.opportunity_id = d.thing'
        || case when p_product_line is not null then ' and r.line = $6' else '' end
        || case when p_category is not null then ' and r.category = $7' else '' end || ')' else '' end
    || case when p_territory is not null then
      ' and coalesce(y.territory_id, ''00000000-0000-0000-0000-000000000000'') = $9' else '' end,
    p_by)
  using app.org(), p_team, p_people, p_root, p_account, p_product_line, p_category, p_channel, p_territory,
    p_froms, p_tos, p_measures, (select p.id from app.person p where p.org_id = app.org() and p.is_house);
end $$;

-- The same of a team that one may see. Of a bare total each measure is told only where four people stand behind it, and
-- by person only of those whom one sees: a ratio with an untold part is untold.
create function app.team_work(
  p_team uuid, p_froms date[], p_tos date[], p_by text, p_root uuid, p_measures jsonb,
  p_account uuid default null, p_product_line text default null, p_category text default null,
  p_channel text default null, p_territory uuid default null
) returns table (
  period int, key text, measure text, things bigint, amount bigint, valued bigint, days bigint, timed bigint, people int
)
language plpgsql stable security definer set search_path = app, pg_temp
as $$
declare
  v_depth text := app.depth_of(p_team);
begin
  if v_depth is null or v_depth = 'sum' and (p_by not in ('', 'person') or p_account is not null or p_product_line is not null
      or p_category is not null or p_channel is not null or p_territory is not null) then
    return;
  end if;
  return query
    with sums as materialized (
      select * from app.work_sums(p_team, null, p_froms, p_tos, p_by, p_root, p_measures, p_account, p_product_line,
        p_category, p_channel, p_territory)
    ),
    named as (select * from app.shown_keys(array(select distinct s.key from sums s), p_by))
    select s.period, n.shown, s.measure, s.things, s.amount, s.valued, s.days, s.timed, s.people
    from sums s join named n on n.key = s.key
    where v_depth = 'open' or p_by = '' and s.people >= 4 or p_by = 'person' and n.shown not like 'hidden:%';
end $$;

-- From which day deals and activities are known, and which kinds of activity and stages there are: of the
-- organisation, and of nobody in it. A walk along an index from kind to kind.
create function app.work_known() returns table (
  deals_from date, activities_from date, kinds text[], stages text[]
)
language sql stable security definer set search_path = app, pg_temp
begin atomic
  with recursive k as (
    (select t.kind from app.activity t where t.org_id = app.org() order by t.kind limit 1)
    union all
    select (select t.kind from app.activity t where t.org_id = app.org() and t.kind > k.kind order by t.kind limit 1)
    from k where k.kind is not null
  )
  select
    least((select min(o.created_day) from app.opportunity o where o.org_id = app.org()),
      (select min(o.closed_day) from app.opportunity o where o.org_id = app.org() and o.outcome in ('won', 'lost')),
      (select min(e.day) from app.opportunity_export e where e.org_id = app.org())),
    (select min(t.day) from app.activity t where t.org_id = app.org()),
    array(select k.kind from k where k.kind is not null),
    array(select s.name from app.stage s where s.org_id = app.org() order by s.position, s.name);
end;

-- What an own figure may be narrowed by: asked by those who define one, and no more often.
create function app.deal_words() returns table (origins text[], loss_reasons text[], competitors text[])
language sql stable security definer set search_path = app, pg_temp
begin atomic
  select
    array(select distinct o.origin from app.opportunity o where o.org_id = app.org() and o.origin <> '' order by 1 limit 500),
    array(select distinct o.loss_reason from app.opportunity o where o.org_id = app.org() and o.loss_reason <> '' order by 1 limit 500),
    array(select distinct o.competitor from app.opportunity o where o.org_id = app.org() and o.competitor <> '' order by 1 limit 500)
  where app.has_role('director', 'administrator');
end;

-- An organisation's own figures, version after version; nothing is written over. On a day the highest version that
-- holds by then is the definition; the one that says `retired` ends it.
create table app.own_figure (
  org_id uuid not null references app.organisation,
  id uuid not null,
  version int not null check (version > 0),
  from_day date not null,
  definition jsonb not null,
  retired boolean not null default false,
  why text not null default '',
  made_by uuid not null,
  made_at timestamptz not null default now(),
  primary key (org_id, id, version),
  foreign key (org_id, made_by) references app.person
);

alter table app.own_figure enable row level security;
create policy own on app.own_figure for select to plumbline_app using (org_id = app.org());
create policy define on app.own_figure for insert to plumbline_app
  with check (org_id = app.org() and made_by = app.me() and (select app.has_role('director', 'administrator')));
create policy keeper on app.own_figure for select to plumbline_keeper using (org_id = app.org());
grant select, insert on app.own_figure to plumbline_app;
grant select on app.own_figure to plumbline_keeper;

revoke execute on function
  app.happened_sql(text[], uuid[], uuid),
  app.work_sums(uuid, uuid[], date[], date[], text, uuid, jsonb, uuid, text, text, text, uuid),
  app.team_work(uuid, date[], date[], text, uuid, jsonb, uuid, text, text, text, uuid),
  app.work_known(), app.deal_words() from public;
grant execute on function
  app.happened_sql(text[], uuid[], uuid),
  app.work_sums(uuid, uuid[], date[], date[], text, uuid, jsonb, uuid, text, text, text, uuid),
  app.work_known() to plumbline_app, plumbline_keeper;
grant execute on function
  app.team_work(uuid, date[], date[], text, uuid, jsonb, uuid, text, text, text, uuid), app.deal_words() to plumbline_app;
