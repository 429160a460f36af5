-- After a restore from backup a code that was used since would open again (design.md §7): codes of the time before open nothing.
alter table recovery_code add column epoch integer not null default 1;
alter table recovery_code alter column epoch drop default;
alter table recovery_code no force row level security;
alter table society no force row level security;
update recovery_code c set epoch = s.epoch from society s where s.id = c.society_id and s.epoch <> 1;
alter table society force row level security;
alter table recovery_code force row level security;
