-- Mailed codes as a factor of an account. Choosing them is one fact (method_choice), being able to go by them another: the
-- mailbox was shown, in the sitting or at the next sign-in. The address is the account's current one.
create table mail_method (
  society_id integer not null,
  account_id uuid not null,
  bound_at timestamptz not null,
  bound_visit_id uuid,
  last_used_at timestamptz,
  removed_at timestamptz,
  primary key (society_id, account_id),
  foreign key (society_id, account_id) references account (society_id, id)
);

alter table mail_method enable row level security;
alter table mail_method force row level security;
create policy own_society on mail_method to genkan_app
  using (society_id = nullif(current_setting('app.society', true), '')::integer)
  with check (society_id = nullif(current_setting('app.society', true), '')::integer);
grant select, insert, update on mail_method to genkan_app;
