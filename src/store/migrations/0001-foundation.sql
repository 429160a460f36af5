-- The facts that part 1 needs. Every row of a tenant leads with society_id, in every unique and foreign key too;
-- timestamps say what happened and when, nothing says what comes next (design.md §2).

create table society (
  id integer generated always as identity primary key,
  name text not null unique check (name ~ '^[a-z][a-z0-9-]{1,30}$'),
  -- Raised after a restore from backup: visits, links and letters of an older epoch are dead.
  epoch integer not null default 1,
  created_at timestamptz not null default now()
);

create table society_policy (
  society_id integer not null references society (id),
  version integer not null,
  policy jsonb not null,
  applied_at timestamptz not null default now(),
  primary key (society_id, version)
);

create table society_host (
  host text primary key,
  society_id integer not null references society (id),
  canonical boolean not null
);
create unique index society_host_canonical on society_host (society_id) where canonical;

create table terms (
  society_id integer not null references society (id),
  version integer not null check (version > 0),
  title text not null,
  body text not null,
  -- What changed since the version before, in one or two sentences; empty for the first.
  changes text not null default '',
  effective_at timestamptz not null,
  primary key (society_id, version)
);

create table notice (
  society_id integer not null references society (id),
  id uuid not null default gen_random_uuid(),
  title text not null,
  body text not null default '',
  published_at timestamptz not null,
  until timestamptz,
  primary key (society_id, id)
);

create table account (
  society_id integer not null references society (id),
  id uuid not null default gen_random_uuid(),
  kind text not null check (kind in ('member', 'staff')),
  name text not null,
  name_kana text not null default '',
  birth_date date,
  created_at timestamptz not null default now(),
  -- The member said that the recovery paper is put away.
  recovery_paper_kept_at timestamptz,
  frozen_at timestamptz,
  closed_at timestamptz,
  primary key (society_id, id)
);

create table member (
  society_id integer not null,
  account_id uuid not null,
  symbol text not null,
  number text not null,
  branch text not null,
  category text not null check (category in ('insured', 'dependant')),
  qualified_on date,
  lost_on date,
  imported_at timestamptz not null default now(),
  primary key (society_id, account_id),
  unique (society_id, symbol, number, branch),
  foreign key (society_id, account_id) references account (society_id, id)
);

-- One name space per society for everything that can be typed as an ID: temporary, kept and own IDs, and verified addresses.
create table identifier (
  society_id integer not null,
  value text not null,
  account_id uuid not null,
  kind text not null check (kind in ('temporary', 'kept', 'own', 'mail')),
  created_at timestamptz not null default now(),
  primary key (society_id, value),
  foreign key (society_id, account_id) references account (society_id, id)
);
create unique index identifier_of_account on identifier (society_id, account_id, kind);

create table mail_address (
  society_id integer not null,
  id uuid not null default gen_random_uuid(),
  account_id uuid not null,
  address text not null check (length(address) <= 255),
  -- The comparison form: folded, lower case.
  address_key text not null,
  source text not null check (source in ('import', 'staff', 'member')),
  on_file_at timestamptz not null,
  -- The member said in a sitting: this is my address.
  submitted_at timestamptz,
  verified_at timestamptz,
  verified_visit_id uuid,
  -- The kinds shown when it was bound after activation; null while founding the account.
  roots text[],
  removed_at timestamptz,
  primary key (society_id, id),
  foreign key (society_id, account_id) references account (society_id, id)
);
create unique index mail_address_current on mail_address (society_id, account_id) where removed_at is null;
create index mail_address_key on mail_address (society_id, address_key) where removed_at is null;

create table letter (
  society_id integer not null,
  id uuid not null default gen_random_uuid(),
  account_id uuid not null,
  -- HMAC of the code under a key outside the database; the code itself is only on paper.
  code_mac text not null,
  -- HMAC of the recovery number on the lower half; dead until activation.
  recovery_mac text not null,
  issued_at timestamptz not null,
  expires_at timestamptz not null,
  spent_at timestamptz,
  cancelled_at timestamptz,
  epoch integer not null default 1,
  primary key (society_id, id),
  foreign key (society_id, account_id) references account (society_id, id)
);
create index letter_of_account on letter (society_id, account_id, issued_at);

create table password (
  society_id integer not null,
  account_id uuid not null,
  hash text not null,
  set_at timestamptz not null,
  bound_visit_id uuid,
  roots text[],
  primary key (society_id, account_id),
  foreign key (society_id, account_id) references account (society_id, id)
);

create table method_choice (
  society_id integer not null,
  account_id uuid not null,
  method text not null check (method in ('passkey', 'totp', 'mailCode')),
  chosen_at timestamptz not null,
  bound_visit_id uuid,
  primary key (society_id, account_id),
  foreign key (society_id, account_id) references account (society_id, id)
);

create table totp_device (
  society_id integer not null,
  id uuid not null default gen_random_uuid(),
  account_id uuid not null,
  name text not null check (length(name) between 1 and 40),
  secret_sealed text not null,
  -- The last time step that was accepted; each step opens once (RFC 6238 §5.2).
  last_step bigint not null,
  created_at timestamptz not null,
  last_used_at timestamptz,
  bound_visit_id uuid,
  roots text[],
  removed_at timestamptz,
  primary key (society_id, id),
  foreign key (society_id, account_id) references account (society_id, id)
);
create unique index totp_device_name on totp_device (society_id, account_id, name) where removed_at is null;

