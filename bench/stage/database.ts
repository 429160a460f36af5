/**
 * bench/stage owns what figures are taken on: a database that keeps its promises (synced to disk, unlike that of the tests),
 * a society with people in it, a real node, and how processor time is read. It must not know any figure.
 * This file: the database server.
 */
import { createRequire } from 'node:module'
import { freshServerDatabase } from '../../test/support/database.ts'

type PrivatePostgres = { startPrivatePostgres(options: object): Promise<{ url: string }> }

const { startPrivatePostgres } = createRequire(import.meta.url)('../../bin/private-postgres.cjs') as PrivatePostgres

/** A migrated, empty database on a server of this run, which stops with this process. */
export async function benchDatabase(): Promise<string> {
  process.env.GENKAN_TEST_DATABASE_URL ??= (await startPrivatePostgres({ durable: true })).url
  return freshServerDatabase()
}
