/**
 * The store owns the database: one `Database` over a PostgreSQL server or an embedded one, the roles and row security
 * that keep societies apart, and the migrations. It must not know what the rows mean, and nothing outside of it opens
 * a connection of its own.
 */
import type { Kysely } from 'kysely'
import { openServer } from './open-server.ts'
import { type Rows, rowsOf, runIn } from './rows.ts'
import { scopedDatabase } from './scoped-database.ts'
import type { Tables } from './tables.ts'

/** A running transaction: the only thing that queries are made with. */
export type Tx = Kysely<Tables>

export interface Database {
  readonly kind: 'embedded' | 'server'
  /**
   * Runs `work` in one transaction that sees and writes the rows of this society only (row-level security).
   * Committed when `work` resolves, rolled back when it throws. Throws when it is called inside another transaction.
   * Deadlocks and serialization failures reach the caller: nothing is retried in secret.
   */
  inSociety<T>(societyId: number, work: (tx: Tx) => Promise<T>): Promise<T>
  /** One transaction in the role `genkan_across`, which sees a few tables of every society. Its callers are listed by a test. */
  acrossSocieties<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  /** For the job queue only (schema `queue`, no society): runs one text outside of any transaction. Throws inside of one. */
  queueSql(text: string, values?: unknown[]): Promise<Rows>
  /** For the job queue only: the same inside a running transaction, so that a job is sent together with the fact that causes it. */
  executeIn(tx: Tx): (text: string, values?: unknown[]) => Promise<Rows>
  /** Waits for running transactions, then lets go of everything. A second call does nothing. */
  close(): Promise<void>
}

export type StoreOptions = {
  /** Address of a PostgreSQL server; without it the database is embedded. */
  url?: string | undefined
  /** Folder of the embedded database; without it the data are gone when it is closed. */
  dataDir?: string | undefined
  /** Folder with the migration files; the shipped ones unless a test brings its own. */
  migrations?: string | undefined
}

/**
 * Opens the database. An embedded one is created and migrated on the way; a server must have been prepared with
 * `genkan migrate` before, otherwise this throws a sentence that says so. Throws also when a connection would run
 * with the rights of a superuser, or when another process has the data folder open.
 * @param options.poolSize connections to a server at the same time (10); an embedded database has exactly one
 */
export async function openDatabase(options: StoreOptions & { poolSize?: number | undefined }): Promise<Database> {
  const store = options.url
    ? await openServer({ ...options, url: options.url })
    : await (await import('./embedded/open-embedded.ts')).openEmbedded(options)
  const scoped = scopedDatabase(store.pool)
  let closing: Promise<void> | undefined
  return {
    kind: options.url ? 'server' : 'embedded',
    inSociety: scoped.inSociety,
    acrossSocieties: scoped.acrossSocieties,
    async queueSql(text, values) {
      scoped.refuseInside('queueSql')
      return rowsOf(await store.pool.query(text, values))
    },
    executeIn: (tx) => (text, values) => runIn(tx, text, values),
    close() {
      closing ??= store.close()
      return closing
    },
  }
}
