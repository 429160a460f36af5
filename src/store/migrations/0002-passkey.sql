-- Passkeys (WebAuthn Level 3). Keys and identifiers are base64url, as they travel.

-- What an authenticator knows a person by: 64 random bytes, made at the first registration, never anything personal.
alter table account add column user_handle text;
create unique index account_user_handle on account (society_id, user_handle);

create table passkey (
  society_id integer not null,
  id uuid not null default gen_random_uuid(),
  account_id uuid not null,
  credential_id text not null,
  public_key text not null,
  counter bigint not null,
  transports text[] not null,
  aaguid text not null,
  -- May be copied to other devices by its keeper (BE), and has been (BS).
  backup_eligible boolean not null,
  backed_up boolean not null,
  -- Null until its owner has named it, where the society asks for a name.
  name text check (length(name) between 1 and 40),
  created_at timestamptz not null,
  last_used_at timestamptz,
  bound_visit_id uuid,
  roots text[],
  removed_at timestamptz,
  primary key (society_id, id),
  unique (society_id, credential_id),
  foreign key (society_id, account_id) references account (society_id, id)
);
create index passkey_of_account on passkey (society_id, account_id) where removed_at is null;
create unique index passkey_name on passkey (society_id, account_id, name) where removed_at is null;

-- The challenge of a ceremony that a visit has open; taken away by the answer, right or wrong.
create table passkey_challenge (
  society_id integer not null,
  visit_id uuid not null,
  ceremony text not null check (ceremony in ('enrol', 'prove')),
  challenge text not null,
  created_at timestamptz not null,
  primary key (society_id, visit_id, ceremony),
  foreign key (society_id, visit_id) references visit (society_id, id)
);

-- Challenges of the sign-in page live in a sealed cookie; what was answered is noted here, so that it is answered once.
create table spent_challenge (
  society_id integer not null references society (id),
  digest text not null,
  spent_at timestamptz not null,
  primary key (society_id, digest)
);
create index spent_challenge_age on spent_challenge (society_id, spent_at);

do $$
declare
  tenant text;
begin
  foreach tenant in array array['passkey', 'passkey_challenge', 'spent_challenge'] loop
    execute format('alter table %I enable row level security', tenant);
    execute format('alter table %I force row level security', tenant);
    execute format(
      'create policy own_society on %I to genkan_app
         using (society_id = nullif(current_setting(''app.society'', true), '''')::integer)
         with check (society_id = nullif(current_setting(''app.society'', true), '''')::integer)', tenant);
    execute format('grant select, insert, update on %I to genkan_app', tenant);
  end loop;
end $$;

-- A password that an unfinished founding left behind goes when somebody with a newer letter founds without one.
grant delete on passkey_challenge, spent_challenge, password to genkan_app;
revoke update on spent_challenge from genkan_app;
