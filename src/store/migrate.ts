import pg from 'pg'
import type { StoreOptions } from './database.ts'
import { type MigrationFile, pendingOf, readMigrations } from './migration-files.ts'
import { installQueue } from './queue-schema.ts'
import { acrossRole, appRole, ownerRole, prepareRoles } from './roles.ts'

/** Any number; it only has to be the same in every Genkan, so that two of them migrate one after the other. */
const lockKey = 7_201_640_611

/**
 * Brings a database up to date: roles, tables, the schema of the job queue. Returns the names of the files applied.
 * Needs a login that may create roles and schemas; for the embedded database, a folder that nobody has open.
 */
export async function migrate(options: StoreOptions): Promise<string[]> {
  if (!options.url) {
    const { migrateEmbedded } = await import('./embedded/open-embedded.ts')
    return migrateEmbedded(options)
  }
  const client = new pg.Client({ connectionString: options.url, application_name: 'genkan migrate' })
  client.on('error', () => {})
  await client.connect()
  try {
    return await applyMigrations(client, options.migrations)
  } finally {
    await client.end()
  }
}

/** The same over a connection that is open already. */
export async function applyMigrations(client: pg.ClientBase, folder?: string): Promise<string[]> {
  const files = await readMigrations(folder)
  await client.query('select pg_advisory_lock($1)', [lockKey])
  try {
    await prepareRoles(client)
    await client.query(`
      create schema if not exists genkan authorization ${ownerRole};
      set role ${ownerRole};
      create table if not exists genkan.migration (
        name text primary key,
        checksum text not null,
        applied_at timestamptz not null default now()
      );
      grant usage on schema genkan to ${appRole};
      grant select on genkan.migration to ${appRole};
      alter default privileges revoke execute on functions from public;
      reset role`)
    const pending = pendingOf(files, await appliedMigrations(client))
    for (const file of pending) await applyOne(client, file)
    await installQueue(client, { owner: ownerRole, users: [appRole, acrossRole] })
    return pending.map(({ name }) => name)
  } finally {
    await client.query('reset role; select pg_advisory_unlock_all()')
  }
}

/** What a database has had, oldest first. */
export async function appliedMigrations(client: pg.ClientBase): Promise<{ name: string; checksum: string }[]> {
  const { rows } = await client.query('select name, checksum from genkan.migration order by name')
  return rows
}

async function applyOne(client: pg.ClientBase, file: MigrationFile): Promise<void> {
  await client.query(`begin; set local role ${ownerRole}; set local search_path to public`)
  try {
    await client.query(file.sql)
    await client.query('insert into genkan.migration (name, checksum) values ($1, $2)', [file.name, file.checksum])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw new Error(`migrations: ${file.name} failed: ${(error as Error).message}`, { cause: error })
  }
}
