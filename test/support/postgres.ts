import { createRequire } from 'node:module'

type PrivatePostgres = { startPrivatePostgres(): Promise<{ url: string; stop(): Promise<void> }> }

const { startPrivatePostgres } = createRequire(import.meta.url)('../../bin/private-postgres.cjs') as PrivatePostgres

let started: Promise<string> | undefined

/**
 * Address of a PostgreSQL server on which the tests may do as they like. `npm test` starts one for all files; a file
 * that is run by hand starts its own, which stops with the process.
 */
export function serverUrl(): Promise<string> {
  started ??= Promise.resolve(process.env.GENKAN_TEST_DATABASE_URL ?? startPrivatePostgres().then(({ url }) => url))
  return started
}

/** The same server, another database of it. */
export async function serverUrlOf(database: string): Promise<string> {
  const url = new URL(await serverUrl())
  url.pathname = `/${database}`
  return url.href
}
