import pg from 'pg'
import { migrate } from './migrate.ts'

/** What a database that the demo made says of itself. */
const MARK = 'made by genkan demo'

/**
 * Makes a database of this name on a server, migrated, and returns its address. Opens or drops only what it made itself:
 * throws when a database of that name is somebody else's.
 */
export async function ownDatabase(serverUrl: string, name: 'genkan_demo', reset: boolean): Promise<string> {
  const admin = new pg.Client({ connectionString: serverUrl, application_name: 'genkan demo' })
  await admin.connect()
  try {
    const mark = await markOf(admin, name)
    // Killed between making and marking, it is empty and unmarked: ours to make again.
    const unfinished = mark === null && (await isEmpty(serverUrl, name))
    if (unfinished) await admin.query(`comment on database ${name} is '${MARK}'`)
    if (mark !== undefined && mark !== MARK && !unfinished)
      throw new Error(`the database ${name} on this server was not made by the demo`)
    if (mark !== undefined && reset) await admin.query(`drop database ${name} with (force)`)
    if (mark === undefined || reset) {
      await admin.query(`create database ${name}`)
      await admin.query(`comment on database ${name} is '${MARK}'`)
    }
  } finally {
    await admin.end()
  }
  const url = addressOf(serverUrl, name)
  await migrate({ url })
  return url
}

function addressOf(serverUrl: string, name: string): string {
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  return url.href
}

async function isEmpty(serverUrl: string, name: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: addressOf(serverUrl, name) })
  await client.connect()
  try {
    const { rows } = await client.query(
      `select 1 from pg_class where relnamespace = 'public'::regnamespace or relnamespace = to_regnamespace('genkan') limit 1`,
    )
    return rows.length === 0
  } finally {
    await client.end()
  }
}

async function markOf(admin: pg.Client, name: string): Promise<string | null | undefined> {
  const { rows } = await admin.query(
    `select shobj_description(oid, 'pg_database') as mark from pg_database where datname = $1`,
    [name],
  )
  return rows[0]?.mark
}
