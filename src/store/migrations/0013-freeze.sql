-- 「心当たりがない」 stops an account (design.md §6).

-- Since when its owner does not know who acted: nothing that was bound from then on lifts the freeze.
alter table account add column doubted_since timestamptz;
-- When it was lifted last; links that were made before do nothing any more.
alter table account add column restored_at timestamptz;
-- Staff list what is stopped.
create index account_frozen on account (society_id, frozen_at) where frozen_at is not null;
