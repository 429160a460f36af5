import type { Writable } from 'node:stream'
import type { CompiledQuery, DatabaseConnection, QueryResult } from 'kysely'
import type { PoolClient } from 'pg'

/**
 * One connection during one transaction. Statements leave in the order in which they are called and wait for nobody's answer, so
 * that several travel together (decision 0019); PostgreSQL works them off one after the other, and after one that
 * fails refuses all the others of the transaction.
 */
export class Pipeline implements DatabaseConnection {
  readonly #client: PoolClient
  #isHeld = false
  #failure: { readonly error: unknown } | undefined
  #closed = false

  constructor(client: PoolClient) {
    this.#client = client
  }

  /** What went wrong first; whatever failed after it says only that the transaction is over. */
  get failure(): { readonly error: unknown } | undefined {
    return this.#failure
  }

  /** Sends a text without values and resolves to its command tag. */
  async send(text: string): Promise<string> {
    this.#hold()
    return (await this.#noted(this.#client.query(text))).command
  }

  async executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
    if (this.#closed) throw new Error('this transaction is over')
    this.#hold()
    const { command, rowCount, rows } = await this.#noted(this.#client.query(sql, parameters as unknown[]))
    const changes = command === 'INSERT' || command === 'UPDATE' || command === 'DELETE' || command === 'MERGE'
    return { ...(changes ? { numAffectedRows: BigInt(rowCount ?? 0) } : {}), rows: (rows ?? []) as Row[] }
  }

  streamQuery(): never {
    throw new Error('rows are not streamed inside a transaction')
  }

  /** From here on nobody may use what is left of the transaction. */
  close(): void {
    this.#closed = true
  }

  /** What is sent before the program next waits for something goes out in one piece. */
  #hold(): void {
    if (this.#isHeld) return
    const { stream } = (this.#client as unknown as { connection: { stream: Writable } }).connection
    this.#isHeld = true
    stream.cork()
    process.nextTick(() => {
      this.#isHeld = false
      stream.uncork()
    })
  }

  #noted<T>(answer: Promise<T>): Promise<T> {
    return answer.catch((error: unknown) => {
      this.#failure ??= { error }
      throw error
    })
  }
}

/**
 * Sends a write whose answer nobody needs: it travels with what is sent next. Should it fail, the transaction can only be
 * rolled back, and whoever opened it gets the error.
 */
export function sent(write: Promise<unknown>): void {
  write.catch(() => undefined)
}
