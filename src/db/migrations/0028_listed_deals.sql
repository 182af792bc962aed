-- Lists and maps of a hundred thousand deals: asked for all at once, where they were looked up one by one.

-- Deals of a team, or of one person, with what of each is credited to those of its people whom the reader sees: open
-- deals are those of its people of today, closed ones of those of the day they closed. Under the policies each deal would
-- be looked for in the credits of everybody whom one sees; whoever sees a credit sees its deal, so that nothing more is told.
create function app.credited_deals(p_team uuid, p_person uuid) returns table (
  id uuid, code text, name text, account_id uuid, stage text, outcome text, created_day date, closed_day date,
  first_seen date, likely_day date, stale_from date, credited bigint
)
language plpgsql stable security definer set search_path = app, pg_temp
set plan_cache_mode = force_custom_plan set work_mem = '32MB'
as $$
declare
  v_seen uuid[] := array(select s from app.seen_people() s where p_person is null or s = p_person);
begin
  return query
    select o.id, o.code, o.name, o.account_id, o.stage, o.outcome, o.created_day, o.closed_day, o.first_seen, o.likely_day,
      o.stale_from, sum(c.amount_rc)::bigint
    from app.opportunity_credit c join app.opportunity o on o.org_id = c.org_id and o.id = c.opportunity_id
    where c.org_id = app.org() and c.person_id = any (v_seen) and (p_team is null or p_team = app.org() or exists (
      select from app.reach m
      where m.org_id = c.org_id and m.boss_id = p_team and m.person_id = c.person_id
        and coalesce(o.closed_day, app.today()) between m.from_day and m.to_day))
    group by o.org_id, o.id;
end $$;

-- Policies are asked in the reverse order of their names, and this one costs most: whoever sees an account by role, as its
-- owner or for its billing need not be asked for deals.
alter policy worked on app.account rename to dealt;

-- The ways of everybody's deals, each table read once; `deal_trails` says who may know. Loops over joins are off because
-- without statistics, as after a first import, a hundred thousand deals would each be compared with every change.
create function app.all_deal_trails(p_since date)
returns table (source text, created date, first_seen date, stage text, outcome text, closed date, loss_reason text,
  engaged date, changes json)
language plpgsql stable security definer set search_path = app, pg_temp
set enable_nestloop = off set work_mem = '64MB'
as $$
begin
  return query
    with moved as (
      select h.opportunity_id, json_agg(json_build_array(h.day, h.field, h.before, h.after) order by h.day, h.batch_id) as changes
      from app.opportunity_change h
      where h.org_id = app.org() and h.field in ('stage', 'outcome')
      group by h.opportunity_id
    ),
    met as (
      select t.opportunity_id, min(t.day) as day
      from app.activity t where t.org_id = app.org() and t.opportunity_id is not null
      group by t.opportunity_id
    )
    select o.source, o.created_day, o.first_seen, o.stage, o.outcome, case when not o.closed_assumed then o.closed_day end,
      o.loss_reason, a.day, coalesce(m.changes, '[]')
    from app.opportunity o left join moved m on m.opportunity_id = o.id left join met a on a.opportunity_id = o.id
    where o.org_id = app.org() and coalesce(o.created_day, o.first_seen) between p_since and app.today();
end $$;

-- As before for a team or a person, deal by deal along the index.
create or replace function app.deal_trails(p_team uuid, p_people uuid[], p_since date)
returns table (source text, created date, first_seen date, stage text, outcome text, closed date, loss_reason text,
  engaged date, changes json)
language plpgsql stable security definer set search_path = app, pg_temp
as $$
declare
  v_sight text := app.sight_of(p_team, p_people);
begin
  if v_sight is null or v_sight = 'sum' and app.people_with_deals(p_team, p_since) < 4 then
    return;
  end if;
  if p_team is not distinct from app.org() then
    return query
      select d.source, d.created, d.first_seen, d.stage, d.outcome, d.closed, case when v_sight = 'open' then d.loss_reason end,
        d.engaged, d.changes
      from app.all_deal_trails(p_since) d;
    return;
  end if;
  return query
    with own as materialized (
      select distinct c.opportunity_id as id
      from app.members(p_team, p_people, '', null, '0001-01-01', '9999-12-31') m
        join app.opportunity_credit c on c.org_id = app.org() and c.person_id = m.person_id
        join app.opportunity o on o.org_id = c.org_id and o.id = c.opportunity_id
          and coalesce(o.closed_day, app.today()) between m.from_day and m.to_day
    )
    select o.source, o.created_day, o.first_seen, o.stage, o.outcome, case when not o.closed_assumed then o.closed_day end,
      case when v_sight = 'open' then o.loss_reason end,
      (select t.day from app.activity t where t.org_id = o.org_id and t.opportunity_id = o.id order by t.day limit 1),
      coalesce((
        select json_agg(json_build_array(h.day, h.field, h.before, h.after) order by h.day, h.batch_id)
        from app.opportunity_change h
        where h.org_id = o.org_id and h.opportunity_id = o.id and h.field in ('stage', 'outcome')), '[]')
    from own w join app.opportunity o on o.org_id = app.org() and o.id = w.id
    where coalesce(o.created_day, o.first_seen) between p_since and app.today();
end $$;

revoke execute on function app.credited_deals(uuid, uuid), app.all_deal_trails(date) from public;
grant execute on function app.credited_deals(uuid, uuid) to plumbline_app;
