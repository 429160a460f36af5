-- An answer that is lost on its way: the browser still has the secret from before the rotation.

-- The current secret, sealed to the page whose form caused the rotation; taken away as soon as the secret is first
-- presented. From then on the secret before it is of no use whatever.
alter table visit add column handover text;
comment on column visit.previous_digest is 'The secret before the last rotation: tells a browser that has missed an answer from a stranger, and opens nothing.';
