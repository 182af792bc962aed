-- A company under one top, who leads one director, has parts worth reading only where the line divides: a team that is
-- the one part beside the house and those who left is replaced by its own parts, as often as need be.
create or replace function app.forecast_parts(p_forecast uuid, p_team uuid)
returns table (n int, tree int, kind text, key text, parts boolean)
language plpgsql stable security definer set search_path = app, pg_temp
as $$
declare
  v_house uuid := (select p.id from app.person p where p.org_id = app.org() and p.is_house);
  v_kept int[] := '{}';
  v_parents int[];
  v_only int[];
begin
  if not exists (select from app.open_teams() t where t = p_team) then
    return;
  end if;
  v_parents := array(
    select w.n from app.forecast_node w
    where w.org_id = app.org() and w.forecast_id = p_forecast and w.team_id = p_team);
  loop
    v_only := array(
      select c.n from app.forecast_node c
      where c.org_id = app.org() and c.forecast_id = p_forecast and c.tree = 0 and c.parent = any (v_parents)
        and c.kind <> 'gone' and c.person_id is distinct from v_house);
    exit when cardinality(v_only) <> 1 or not exists (
      select from app.forecast_node c
      where c.org_id = app.org() and c.forecast_id = p_forecast and c.n = v_only[1] and c.kind = 'team');
    v_kept := v_kept || v_parents;
    v_parents := v_only;
  end loop;
  return query
    with part as (
      select c.*, coalesce(c.team_id, c.person_id)::text as who
      from app.forecast_node c
      where c.org_id = app.org() and c.forecast_id = p_forecast
        and (c.parent = any (v_parents)
          or c.parent = any (v_kept) and (c.tree <> 0 or c.kind = 'gone' or c.person_id = v_house))
    ),
    named as (select * from app.shown_keys(array(select p.who from part p where p.who is not null), 'person'))
    select p.n, p.tree, p.kind,
      coalesce(s.shown, case p.kind when 'product_line' then p.name when 'territory' then p.territory_id::text else '' end),
      p.kind = 'team'
    from part p left join named s on s.key = p.who
    order by p.n;
end $$;
