import { AsyncLocalStorage } from 'node:async_hooks'
import { type ConnectionProvider, Kysely, PostgresDialect, Transaction } from 'kysely'
import type { Pool, PoolClient } from 'pg'
import type { Tx } from './database.ts'
import { Pipeline, sent } from './pipeline.ts'
import type { Tables } from './tables.ts'

/** The transaction that the running code is in. `over` matters to what was started inside and lives longer, such as a timer. */
type Scope = { over: boolean }

const scopes = new AsyncLocalStorage<Scope>()

/** PostgreSQL's answer to whatever comes after a statement that failed. */
const IN_FAILED_TRANSACTION = '25P02'
/** COMMIT became ROLLBACK. */
const UNSAID = 'a statement of this transaction failed'

/** The two doors to the rows. Each opens its transaction and says whose rows it may touch together with the first statement. */
export function scopedDatabase(pool: Pool) {
  const transactionOn = transactions(pool)

  async function open<T>(opening: string, name: string, work: (tx: Tx) => Promise<T>): Promise<T> {
    refuseInside(name)
    const client = await pool.connect()
    const pipeline = new Pipeline(client)
    const scope: Scope = { over: false }
    // Where this fails nothing behind it is done: the transaction is over before it began, or the connection is.
    const begun = pipeline.send(opening)
    sent(begun)
    try {
      const result = await scopes.run(scope, () => work(transactionOn(pipeline)))
      pipeline.close()
      const [, tag] = await Promise.all([begun, pipeline.send('commit')])
      if (tag !== 'COMMIT') throw new Error(UNSAID)
      client.release()
      return result
    } catch (error) {
      pipeline.close()
      await rollBack(client, begun)
      throw isAborted(error) && pipeline.failure ? pipeline.failure.error : error
    } finally {
      scope.over = true
    }
  }

  return {
    refuseInside,
    inSociety: async <T>(societyId: number, work: (tx: Tx) => Promise<T>): Promise<T> =>
      open(`begin; select set_config('app.society', '${societyNumber(societyId)}', true)`, 'inSociety', work),
    acrossSocieties: async <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
      open('begin; set local role genkan_across', 'acrossSocieties', work),
  }
}

/** A second transaction inside the first would not see its rows, and on the only embedded connection it would wait for ever. */
function refuseInside(name: string): void {
  const scope = scopes.getStore()
  if (scope && !scope.over) throw new Error(`${name} was called inside a running transaction; use the one that is open`)
}

/** The number goes into the text of a statement, so nothing else may pass. */
function societyNumber(societyId: number): number {
  if (!Number.isInteger(societyId) || societyId < 1 || societyId > 2_147_483_647)
    throw new TypeError('a society is named by a positive integer')
  return societyId
}

/** A connection on which not even this works must not go back to the pool. */
async function rollBack(client: PoolClient, begun: Promise<unknown>): Promise<void> {
  await begun.catch(() => undefined)
  const left = await client.query('rollback').then(
    () => undefined,
    (error: Error) => error,
  )
  client.release(left)
}

/** Says only that something before it went wrong. */
const isAborted = (error: unknown): boolean =>
  (error as { code?: unknown }).code === IN_FAILED_TRANSACTION || (error as Error).message === UNSAID

/** What queries are made with, over a pipeline: statements are sent in the order in which they are executed. */
function transactions(pool: Pool): (pipeline: Pipeline) => Tx {
  const dialect = new PostgresDialect({ pool })
  const driver = dialect.createDriver()
  const executor = new Kysely<Tables>({ dialect }).getExecutor()
  return (pipeline) => {
    const provider: ConnectionProvider = { provideConnection: (consumer) => consumer(pipeline) }
    return new Transaction<Tables>({
      config: { dialect },
      dialect,
      driver,
      executor: executor.withConnectionProvider(provider),
    })
  }
}
