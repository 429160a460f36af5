-- Ways back in: mails that whoever forgot something asks for, what a visit has lost, completed recoveries, recovery codes.

-- The one living mail of a kind that a person, or a typed identifier that nobody has, was sent. Asking again within its
-- lifetime sends the same one; afterwards the row begins anew under another id, so there is never a second living link.
create table mail_request (
  society_id integer not null references society (id),
  purpose text not null check (purpose in ('reset', 'userId')),
  -- The account, or the HMAC of what was typed where nobody has it: both cost the same.
  owner text not null,
  id uuid not null,
  account_id uuid,
  mail_address_id uuid,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  -- When a mail was last sent, and how many went out since the hour began.
  last_sent_at timestamptz not null,
  hour_began_at timestamptz not null,
  sent_this_hour integer not null,
  spent_at timestamptz,
  epoch integer not null,
  primary key (society_id, purpose, owner),
  unique (society_id, id),
  foreign key (society_id, account_id) references account (society_id, id),
  foreign key (society_id, mail_address_id) references mail_address (society_id, id)
);
create index mail_request_of_account on mail_request (society_id, account_id);

-- What the person says to have lost or forgotten; the visit is a recovery from then on.
alter table visit add column recovering_at timestamptz;
alter table visit add column lost text[];

-- A completed recovery: by which rung, from which kinds of proof, which factors it set aside.
create table recovery (
  society_id integer not null,
  id uuid not null default gen_random_uuid(),
  account_id uuid not null,
  visit_id uuid not null,
  rung text not null check (rung in ('twoKinds', 'direct', 'letter')),
  kinds text[] not null,
  replaces text[] not null,
  granted_at timestamptz not null,
  cancelled_at timestamptz,
  primary key (society_id, id),
  foreign key (society_id, account_id) references account (society_id, id),
  foreign key (society_id, visit_id) references visit (society_id, id)
);
create index recovery_of_account on recovery (society_id, account_id, granted_at);

-- A device that a recovery set aside is removed by it, so that whoever cancels the recovery finds it again.
alter table passkey add column set_aside_by uuid;
alter table totp_device add column set_aside_by uuid;

-- A founding letter begins an account; a recovery letter begins an active one anew and is issued under four eyes.
alter table letter add column purpose text not null default 'founding' check (purpose in ('founding', 'recovery'));
-- The recovery number on the lower half was used.
alter table letter add column recovery_spent_at timestamptz;

-- Recovery codes shown once on a page (policy `recoveryPaper: screen`); a new set takes the place of the one before.
create table recovery_code (
  society_id integer not null,
  id uuid not null default gen_random_uuid(),
  account_id uuid not null,
  set_id uuid not null,
  code_mac text not null,
  created_at timestamptz not null,
  -- The member said that the set is put away; before that it opens nothing.
  kept_at timestamptz,
  spent_at timestamptz,
  replaced_at timestamptz,
  primary key (society_id, id),
  foreign key (society_id, account_id) references account (society_id, id)
);
create index recovery_code_of_account on recovery_code (society_id, account_id) where spent_at is null and replaced_at is null;

do $$
declare
  tenant text;
begin
  foreach tenant in array array['mail_request', 'recovery', 'recovery_code'] loop
    execute format('alter table %I enable row level security', tenant);
    execute format('alter table %I force row level security', tenant);
    execute format(
      'create policy own_society on %I to genkan_app
         using (society_id = nullif(current_setting(''app.society'', true), '''')::integer)
         with check (society_id = nullif(current_setting(''app.society'', true), '''')::integer)', tenant);
    execute format('grant select, insert, update on %I to genkan_app', tenant);
  end loop;
end $$;