create table terms_acceptance (
  society_id integer not null,
  account_id uuid not null,
  version integer not null,
  accepted_at timestamptz not null,
  primary key (society_id, account_id, version),
  foreign key (society_id, account_id) references account (society_id, id),
  foreign key (society_id, version) references terms (society_id, version)
);

create table visit (
  society_id integer not null references society (id),
  id uuid not null default gen_random_uuid(),
  secret_digest text not null,
  -- Good for GET until a minute after the rotation.
  previous_digest text,
  rotated_at timestamptz,
  account_id uuid not null,
  started_at timestamptz not null,
  last_seen_at timestamptz not null,
  ended_at timestamptz,
  ended_because text,
  -- The letter that was opened in this visit.
  letter_id uuid,
  birth_date_matched_at timestamptz,
  browser text not null default '',
  epoch integer not null default 1,
  primary key (society_id, id),
  foreign key (society_id, account_id) references account (society_id, id),
  foreign key (society_id, letter_id) references letter (society_id, id)
);
create index visit_of_account on visit (society_id, account_id) where ended_at is null;

create table proof (
  society_id integer not null,
  id uuid not null default gen_random_uuid(),
  visit_id uuid not null,
  factor text not null check (factor in ('password', 'passkey', 'totp', 'mailCode', 'recoveryCode', 'letter')),
  credential_id uuid,
  proven_at timestamptz not null,
  primary key (society_id, id),
  foreign key (society_id, visit_id) references visit (society_id, id)
);
create index proof_of_visit on proof (society_id, visit_id);

-- A secret offered to an authenticator app and not confirmed yet; it outlives a reload of the page.
create table totp_enrolment (
  society_id integer not null,
  visit_id uuid not null,
  secret_sealed text not null,
  created_at timestamptz not null,
  primary key (society_id, visit_id),
  foreign key (society_id, visit_id) references visit (society_id, id)
);

create table mail_code (
  society_id integer not null,
  id uuid not null default gen_random_uuid(),
  account_id uuid not null,
  visit_id uuid not null,
  mail_address_id uuid not null,
  -- confirm: verifies an address (code or link); prove: shows the mailbox in this visit (code only).
  purpose text not null check (purpose in ('confirm', 'prove')),
  code_sealed text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  sent_count integer not null default 1,
  last_sent_at timestamptz not null,
  spent_at timestamptz,
  epoch integer not null default 1,
  primary key (society_id, id),
  foreign key (society_id, account_id) references account (society_id, id),
  foreign key (society_id, visit_id) references visit (society_id, id),
  foreign key (society_id, mail_address_id) references mail_address (society_id, id)
);
create index mail_code_of_visit on mail_code (society_id, visit_id, purpose);
create index mail_code_of_account on mail_code (society_id, account_id);

-- Failures, per thing that is guessed at. The subject is an HMAC of what was typed, or an account; it exists for unknown IDs too.
create table attempt (
  society_id integer not null references society (id),
  kind text not null check (kind in ('password', 'letter', 'birthDate', 'secondFactor', 'mailCode')),
  subject text not null,
  failures integer not null,
  -- HMAC of the last wrong secret: the same one repeated counts once.
  last_wrong text,
  last_failed_at timestamptz not null,
  locked_until timestamptz,
  primary key (society_id, kind, subject)
);

-- What happened, append-only for the app.
create table event (
  society_id integer not null references society (id),
  id bigint generated always as identity,
  happened_at timestamptz not null,
  name text not null,
  actor text not null,
  account_id uuid,
  visit_id uuid,
  detail jsonb not null default '{}',
  primary key (society_id, id)
);
create index event_of_account on event (society_id, account_id, id);

do $$
declare
  tenant text;
begin
  for tenant in
    select c.table_name from information_schema.columns c
    where c.table_schema = 'public' and c.column_name = 'society_id' and c.table_name <> 'society_host'
  loop
    execute format('alter table %I enable row level security', tenant);
    execute format('alter table %I force row level security', tenant);
    execute format(
      'create policy own_society on %I to genkan_app
         using (society_id = nullif(current_setting(''app.society'', true), '''')::integer)
         with check (society_id = nullif(current_setting(''app.society'', true), '''')::integer)', tenant);
    execute format('grant select, insert, update on %I to genkan_app', tenant);
  end loop;
end $$;

-- Facts are not taken back: deletion is granted where a row is a note for later, not a fact. The history can only grow.
grant delete on totp_enrolment, attempt to genkan_app;
revoke update on event from genkan_app;
revoke insert, update on society_policy from genkan_app;

alter table society enable row level security;
alter table society force row level security;
create policy own_society on society to genkan_app using (id = nullif(current_setting('app.society', true), '')::integer);
grant select on society to genkan_app;

-- The door across societies: host look-up and the operator's commands.
alter table society_host enable row level security;
alter table society_host force row level security;
create policy every_society on society_host to genkan_across using (true) with check (true);
create policy every_society on society to genkan_across using (true) with check (true);
create policy every_society on society_policy to genkan_across using (true) with check (true);
grant select, insert, update on society, society_policy to genkan_across;
grant select, insert, update, delete on society_host to genkan_across;
grant usage on all sequences in schema public to genkan_app, genkan_across;
