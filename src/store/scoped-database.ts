import { AsyncLocalStorage } from 'node:async_hooks'
import {
  CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  PostgresDialect,
  type PostgresDialectConfig,
  PostgresDriver,
} from 'kysely'
import type { Pool } from 'pg'
import type { Tx } from './database.ts'
import type { Tables } from './tables.ts'

/** The transaction that the running code is in. `over` matters to what was started inside and lives longer, such as a timer. */
type Scope = { readonly opening: string; over: boolean }

const scopes = new AsyncLocalStorage<Scope>()

/** The two doors to the rows. Each opens its transaction and says whose rows it may touch in one round trip. */
export function scopedDatabase(pool: Pool) {
  const kysely = new Kysely<Tables>({ dialect: new ScopedDialect({ pool }) })

  async function open<T>(opening: string, name: string, work: (tx: Tx) => Promise<T>): Promise<T> {
    refuseInside(name)
    const scope: Scope = { opening, over: false }
    try {
      return await scopes.run(scope, () => kysely.transaction().execute(work))
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

class ScopedDialect extends PostgresDialect {
  readonly #config: PostgresDialectConfig

  constructor(config: PostgresDialectConfig) {
    super(config)
    this.#config = config
  }

  override createDriver(): Driver {
    return new ScopedDriver(this.#config)
  }
}

type PostgresConnection = Parameters<PostgresDriver['rollbackTransaction']>[0]

class ScopedDriver extends PostgresDriver {
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    const scope = scopes.getStore()
    if (!scope || scope.over) throw new Error('a transaction opens through inSociety or acrossSocieties')
    try {
      await connection.executeQuery(CompiledQuery.raw(scope.opening))
    } catch (error) {
      // BEGIN may have worked and the rest not: the connection must not go back to the pool inside a transaction.
      await this.rollbackTransaction(connection as PostgresConnection)
      throw error
    }
  }

  /** Where even this fails, the parent throws the connection away, and the error that led here is the one to report. */
  override async rollbackTransaction(connection: PostgresConnection): Promise<void> {
    await super.rollbackTransaction(connection).catch(() => {})
  }
}
