import pg from 'pg'
import { columnTypes } from './column-types.ts'
import { NamedClient } from './named-client.ts'
import { dropRights } from './roles.ts'

/** A statement that runs longer than this is cut off by the server; our own clock cuts a little later, for stores without one. */
const statementMs = 30_000
const readMs = statementMs + 5_000
/** A transaction that forgets to end gives its locks back after this. */
const idleInTransactionMs = 60_000

/** Opens connections that are harmless before anybody gets them: the rights are dropped in the first round trip, also after a reconnect. */
export function openPool(config: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool({
    application_name: 'genkan',
    connectionTimeoutMillis: 15_000,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
    query_timeout: readMs,
    types: columnTypes,
    // Statements need not wait for the answers before them (decision 0019).
    pipeline: true,
    ...config,
    Client: NamedClient,
    onConnect: prepare,
  } as pg.PoolConfig)
  // A server that goes away must not take the process with it: the pool forgets the connection and opens another.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  pool.on('release', (_error, client) => {
    if (client instanceof NamedClient && client.outdated) void client.end()
  })
  return pool
}

/**
 * A request finds its rows by their keys. Left to itself the planner reads small tables from end to end, and connections keep such a plan
 * while the table grows: counters of failed tries come and go thousands of times before they are vacuumed. Compiling plans
 * never pays for rows found by key.
 */
const plans = 'set enable_seqscan to off; set jit to off'

async function prepare(client: pg.ClientBase): Promise<void> {
  await client.query(
    `set timezone to 'UTC';
     set statement_timeout to ${statementMs};
     set idle_in_transaction_session_timeout to ${idleInTransactionMs};
     ${plans}`,
  )
  await dropRights(client)
}
