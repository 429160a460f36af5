-- Only accounts with a passkey have a handle. As an index of all accounts this one was taken for the foreign keys to account while tables had
-- no statistics yet (its first column is theirs too), and read every account of the society for each row of a first import.
drop index account_user_handle;
create unique index account_user_handle on account (society_id, user_handle) where user_handle is not null;
