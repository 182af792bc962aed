-- The same answer as before, found for each deal by its index: planned as joins, a hundred thousand deals whose number
-- the planner did not foresee were each compared with every change.
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
  return query
    with own as materialized (
      select o.id from app.opportunity o where o.org_id = app.org() and p_team is not distinct from o.org_id
      union
      select c.opportunity_id
      from app.members(p_team, p_people, '', null, '0001-01-01', '9999-12-31') m
        join app.opportunity_credit c on c.org_id = app.org() and c.person_id = m.person_id
        join app.opportunity o on o.org_id = c.org_id and o.id = c.opportunity_id
          and coalesce(o.closed_day, app.today()) between m.from_day and m.to_day
      where p_team is distinct from app.org()
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

-- How many people of a team have deals that began on p_since or later, by the same membership; the house is nobody.
create function app.people_with_deals(p_team uuid, p_since date) returns int
language sql stable security definer set search_path = app, pg_temp
return (
  select count(*)::int
  from app.person p
  where p.org_id = app.org() and not p.is_house and exists (
    select from app.opportunity_credit c join app.opportunity o on o.org_id = c.org_id and o.id = c.opportunity_id
    where c.org_id = p.org_id and c.person_id = p.id and coalesce(o.created_day, o.first_seen) between p_since and app.today()
      and (p_team = app.org() or exists (
        select from app.reach m
        where m.org_id = c.org_id and m.boss_id = p_team and m.person_id = c.person_id
          and coalesce(o.closed_day, app.today()) between m.from_day and m.to_day)))
);

revoke execute on function app.people_with_deals(uuid, date) from public;

-- Deals that left a stage for another, as exports showed (p_reached), or from it came to an end (p_outcome). Whoever asks
-- joins it to the deals that they may open.
create function app.deals_moved(p_left text, p_reached text, p_outcome text) returns setof uuid
language sql stable security definer set search_path = app, pg_temp
as $$
  -- to another stage: while open, and not on a day on which it was closed or opened again
  select x.opportunity_id
  from app.opportunity_change x
    join app.opportunity o on o.org_id = x.org_id and o.id = x.opportunity_id
    left join lateral (
      select y.day, y.after from app.opportunity_change y
      where y.org_id = x.org_id and y.opportunity_id = x.opportunity_id and y.field = 'outcome' and y.day <= x.day
      order by y.day desc limit 1) was on true
  where p_reached is not null and x.org_id = app.org() and x.field = 'stage' and x.before = p_left and x.after = p_reached
    and case when was.day is not null then was.after = 'open' and was.day < x.day
      else 'open' = coalesce((
        select y.before from app.opportunity_change y
        where y.org_id = x.org_id and y.opportunity_id = x.opportunity_id and y.field = 'outcome'
        order by y.day limit 1), o.outcome) end
  union
  select x.opportunity_id
  from app.opportunity_change x join app.opportunity o on o.org_id = x.org_id and o.id = x.opportunity_id
  where p_reached is null and x.org_id = app.org() and x.field = 'outcome' and x.before = 'open' and x.after = p_outcome
    and p_left = coalesce(
      (select y.after from app.opportunity_change y
       where y.org_id = x.org_id and y.opportunity_id = x.opportunity_id and y.field = 'stage' and y.day < x.day
       order by y.day desc limit 1),
      (select y.before from app.opportunity_change y
       where y.org_id = x.org_id and y.opportunity_id = x.opportunity_id and y.field = 'stage' and y.day >= x.day
       order by y.day limit 1),
      o.stage)
$$;
drop function app.deal_was(uuid, text, date, text);

revoke execute on function app.deals_moved(text, text, text) from public;
grant execute on function app.deals_moved(text, text, text) to plumbline_app;
