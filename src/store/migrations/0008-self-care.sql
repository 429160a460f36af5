-- What members change about their own sign-in.

-- The language that a member chose for pages and mails; null where nobody has chosen.
alter table account add column language text check (language in ('ja', 'en'));

-- An address that is to take the place of the current one. Until its code or link was used it counts nowhere: it stands as
-- removed, with the visit that proposed it. One at a time; another proposal, and every way of letting go, takes it back.
alter table mail_address add column proposed_at timestamptz, add column proposed_visit_id uuid;
create unique index mail_address_proposed on mail_address (society_id, account_id)
  where proposed_at is not null and verified_at is null;

-- A user ID that was given up is free for others.
grant delete on identifier to genkan_app;
