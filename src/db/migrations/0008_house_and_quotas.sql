-- Accounts that somebody owns on a day. Whoever gives the house's accounts away must not take one from its owner, and
-- need not see who that is.
create function app.owned_accounts(p_day date) returns setof uuid
language sql stable security definer set search_path = app, pg_temp
begin atomic
  select o.account_id
  from app.ownership o join app.person p on p.org_id = o.org_id and p.id = o.person_id and not p.is_house
  where o.org_id = app.org() and p_day between o.from_day and o.to_day and o.share is distinct from 0
    and (session_user = 'plumbline_keeper' or app.has_role('administrator', 'director'));
end;

-- Which days quotas are set for, without whose and how much: by month, by quarter, by year.
create function app.quota_spans(p_from date, p_to date) returns table (from_day date, to_day date)
language sql stable security definer set search_path = app, pg_temp
begin atomic
  select distinct q.from_day, q.to_day
  from app.quota q
  where q.org_id = app.org() and q.figure = 'billed_revenue' and q.from_day <= p_to and q.to_day >= p_from;
end;

revoke execute on function app.owned_accounts(date), app.quota_spans(date, date) from public;
grant execute on function app.owned_accounts(date), app.quota_spans(date, date) to plumbline_app, plumbline_keeper;
