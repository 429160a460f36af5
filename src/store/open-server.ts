import type pg from 'pg'
import { appliedMigrations } from './migrate.ts'
import { pendingOf, readMigrations } from './migration-files.ts'
import { openPool } from './pool.ts'
import { notPrepared } from './roles.ts'

export type OpenStore = { pool: pg.Pool; close(): Promise<void> }

/** A pool on a PostgreSQL server that has been found safe and up to date. */
export async function openServer(options: {
  url: string
  poolSize?: number | undefined
  migrations?: string | undefined
}): Promise<OpenStore> {
  const pool = openPool({ connectionString: options.url, max: options.poolSize ?? 10 })
  try {
    await refuseOutdated(pool, options.migrations)
  } catch (error) {
    await pool.end()
    throw error
  }
  return { pool, close: () => pool.end() }
}

async function refuseOutdated(pool: pg.Pool, folder?: string): Promise<void> {
  const client = await pool.connect().catch(unreachable)
  try {
    const { rows } = await client.query("select to_regclass('genkan.migration') is not null as prepared")
    if (!rows[0]?.prepared) throw new Error(notPrepared)
    const pending = pendingOf(await readMigrations(folder), await appliedMigrations(client))
    if (pending.length > 0)
      throw new Error(
        `This database lacks ${pending.map(({ name }) => name).join(', ')}: run \`genkan migrate\` first.`,
      )
  } finally {
    client.release()
  }
}

/** The address itself stays out of the message: it carries a password. */
function unreachable(error: NodeJS.ErrnoException): never {
  if (error.syscall === undefined) throw error
  throw new Error(`The database server does not answer: ${error.message}`, { cause: error })
}
