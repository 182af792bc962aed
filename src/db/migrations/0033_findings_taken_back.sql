-- A finding that was handed over is taken back by who handed it over, or by the sales director. Once it is answered it
-- stays: its answers' reference to it refuses. The log keeps what was taken back.

-- Findings that one handed over oneself; for the director everybody's.
create function app.own_findings() returns setof uuid
language sql stable security definer set search_path = app, pg_temp
begin atomic
  select f.id from app.finding f
  where f.org_id = app.org() and (f.addressed_by = app.me() or app.has_role('director'));
end;

create policy own_delete on app.finding for delete to plumbline_app
  using (org_id = app.org() and id = any (array(select app.own_findings())));
grant delete on app.finding to plumbline_app;

revoke execute on function app.own_findings() from public;
grant execute on function app.own_findings() to plumbline_app;
