-- How an account may begin without a letter in the post, and an address that somebody does not want to give.

-- The member said: none (policy `mail: optional`).
alter table account add column mail_declined_at timestamptz;
-- With it goes the address as a way to sign in.
grant delete on identifier to genkan_app;

-- A letter that went out by mail, to the address that was on file: its link opens it, and it shows that mailbox alone.
alter table letter add column mail_address_id uuid;
alter table letter add foreign key (society_id, mail_address_id) references mail_address (society_id, id);

-- The computed password is noted like a proof and shows nothing (design.md §6).
alter table proof drop constraint proof_factor_check;
alter table proof add constraint proof_factor_check
  check (factor in ('password', 'passkey', 'totp', 'mailCode', 'recoveryCode', 'letter', 'computed'));

-- Somebody began with it and with an address that was not on file: services wait, staff look.
alter table account add column held_since timestamptz;
alter table account add column hold_released_at timestamptz;
create index account_held on account (society_id, held_since) where held_since is not null and hold_released_at is null;
