-- Letters on paper: which run they came from, whether they are on paper, how they ended; runs; the file for a print shop,
-- sealed until it is handed out once; the postal address from the society's master data.

create table letter_batch (
  society_id integer not null references society (id),
  id uuid not null default gen_random_uuid(),
  made_at timestamptz not null,
  -- Who started it and why; the second pair of eyes where one was needed.
  made_by text not null,
  seconded_by text,
  reason text not null,
  layout text not null check (layout in ('a4', 'postcard', 'file')),
  encoding text check (encoding in ('cp932', 'utf-8')),
  -- Null while it runs, and for ever if it was cut off.
  finished_at timestamptz,
  -- The file for the print shop: handed out once, then erased.
  taken_at timestamptz,
  taken_by text,
  erased_at timestamptz,
  primary key (society_id, id)
);
create index letter_batch_age on letter_batch (society_id, made_at);

create table letter_file_part (
  society_id integer not null,
  batch_id uuid not null,
  part integer not null,
  rows_sealed text not null,
  primary key (society_id, batch_id, part),
  foreign key (society_id, batch_id) references letter_batch (society_id, id)
);

-- The number in the window of the letter. It names the letter, opens nothing and tells nothing about a person.
alter table letter add column serial bigint generated always as identity;
create unique index letter_serial on letter (society_id, serial);
alter table letter add column batch_id uuid;
alter table letter add foreign key (society_id, batch_id) references letter_batch (society_id, id);
create index letter_of_batch on letter (society_id, batch_id, serial);
-- Null until the paper, or the file for the shop, is whole.
alter table letter add column printed_at timestamptz;
-- What was issued before was printed at once. (Forced row security would hide the rows from their owner, too.)
alter table letter no force row level security;
update letter set printed_at = issued_at;
alter table letter force row level security;
alter table letter add column returned_at timestamptz;
alter table letter add column cancelled_because text check (cancelled_because in ('replaced', 'returned', 'cancelled'));

create table postal_address (
  society_id integer not null,
  account_id uuid not null,
  postal_code text not null check (postal_code ~ '^\d{3}-\d{4}$'),
  -- Its lines, as they are printed.
  address text not null check (length(address) between 1 and 255),
  on_file_at timestamptz not null,
  primary key (society_id, account_id),
  foreign key (society_id, account_id) references account (society_id, id)
);

do $$
declare
  tenant text;
begin
  foreach tenant in array array['letter_batch', 'letter_file_part', 'postal_address'] loop
    execute format('alter table %I enable row level security', tenant);
    execute format('alter table %I force row level security', tenant);
    execute format(
      'create policy own_society on %I to genkan_app
         using (society_id = nullif(current_setting(''app.society'', true), '''')::integer)
         with check (society_id = nullif(current_setting(''app.society'', true), '''')::integer)', tenant);
    execute format('grant select, insert, update on %I to genkan_app', tenant);
  end loop;
end $$;

-- What was handed out is erased, not marked.
grant delete on letter_file_part to genkan_app;
revoke update on letter_file_part from genkan_app;
