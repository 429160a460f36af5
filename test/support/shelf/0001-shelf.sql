-- A small world for the contract of the store: things on the shelves of societies.
create table thing (
  society_id integer not null,
  id integer not null,
  label text not null,
  spent_at timestamptz,
  made_on date,
  primary key (society_id, id)
);
alter table thing enable row level security;
alter table thing force row level security;
create policy own_society on thing to genkan_app
  using (society_id = nullif(current_setting('app.society', true), '')::integer)
  with check (society_id = nullif(current_setting('app.society', true), '')::integer);
grant select, insert, update, delete on thing to genkan_app;

create view label with (security_invoker = true) as select label from thing;
grant select on label to genkan_app;

create table counted (
  society_id integer not null,
  things integer not null
);
alter table counted enable row level security;
alter table counted force row level security;
create policy every_society on counted to genkan_across using (true) with check (true);
grant select, insert on counted to genkan_across;
