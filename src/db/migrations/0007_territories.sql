-- Territories and who works them are changed in a screen as well, not only by a file.

alter table app.territory add column end_day date not null default '9999-12-31';   -- its last day

create policy administer on app.territory for insert to plumbline_app
  with check (org_id = app.org() and (select app.has_role('administrator', 'director')));
create policy administer_update on app.territory for update to plumbline_app
  using (org_id = app.org() and (select app.has_role('administrator', 'director')))
  with check (org_id = app.org());
create policy administer_delete on app.territory for delete to plumbline_app
  using (org_id = app.org() and (select app.has_role('administrator', 'director')));
create policy administer on app.assignment for insert to plumbline_app
  with check (org_id = app.org() and (select app.has_role('administrator', 'director')));
create policy administer_update on app.assignment for update to plumbline_app
  using (org_id = app.org() and (select app.has_role('administrator', 'director')))
  with check (org_id = app.org());
create policy administer_delete on app.assignment for delete to plumbline_app
  using (org_id = app.org() and (select app.has_role('administrator', 'director')));

grant insert, update (code, name, parent_id, end_day, batch_id), delete on app.territory to plumbline_app;
grant insert, update (to_day, batch_id), delete on app.assignment to plumbline_app;
