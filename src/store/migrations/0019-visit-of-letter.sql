-- Whether a recovery paper is usable asks which visit opened its letter: without this, every page read all visits of the society.
create index visit_of_letter on visit (society_id, letter_id) where letter_id is not null;
