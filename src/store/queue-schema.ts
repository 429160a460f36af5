import { createRequire } from 'node:module'
import type pg from 'pg'
import { getConstructionPlans, getMigrationPlans } from 'pg-boss'

/** Where the job queue lives. Jobs carry ids only, so its tables know no society. */
const queueSchema = 'queue'

/** The version of the tables that the installed library works with. */
const wanted: number = createRequire(import.meta.url)('pg-boss/package.json').pgboss.schema

/** Installs or updates the tables of the job queue, so that the program itself needs no right to create any. */
export async function installQueue(client: pg.ClientBase, roles: { owner: string; users: string[] }): Promise<void> {
  const found = await installedVersion(client)
  if (found === wanted) return
  if (found !== undefined && found > wanted)
    throw new Error(`the job queue in this database is newer (${found}) than this version of Genkan knows (${wanted})`)
  await client.query(`create schema if not exists ${queueSchema} authorization ${roles.owner}; set role ${roles.owner}`)
  const plan =
    found === undefined
      ? getConstructionPlans(queueSchema, { createSchema: false })
      : getMigrationPlans(queueSchema, found)
  for (const text of separately(plan)) await client.query(text)
  const users = roles.users.join(', ')
  await client.query(`
    grant usage on schema ${queueSchema} to ${users};
    grant select, insert, update, delete on all tables in schema ${queueSchema} to ${users};
    grant execute on all functions in schema ${queueSchema} to ${users};
    reset role`)
}

async function installedVersion(client: pg.ClientBase): Promise<number | undefined> {
  const { rows } = await client.query('select to_regclass($1) is not null as installed', [`${queueSchema}.version`])
  if (!rows[0]?.installed) return undefined
  const version = await client.query(`select version from ${queueSchema}.version`)
  return version.rows[0]?.version
}

/** Indexes that are built concurrently refuse to share a text with anything; the library marks each with a comment. */
function separately(plan: string): string[] {
  return plan.split(/^-- inlined from .*$/m)
}
