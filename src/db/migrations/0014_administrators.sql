-- Whoever begins in the future, or has a last day, is nobody to leave an organisation with: the last administrator who
-- gave themselves a first day in 9999 could not sign in any more, and nobody could take it back.

-- Who administers today: 4, somebody who can sign in, until further notice; 3, who can until a day; 2 and 1 the same of
-- somebody who could be invited to; 0, nobody.
create or replace function app.administrators() returns int
language sql stable security definer set search_path = app, pg_temp
return coalesce((
  select max(case when p.login_id is null then 1 else 3 end + case when p.end_day = '9999-12-31' then 1 else 0 end)
  from app.person_role r join app.person p on p.org_id = r.org_id and p.id = r.person_id
  where r.org_id = app.org() and r.role = 'administrator' and app.today() between p.start_day and p.end_day
), 0);
