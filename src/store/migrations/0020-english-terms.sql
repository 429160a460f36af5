-- Terms may carry an English text beside the Japanese one, which is the one that counts.
alter table terms add column title_en text;
alter table terms add column body_en text;
alter table terms add column changes_en text;
