import { createHash, randomBytes } from 'node:crypto'
import { after } from 'node:test'
import pg from 'pg'
import { type Database, openDatabase, type StoreOptions } from '../../src/store/database.ts'
import { migrate } from '../../src/store/migrate.ts'
import { readMigrations } from '../../src/store/migration-files.ts'
import { serverUrl, serverUrlOf } from './postgres.ts'

/** For suites that hold on both: `for (const store of stores) describe(…, () => { … freshDatabase(store) … })`. */
export const stores = ['embedded', 'server'] as const
export type Store = (typeof stores)[number]

/** A migrated database that nobody else uses. `address` opens it once more, like a second node (a server only). */
export type FreshDatabase = Database & { readonly address: StoreOptions }

const toClose = new Set<Database>()

// Whatever a test leaves open is closed when its file is done, so that the process can end.
after(() => Promise.all([...toClose].map((database) => database.close())))

/** Takes about 0.3 s embedded and 0.1 s on a server, once the first one of a kind has been made. `migrations` is a folder of a test's own. */
export async function freshDatabase(
  store: Store,
  { migrations }: { migrations?: string } = {},
): Promise<FreshDatabase> {
  if (store === 'embedded') return closedAfterwards(await openDatabase({ migrations }), { migrations })
  const url = await freshServerDatabase({ migrations })
  const database = await openDatabase({ url, migrations })
  return closedAfterwards(database, { url, migrations }, () => dropDatabase(url))
}

/** The same without opening it: the address of a migrated database on the server. */
export async function freshServerDatabase({ migrations }: { migrations?: string | undefined } = {}): Promise<string> {
  const template = await templateOf(migrations)
  return createDatabase(`template ${template}`)
}

/** The address of a database on the server; empty unless `clause` says otherwise. */
export async function createDatabase(clause = ''): Promise<string> {
  const name = `genkan_test_${randomBytes(6).toString('hex')}`
  await withServer((client) => client.query(`create database ${name} ${clause}`))
  return serverUrlOf(name)
}

async function dropDatabase(url: string): Promise<void> {
  await withServer((client) => client.query(`drop database if exists ${new URL(url).pathname.slice(1)} with (force)`))
}

/** Runs something with all the rights that a test may want; in `url`, or in the server's first database. */
export async function withServer<T>(work: (client: pg.Client) => Promise<T>, url?: string): Promise<T> {
  const client = new pg.Client({ connectionString: url ?? (await serverUrl()) })
  client.on('error', () => {})
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

function closedAfterwards(database: Database, address: StoreOptions, then?: () => Promise<void>): FreshDatabase {
  const fresh: FreshDatabase = {
    ...database,
    address,
    async close() {
      toClose.delete(fresh)
      await database.close()
      await then?.()
    },
  }
  toClose.add(fresh)
  return fresh
}

const templates = new Map<string | undefined, Promise<string>>()

function templateOf(migrations?: string): Promise<string> {
  const template = templates.get(migrations) ?? makeTemplate(migrations)
  templates.set(migrations, template)
  return template
}

/** One per server and set of migrations. Test files run side by side, so a lock lets one of them make it; the mark says that it is whole. */
async function makeTemplate(migrations?: string): Promise<string> {
  const hash = createHash('sha256')
  for (const { checksum } of await readMigrations(migrations)) hash.update(checksum)
  const name = `genkan_template_${hash.digest('hex').slice(0, 12)}`
  await withServer(async (client) => {
    await client.query('select pg_advisory_lock(1)')
    const { rows } = await client.query('select datistemplate from pg_database where datname = $1', [name])
    if (rows[0]?.datistemplate) return
    await client.query(`drop database if exists ${name}`)
    await client.query(`create database ${name}`)
    await migrate({ url: await serverUrlOf(name), migrations })
    await client.query(`alter database ${name} is_template true`)
  })
  return name
}
