import pg from 'pg'

/** Owns every table and nothing else uses it: row security is forced, so not even the owner reads past it. */
export const ownerRole = 'genkan_owner'
/** What every connection of the program is. */
export const appRole = 'genkan_app'
/** What `acrossSocieties` is for the length of one transaction. */
export const acrossRole = 'genkan_across'

export const notPrepared = 'This database is not prepared for Genkan yet: run `genkan migrate` first.'

const invalidParameter = '22023'
const insufficientPrivilege = '42501'

/** Turns a connection into `genkan_app` and makes sure that row security holds for it. Throws a sentence for the operator otherwise. */
export async function dropRights(client: pg.ClientBase): Promise<void> {
  try {
    await client.query(`set role ${appRole}`)
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code === invalidParameter)
      throw new Error(notPrepared, { cause: error })
    if (error instanceof pg.DatabaseError && error.code === insufficientPrivilege)
      throw new Error(`The database login may not become ${appRole}: grant ${appRole}, ${acrossRole} to it.`, {
        cause: error,
      })
    throw error
  }
  const { rows } = await client.query(
    'select rolname, rolsuper, rolbypassrls from pg_roles where rolname in (current_user, $1)',
    [acrossRole],
  )
  for (const role of rows)
    if (role.rolsuper || role.rolbypassrls)
      throw new Error(
        `The database role ${role.rolname} is a superuser or bypasses row security: societies would not be kept apart. Run "alter role ${role.rolname} nosuperuser nobypassrls".`,
      )
}

/**
 * Makes the three roles where they are missing (they belong to the whole server, so another database may be making
 * them at this moment) and lets the login of this connection become each of them. Changes nothing that is there.
 */
export async function prepareRoles(client: pg.ClientBase): Promise<void> {
  await client.query(`
    do $$
    declare
      wanted text;
    begin
      foreach wanted in array array['${ownerRole}', '${appRole}', '${acrossRole}'] loop
        if not exists (select from pg_roles where rolname = wanted) then
          begin
            execute format('create role %I nologin', wanted);
          exception when duplicate_object or unique_violation then null;
          end;
        end if;
        begin
          execute format('set local role %I', wanted);
          set local role none;
        exception when insufficient_privilege then
          execute format('grant %I to %I', wanted, session_user);
        end;
      end loop;
      if not has_schema_privilege('${ownerRole}', 'public', 'create') then
        grant usage, create on schema public to ${ownerRole};
      end if;
      if not has_schema_privilege('${appRole}', 'public', 'usage') or has_schema_privilege('public', 'public', 'usage') then
        revoke all on schema public from public;
        grant usage on schema public to ${appRole}, ${acrossRole};
      end if;
    end $$`)
}
