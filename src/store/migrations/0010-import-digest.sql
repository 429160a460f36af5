-- What the last import said about a person, as a digest: the same line again has nothing to change and is not compared.
alter table member add column imported_digest text;
