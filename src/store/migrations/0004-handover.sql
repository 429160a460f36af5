-- An answer that is lost on its way: the browser still has the secret from before the rotation.

-- The current secret, sealed to the page whose form caused the rotation; taken away as soon as the secret is first
-- presented. From then on the secret before it is of no use whatever.
alter table visit add column handover text;
comment on column visit.previous_digest is 'The secret before the last rotation: tells a browser that has missed an answer from a stranger, and opens nothing.';

-- Failures in a row of an account, over all its counters of one kind (NIST SP 800-63B-4 §3.2.2). The owner is an account,
-- or an HMAC of what was typed where nobody has it.
create table failure_streak (
  society_id integer not null references society (id),
  kind text not null check (kind in ('password', 'letter', 'birthDate', 'secondFactor', 'mailCode')),
  owner text not null,
  failures integer not null,
  primary key (society_id, kind, owner)
);
alter table failure_streak enable row level security;
alter table failure_streak force row level security;
create policy own_society on failure_streak to genkan_app
  using (society_id = nullif(current_setting('app.society', true), '')::integer)
  with check (society_id = nullif(current_setting('app.society', true), '')::integer);
grant select, insert, update, delete on failure_streak to genkan_app;

-- The same notice for readers of English, where the society has written it.
alter table notice add column title_en text;
alter table notice add column body_en text;
