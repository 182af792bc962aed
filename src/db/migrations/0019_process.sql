-- How selling goes: deals from stage to stage, accounts from order to order. What these functions answer is told to
-- nobody as it stands: the server adds it up, and names only what its reader may open.

-- How deeply one is told of a subject's ways: 'open' with loss reasons and names, 'sum' for the teams above oneself.
create function app.sight_of(p_team uuid, p_people uuid[]) returns text
language sql stable security definer set search_path = app, pg_temp
return case
  when app.may_diagnose(p_team, p_people) then 'open'
  when p_people is null and app.depth_of(p_team) = 'sum' then 'sum'
end;

-- A deal's stage or outcome at the end of a day, as exports had it; p_now is how it stands today.
create function app.deal_was(p_deal uuid, p_field text, p_day date, p_now text) returns text
language sql stable
as $$
  select coalesce(
    (select c.after from app.opportunity_change c
     where c.org_id = app.org() and c.opportunity_id = p_deal and c.field = p_field and c.day <= p_day
     order by c.day desc, c.batch_id desc limit 1),
    (select c.before from app.opportunity_change c
     where c.org_id = app.org() and c.opportunity_id = p_deal and c.field = p_field and c.day > p_day
     order by c.day, c.batch_id limit 1),
    p_now)
$$;

-- The ways of deals that began on p_since or later: a team's open deals are those of its people of today, its closed
-- ones of those of the day they closed. Of a team above oneself only where four people have some.
create function app.deal_trails(p_team uuid, p_people uuid[], p_since date)
returns table (source text, created date, first_seen date, stage text, outcome text, closed date, loss_reason text,
  engaged date, changes json)
language plpgsql stable security definer set search_path = app, pg_temp
as $$
declare
  v_sight text := app.sight_of(p_team, p_people);
begin
  if v_sight is null then
    return;
  end if;
  return query
    with own as materialized (
      select o.*
      from app.opportunity o
      where o.org_id = app.org() and coalesce(o.created_day, o.first_seen) between p_since and app.today()
        and (p_team is not distinct from app.org() or exists (
          select from app.opportunity_credit c
          where c.org_id = o.org_id and c.opportunity_id = o.id and (
            c.person_id = any (p_people) or exists (
              select from app.reach m
              where m.org_id = c.org_id and m.boss_id = p_team and m.person_id = c.person_id
                and coalesce(o.closed_day, app.today()) between m.from_day and m.to_day))))
    ),
    moved as (
      select h.opportunity_id, json_agg(json_build_array(h.day, h.field, h.before, h.after) order by h.day, h.batch_id) as changes
      from app.opportunity_change h
      where h.org_id = app.org() and h.field in ('stage', 'outcome') and h.opportunity_id in (select w.id from own w)
      group by h.opportunity_id
    ),
    met as (
      select t.opportunity_id, min(t.day) as day
      from app.activity t
      where t.org_id = app.org() and t.opportunity_id in (select w.id from own w)
      group by t.opportunity_id
    )
    select o.source, o.created_day, o.first_seen, o.stage, o.outcome, case when not o.closed_assumed then o.closed_day end,
      case when v_sight = 'open' then o.loss_reason end, a.day, coalesce(m.changes, '[]')
    from own o left join moved m on m.opportunity_id = o.id left join met a on a.opportunity_id = o.id
    where v_sight = 'open' or 4 <= (
      select count(distinct c.person_id)
      from own w
        join app.opportunity_credit c on c.org_id = w.org_id and c.opportunity_id = w.id
        join app.person p on p.org_id = c.org_id and p.id = c.person_id and not p.is_house
        join app.members(p_team, null, '', null, '0001-01-01', '9999-12-31') s on s.person_id = c.person_id);
end $$;

-- For each account what was billed in slices of days (p_edges cuts them; the last edge is the first day beyond), the day
-- of its first billing ever, and the first two days with an order from p_orders_from on.
create function app.account_slices(p_team uuid, p_people uuid[], p_edges date[], p_orders_from date)
returns table (account_id uuid, slices int[], nets double precision[], first_day date, order_days date[])
language plpgsql stable security definer set search_path = app, pg_temp
as $$
declare
  v_end date := p_edges[cardinality(p_edges)] - 1;
begin
  if app.sight_of(p_team, p_people) is distinct from 'open' and (
      app.sight_of(p_team, p_people) is null or app.billed_people(p_team, p_edges[1], v_end) < 4) then
    return;
  end if;
  return query
    with day as materialized (
      select d.account_id, d.day, sum(d.net) as net, bool_or(d.is_order) as ordered, bool_or(d.is_first) as is_first
      from app.members(p_team, p_people, '', null, p_edges[1], v_end) m
        join app.sales_day d on d.org_id = app.org() and d.person_id = m.person_id and d.day between m.from_day and m.to_day
      where d.account_id <> '00000000-0000-0000-0000-000000000000'
      group by d.account_id, d.day
    ),
    slice as (
      select d.account_id, width_bucket(d.day, p_edges) - 1 as n, sum(d.net) as net from day d group by 1, 2
    ),
    sliced as (
      select s.account_id, array_agg(s.n) as slices, array_agg(s.net::double precision) as nets from slice s group by 1
    ),
    ordered as (
      select d.account_id, min(d.day) filter (where d.is_first) as first_day,
        (array_agg(d.day order by d.day) filter (where d.ordered and d.day >= p_orders_from))[1:2] as days
      from day d group by 1
    )
    select s.account_id, s.slices, s.nets, o.first_day, coalesce(o.days, '{}')
    from sliced s join ordered o on o.account_id = s.account_id;
end $$;

-- Activities of the subject's people on each account, with it or with a deal of its, by kind and slice of days.
create function app.account_activities(p_team uuid, p_people uuid[], p_edges date[])
returns table (account_id uuid, kind text, slice int, times bigint)
language plpgsql stable security definer set search_path = app, pg_temp
as $$
declare
  v_end date := p_edges[cardinality(p_edges)] - 1;
begin
  if app.sight_of(p_team, p_people) is distinct from 'open' then
    return;
  end if;
  return query
    select coalesce(t.account_id, o.account_id), t.kind, width_bucket(t.day, p_edges) - 1, count(*)
    from app.members(p_team, p_people, '', null, p_edges[1], v_end) m
      join app.activity t on t.org_id = app.org() and t.person_id = m.person_id and t.day between m.from_day and m.to_day
      left join app.opportunity o on o.org_id = t.org_id and o.id = t.opportunity_id
    where coalesce(t.account_id, o.account_id) is not null
    group by 1, 2, 3;
end $$;

revoke execute on function app.sight_of(uuid, uuid[]), app.deal_was(uuid, text, date, text), app.deal_trails(uuid, uuid[], date),
  app.account_slices(uuid, uuid[], date[], date), app.account_activities(uuid, uuid[], date[]) from public;
grant execute on function app.deal_was(uuid, text, date, text), app.deal_trails(uuid, uuid[], date), app.account_slices(uuid, uuid[], date[], date),
  app.account_activities(uuid, uuid[], date[]) to plumbline_app;
