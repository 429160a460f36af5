-- An acceptance of the terms ends when its owner takes it back (GAP-06); both moments stay on record, and accepting
-- again is another row.
alter table terms_acceptance add column withdrawn_at timestamptz;
alter table terms_acceptance add column id bigint generated always as identity;
alter table terms_acceptance drop constraint terms_acceptance_pkey;
alter table terms_acceptance add primary key (society_id, account_id, id);
create unique index terms_acceptance_living on terms_acceptance (society_id, account_id, version) where withdrawn_at is null;

-- A letter that was printed without a recovery number has none: nobody is told to keep a lower half that was never there.
alter table letter alter column recovery_mac drop not null;
