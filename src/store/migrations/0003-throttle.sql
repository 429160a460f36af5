-- How often something may be tried, by whom, and how a lock opens again; and visits that outlive a browser's session.

-- Failed tries of a network, over all societies: two leaking buckets, each told by the moment at which it will be empty.
-- The key is an HMAC of the network, so that the table names nobody.
create table network_budget (
  network text primary key,
  minute_until timestamptz not null,
  hour_until timestamptz not null
);
create index network_budget_idle on network_budget (hour_until);
alter table network_budget enable row level security;
alter table network_budget force row level security;
create policy every_society on network_budget to genkan_across using (true) with check (true);
grant select, insert, update, delete on network_budget to genkan_across;

-- A browser in which an account has once been signed in to completely; it has a budget of its own.
create table known_browser (
  society_id integer not null,
  id uuid not null default gen_random_uuid(),
  account_id uuid not null,
  created_at timestamptz not null,
  last_used_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz,
  epoch integer not null default 1,
  primary key (society_id, id),
  foreign key (society_id, account_id) references account (society_id, id)
);
create index known_browser_of_account on known_browser (society_id, account_id) where ended_at is null;

-- A code that opens a locked password for one try. It is made for unknown identifiers too, and then sent to nobody.
create table unlock_code (
  society_id integer not null references society (id),
  id uuid not null default gen_random_uuid(),
  -- The counter that it opens: HMAC of the typed identifier.
  subject text not null,
  account_id uuid,
  mail_address_id uuid,
  code_sealed text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  sent_count integer not null default 1,
  last_sent_at timestamptz not null,
  spent_at timestamptz,
  epoch integer not null default 1,
  primary key (society_id, id),
  foreign key (society_id, account_id) references account (society_id, id),
  foreign key (society_id, mail_address_id) references mail_address (society_id, id)
);
create index unlock_code_of_subject on unlock_code (society_id, subject, created_at);

-- No more tries, until staff lift it or the secret is replaced.
alter table attempt add column closed_at timestamptz;

-- ログイン状態の保存 where the policy says `session`: the visit lives until then.
alter table visit add column remembered_until timestamptz;

do $$
declare
  tenant text;
begin
  foreach tenant in array array['known_browser', 'unlock_code'] loop
    execute format('alter table %I enable row level security', tenant);
    execute format('alter table %I force row level security', tenant);
    execute format(
      'create policy own_society on %I to genkan_app
         using (society_id = nullif(current_setting(''app.society'', true), '''')::integer)
         with check (society_id = nullif(current_setting(''app.society'', true), '''')::integer)', tenant);
    execute format('grant select, insert, update on %I to genkan_app', tenant);
  end loop;
end $$;
