-- Closed deals with whom they were lost or won against, and what their products cost at list: a size that is known of
-- won and lost deals alike. Null where a product has no list price in the reporting currency.
drop function app.closed_deals(uuid, uuid[], date, date);
create function app.closed_deals(p_team uuid, p_people uuid[], p_from date, p_to date)
returns table (outcome text, amount bigint, loss_reason text, competitor text, list bigint)
language plpgsql stable security definer set search_path = app, pg_temp
as $$
begin
  if not app.may_diagnose(p_team, p_people) then
    return;
  end if;
  return query
    select o.outcome, o.amount_rc, o.loss_reason, o.competitor, v.list
    from app.opportunity o
      join app.organisation g on g.org_id = o.org_id
      left join lateral (
        select case when bool_and(p.list_price > 0 and coalesce(p.list_currency, g.currency) = g.currency)
          then app.half_even(sum(p.list_price * q.quantity)) end as list
        from app.opportunity_product q join app.product p on p.org_id = q.org_id and p.id = q.product_id
        where q.org_id = o.org_id and q.opportunity_id = o.id) v on true
    where o.org_id = app.org() and o.outcome in ('won', 'lost') and o.closed_day between p_from and p_to
      and exists (
        select from app.opportunity_credit c
          join app.members(p_team, p_people, '', null, app.today(), app.today()) m on m.person_id = c.person_id
        where c.org_id = o.org_id and c.opportunity_id = o.id);
end $$;
revoke execute on function app.closed_deals(uuid, uuid[], date, date) from public;
grant execute on function app.closed_deals(uuid, uuid[], date, date) to plumbline_app;
