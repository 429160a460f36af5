-- The ten recovery codes that a page shows, sealed and bound to the visit, until their owner says that they are put away.
create table recovery_offer (
  society_id integer not null,
  visit_id uuid not null,
  set_id uuid not null,
  codes_sealed text not null,
  created_at timestamptz not null,
  primary key (society_id, visit_id),
  foreign key (society_id, visit_id) references visit (society_id, id)
);

alter table recovery_offer enable row level security;
alter table recovery_offer force row level security;
create policy own_society on recovery_offer to genkan_app
  using (society_id = nullif(current_setting('app.society', true), '')::integer)
  with check (society_id = nullif(current_setting('app.society', true), '')::integer);
grant select, insert, delete on recovery_offer to genkan_app;
