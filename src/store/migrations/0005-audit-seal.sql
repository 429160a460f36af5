-- The history is sealed in batches, so that a change, a gap or an invented row shows to whoever holds the keys.

-- Whoever takes an id of `event` has a transaction id before that. So a later transaction id is later than every id that was
-- taken before it, and waiting for the transactions before it is waiting for all those ids (src/audit/settled.ts).
create function event_takes_transaction_id() returns trigger language plpgsql as $$
begin
  perform pg_current_xact_id();
  return null;
end $$;
create trigger event_takes_transaction_id before insert on event
  for each statement execute function event_takes_transaction_id();

-- Small and cheap to keep: the history grows in the order of time.
create index event_by_time on event using brin (society_id, happened_at);

-- A checkpoint: the events after the batch before it, up to last_id. It stays when they are purged.
create table event_batch (
  society_id integer not null references society (id),
  number integer not null check (number > 0),
  last_id bigint not null,
  events integer not null check (events > 0),
  first_at timestamptz not null,
  last_at timestamptz not null,
  -- SHA-256 over the rows.
  digest text not null,
  sealed_at timestamptz not null,
  -- HMAC over all of the above and the seal before it, under a key outside the database.
  seal text not null,
  -- By the database's own clock, which the program cannot set: purging goes by this one.
  written_at timestamptz not null default now(),
  primary key (society_id, number)
);

-- Where the chain of batches ends now, and how much of it has been purged; sealed too, so that a missing end shows.
create table event_head (
  society_id integer primary key references society (id),
  batch integer not null default 0,
  purged integer not null default 0 check (purged <= batch),
  seal text not null,
  -- Up to which id the next batch may go, once every transaction before this one is over.
  mark_id bigint,
  mark_xid xid8
);

do $$
declare
  tenant text;
begin
  foreach tenant in array array['event_batch', 'event_head'] loop
    execute format('alter table %I enable row level security', tenant);
    execute format('alter table %I force row level security', tenant);
    execute format(
      'create policy own_society on %I to genkan_app
         using (society_id = nullif(current_setting(''app.society'', true), '''')::integer)
         with check (society_id = nullif(current_setting(''app.society'', true), '''')::integer)', tenant);
  end loop;
end $$;
grant select, insert, update on event_head to genkan_app;
-- Checkpoints can only be added, and not dated.
grant select on event_batch to genkan_app;
grant insert (society_id, number, last_id, events, first_at, last_at, digest, sealed_at, seal) on event_batch to genkan_app;

-- The only way in which an event goes: whole batches, from the oldest on, that were sealed a year ago or earlier. The program
-- keeps to the policy of the society, which is never shorter; this holds for whoever has taken over the program, too.
create policy purge on event for delete to genkan_owner
  using (society_id = nullif(current_setting('app.society', true), '')::integer);
create policy purge_look on event for select to genkan_owner
  using (society_id = nullif(current_setting('app.society', true), '')::integer);
create policy purge_look on event_batch for select to genkan_owner
  using (society_id = nullif(current_setting('app.society', true), '')::integer);

create function purge_events(through integer) returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  own constant integer := nullif(current_setting('app.society', true), '')::integer;
  boundary bigint;
  gone integer;
begin
  select last_id into boundary from event_batch where society_id = own and number = through;
  if boundary is null or exists (
    select from event_batch
    where society_id = own and (number <= through or last_id <= boundary) and written_at > now() - interval '365 days'
  ) then
    raise exception 'the history of the last year cannot be purged' using errcode = 'insufficient_privilege';
  end if;
  delete from event where society_id = own and id <= boundary;
  get diagnostics gone = row_count;
  return gone;
end $$;
grant execute on function purge_events(integer) to genkan_app;
